import type { RootContent } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { walkNodes } from '../../text/markdown-tree.ts'
import { GUIDELINES } from '../life-cycle.ts'

/**
 * The texts of the template for SEPs, as `normalize` returns them: the beginning, the length and the end. All three must be the same,
 * because an author can begin with the same words.
 * https://github.com/modelcontextprotocol/modelcontextprotocol/blob/main/seps/TEMPLATE.md
 */
const TEMPLATE_TEXTS: readonly (readonly [opening: string, length: number, ending: string])[] = [
  ['note: this template provides a standard structure', 280, 'cifications.'],
  ['brief (~200 word) technical summary', 152, 'ep proposes.'],
  ['why is this change needed?', 124, 'sep solves?'],
  ['the motivation is critical for seps that', 155, 'ed outright.'],
  ['detailed technical specification of the proposed changes', 216, 'ementations.'],
  ['for protocol changes, include:', 30, 'es, include:'],
  ['new message formats or data structures', 95, 'ror handling'],
  ['for process changes, include:', 29, 'es, include:'],
  ['step-by-step procedures', 72, 'r milestones'],
  ['explain why particular design decisions were made. this', 71, 'tion should:'],
  ['describe alternate designs that were considered', 242, 'he community'],
  ['required for seps that introduce backward incompatibilities', 60, 'atibilities.'],
  ['describe:', 9, 'describe:'],
  ['what existing functionality will break or change', 183, 'lementations'],
  ['if there are no backward compatibility concerns, state', 71, 'explicitly.'],
  ['describe any security concerns related to this proposal', 67, ', including:'],
  ['new attack surfaces', 108, 'requirements'],
  ['if there are no security implications, state that', 61, 'explicitly.'],
  ['link to a working prototype demonstrating the proposal,', 292, 't qualifies.'],
  ['before a sep can reach "final" status, the', 205, 'e available.'],
  ['depending on your sep, you may want', 47, 'to include:'],
  ['how does this change affect performance, scalability', 72, 'ource usage?'],
  ['how will this proposal be tested?', 79, 'tions cover?'],
  ['detailed discussion of alternative approaches that were', 73, 'ted and why.'],
  ['unresolved issues that need community input', 66, 'discussion.'],
  ['credit to people who contributed ideas', 61, 'or reviews.'],
]

/** An author can begin with a shorter text of the template by chance. */
const MIN_CONTINUED_LENGTH = 60

/**
 * Whether a block is a text of the template, from its first word to its last (`whole`), or begins with such a text and continues with
 * the author's words or has the author's link (`beginning`). null: neither.
 */
export function templateTextIn(block: RootContent): 'whole' | 'beginning' | null {
  if (block.type === 'heading') return normalize(plainText(block)) === 'additional optional sections' ? 'whole' : null
  if (block.type !== 'paragraph' && block.type !== 'blockquote' && block.type !== 'list') return null
  const text = normalize(plainText(block))
  const match = TEMPLATE_TEXTS.find(
    ([opening, length, ending]) => text.startsWith(opening) && text.slice(0, length).endsWith(ending),
  )
  if (match === undefined) return null
  const [, length] = match
  if (text.length === length) return hasOwnLink(block) ? 'beginning' : 'whole'
  return length >= MIN_CONTINUED_LENGTH && text.length > length ? 'beginning' : null
}

/** Whether the author has added a picture, or turned words of the template into a link. The template links only to the guidelines. */
function hasOwnLink(block: RootContent): boolean {
  return [...walkNodes(block)].some((node) =>
    node.type === 'link'
      ? !node.url.startsWith(`${GUIDELINES}#`)
      : ['image', 'imageReference', 'linkReference', 'definition'].includes(node.type),
  )
}

export function isTemplateText(block: RootContent): boolean {
  return templateTextIn(block) === 'whole'
}

/** The headings of the template's optional sections. */
const OPTIONAL_HEADINGS = [
  'performance implications',
  'testing plan',
  'alternatives considered',
  'open questions',
  'acknowledgments',
]

export function isOptionalHeading(title: string): boolean {
  return OPTIONAL_HEADINGS.includes(normalize(title))
}

/** Longer than each text of the template, in which white space counts as one character. */
const MAX_COMPARED_LENGTH = 1_000

function normalize(text: string): string {
  const compared = text.slice(0, MAX_COMPARED_LENGTH)
  return compared.trim().replaceAll(/\s+/g, ' ').replaceAll(/[“”]/g, '"').toLowerCase()
}

/** Values in the template's preamble. */
const TEMPLATE_VALUES = [
  /^Draft \| In-Review\b/i,
  /^Standards Track \| Informational\b/i,
  /^YYYY-MM-DD$/i,
  /^Name <email> \(@github-username\)$/i,
  /^@github-username \(or "None"/i,
]

export function isTemplateValue(value: string): boolean {
  return TEMPLATE_VALUES.some((pattern) => pattern.test(value.replaceAll(/[“”]/g, '"')))
}

const WHOLE_TEMPLATE_VALUE =
  /^(?:[A-Z][\w-]*(?: Track)?(?: \| [A-Z][\w-]*(?: Track)?)+|YYYY-MM-DD|Name <email> \(@github-username\)|@github-username \(or "None" if seeking sponsor\))$/

/** Whether a value is only the template's text, without a word of the author. */
export function isWholeTemplateValue(value: string): boolean {
  return WHOLE_TEMPLATE_VALUE.test(value)
}
