import type { RootContent } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'

/**
 * How what the template says under its headings begins, so that it is known again where an author left it:
 * https://github.com/modelcontextprotocol/modelcontextprotocol/blob/main/seps/TEMPLATE.md
 */
const OPENINGS = [
  'brief (~200 word) technical summary',
  'why is this change needed?',
  'the motivation is critical for seps that',
  'detailed technical specification of the proposed changes',
  'for protocol changes, include:',
  'for process changes, include:',
  'explain why particular design decisions were made. this',
  'required for seps that introduce backward incompatibilities',
  'if there are no backward compatibility concerns, state',
  'describe any security concerns related to this proposal',
  'if there are no security implications, state that',
  'link to a working prototype demonstrating the proposal,',
  'before a sep can reach "final" status, the',
  'how does this change affect performance, scalability',
  'how will this proposal be tested?',
  'detailed discussion of alternative approaches that were',
  'unresolved issues that need community input',
  'credit to people who contributed ideas',
  'depending on your sep, you may want',
  'note: this template provides a standard structure',
]

/** Whole texts: each is too short to be told by how it begins. A list of the template's begins with one of its items. */
const WHOLE = ['describe:']
const ITEMS = [
  'new message formats or data structures',
  'step-by-step procedures',
  'describe alternate designs that were considered',
  'what existing functionality will break or change',
  'new attack surfaces',
]

/** Does the block say what the template says in its place? */
export function isTemplates(block: RootContent): boolean {
  if (block.type === 'list') return ITEMS.includes(said(plainText(block.children[0])))
  if (block.type === 'heading') return said(plainText(block)) === 'additional optional sections'
  if (block.type !== 'paragraph' && block.type !== 'blockquote') return false
  const text = said(plainText(block))
  return WHOLE.includes(text) || OPENINGS.some((opening) => text.startsWith(opening))
}

function said(text: string): string {
  // No more than is compared.
  return text.slice(0, 200).trim().replaceAll(/\s+/g, ' ').replaceAll(/[“”]/g, '"').toLowerCase()
}

/** Values that stand in the template's preamble. */
const VALUES = [
  /^Draft \| In-Review\b/i,
  /^Standards Track \| Informational\b/i,
  /^YYYY-MM-DD$/i,
  /^Name <email> \(@github-username\)$/i,
  /^@github-username \(or "None"/i,
]

export function isTemplateValue(value: string): boolean {
  return VALUES.some((pattern) => pattern.test(value.replaceAll(/[“”]/g, '"')))
}
