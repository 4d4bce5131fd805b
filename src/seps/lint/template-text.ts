import { createHash } from 'node:crypto'
import type { RootContent } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'

/**
 * The texts of the template for SEPs, as `normalize` returns them: the first words, the length, and the beginning of the SHA-256 hash.
 * The hash makes sure that a text is the template's, and not one that its author wrote after the same first words.
 * https://github.com/modelcontextprotocol/modelcontextprotocol/blob/main/seps/TEMPLATE.md
 */
const TEMPLATE_TEXTS: readonly (readonly [opening: string, length: number, hash: string])[] = [
  ['note: this template provides a standard structure', 280, '7bf69a594f09'],
  ['brief (~200 word) technical summary', 152, '8e230ed91470'],
  ['why is this change needed?', 124, '3861b4f7d14e'],
  ['the motivation is critical for seps that', 155, '88d3682f52ee'],
  ['detailed technical specification of the proposed changes', 216, 'e0d270ae0153'],
  ['for protocol changes, include:', 30, '43d9beb8e40f'],
  ['new message formats or data structures', 95, '759795fe36e9'],
  ['for process changes, include:', 29, '7d6c819ed32d'],
  ['step-by-step procedures', 72, '9dda612abec8'],
  ['explain why particular design decisions were made. this', 71, 'ede891749434'],
  ['describe alternate designs that were considered', 242, '2c82498505f0'],
  ['required for seps that introduce backward incompatibilities', 60, '5f368a59e98b'],
  ['describe:', 9, '39762c434867'],
  ['what existing functionality will break or change', 183, 'e3088eb235c5'],
  ['if there are no backward compatibility concerns, state', 71, 'f88b7686e96e'],
  ['describe any security concerns related to this proposal', 67, 'd5573bcbf5ca'],
  ['new attack surfaces', 108, '21d78cc1a16f'],
  ['if there are no security implications, state that', 61, 'f6e72f3a34aa'],
  ['link to a working prototype demonstrating the proposal,', 292, 'bf1e96d0d0b4'],
  ['before a sep can reach "final" status, the', 205, 'c4be9467153e'],
  ['depending on your sep, you may want', 47, '49f599bf599e'],
  ['how does this change affect performance, scalability', 72, 'b14047a599b4'],
  ['how will this proposal be tested?', 79, '255916a32b29'],
  ['detailed discussion of alternative approaches that were', 73, '190d18d0791c'],
  ['unresolved issues that need community input', 66, 'c137c18331cf'],
  ['credit to people who contributed ideas', 61, 'dc24a74623e4'],
]

/** Whether a block is a text of the template, from its first word to its last. */
export function isTemplateText(block: RootContent): boolean {
  if (block.type === 'heading') return normalize(plainText(block)) === 'additional optional sections'
  const text = comparedText(block)
  return text !== null && TEMPLATE_TEXTS.some((template) => text.length === template[1] && beginsWith(text, template))
}

/** An author can begin with a shorter text of the template by chance. */
const MIN_CONTINUED_LENGTH = 60

/** Whether a block begins with a whole text of the template, and its author continued it. */
export function continuesTemplateText(block: RootContent): boolean {
  const text = comparedText(block)
  if (text === null) return false
  return TEMPLATE_TEXTS.some(
    (template) => template[1] >= MIN_CONTINUED_LENGTH && text.length > template[1] && beginsWith(text, template),
  )
}

function comparedText(block: RootContent): string | null {
  return block.type === 'paragraph' || block.type === 'blockquote' || block.type === 'list'
    ? normalize(plainText(block))
    : null
}

function beginsWith(text: string, [opening, length, hash]: (typeof TEMPLATE_TEXTS)[number]): boolean {
  if (!text.startsWith(opening)) return false
  return createHash('sha256').update(text.slice(0, length)).digest('hex').startsWith(hash)
}

function normalize(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').replaceAll(/[“”]/g, '"').toLowerCase()
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
