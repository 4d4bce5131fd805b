import { Failure } from '../errors.ts'
import { MAX_BODY_LENGTH } from './github-names.ts'
import { readMarkdownLines } from './lines.ts'
import { oneLine } from './quote.ts'

/* The lines that this program adds to the end of a text: how AI helped, a hidden marker, and a comment that blocks a SEP. */

const LABEL = '**AI disclosure:**'
const DISCLOSURE = /^\*\*AI disclosure:\*\*[ \t]+(\S.*)$/s

/** The short answers, and the sentence that we publish for each; null: none. */
const SENTENCES: Readonly<Record<string, string | null>> = {
  none: null,
  some: 'Parts of this text were written with the help of AI; I have checked all of it.',
}

/** The sentence that we publish. null: there is nothing to disclose. Empty for a blank answer. */
export function disclosureOf(aiUse: string): string | null {
  const answer = oneLine(aiUse)
  const shortAnswer = answer.toLowerCase()
  return Object.hasOwn(SENTENCES, shortAnswer) ? (SENTENCES[shortAnswer] ?? null) : answer
}

/** Whether this line is the program's own sentence, and not the author's words. */
export function isStandardDisclosure(line: string): boolean {
  return line.trimEnd() === `${LABEL} ${SENTENCES['some']}`
}

/** Puts the disclosure, if any, at the end of a body. Removes an earlier disclosure. A blank answer changes nothing. */
export function withDisclosure(body: string, aiUse: string): string {
  const sentence = disclosureOf(aiUse)
  if (sentence === '') return body
  const previous = findDisclosure(body)
  if (sentence === null && previous === null) return body
  const bare = (previous?.bodyWithout ?? body).trimEnd()
  if (sentence === null) return bare
  return `${bare}${bare === '' ? '' : '\n\n'}${LABEL} ${sentence}`
}

/** The body without the line that `withDisclosure` adds. */
export function withoutDisclosure(body: string, aiUse: string): string {
  const sentence = disclosureOf(aiUse)
  const text = body.trimEnd()
  const line = `${LABEL} ${sentence}`
  return sentence !== null && text.endsWith(line) ? text.slice(0, -line.length).trimEnd() : body
}

export function disclosureIn(body: string): string | null {
  return findDisclosure(body)?.sentence ?? null
}

/**
 * The last disclosure that readers see. A line in a code block or a comment is only an example, unless it is the last line of the
 * text. Then the block or comment was never closed, and the line is the one that we added.
 */
function findDisclosure(body: string): { readonly sentence: string; readonly bodyWithout: string } | null {
  if (!body.includes(LABEL)) return null
  const lines = readMarkdownLines(body)
  const end = lines.findLastIndex(({ text }) => text.trim() !== '')
  const index = lines.findLastIndex(
    ({ text, prose }, position) => DISCLOSURE.test(text) && (position === end || prose.startsWith(LABEL)),
  )
  const text = lines[index]?.text
  if (text === undefined) return null
  const otherLines = lines.map((line, position) => (position === index ? '' : line.text))
  return { sentence: DISCLOSURE.exec(text)?.[1]?.trimEnd() ?? '', bodyWithout: otherLines.join('\n') }
}

/** Why a draft is blocked. The draft contains this reason, so that the author can see and remove it. */
export const BECAME_A_REPORT = 'what it says became a private report'
/** Marks a SEP that must not be posted. */
export const BLOCKED_MARK = `<!-- mcp-comms: blocked, because ${BECAME_A_REPORT} -->`

const MAX_MARKER_ID_LENGTH = 64
export const MARKER_ID = /^[A-Za-z0-9-]{8,64}$/
const MARKER = /<!-- mcp-comms:([A-Za-z0-9-]{8,64}) -->/g

/** The hidden comment that identifies a post when it is not known whether GitHub created it. */
export function markerFor(id: string): string {
  if (!MARKER_ID.test(id))
    throw new Failure('validation', `"${id}" is not a valid marker`, {
      hint: 'expected 8 to 64 letters, digits or hyphens',
    })
  return `<!-- mcp-comms:${id} -->`
}

/** The longest body that GitHub still accepts after `withMarker` adds a marker. */
export const MAX_UNMARKED_BODY_LENGTH = MAX_BODY_LENGTH - '\n\n<!-- mcp-comms: -->'.length - MAX_MARKER_ID_LENGTH

/** The body as we send it, with this marker at its end and no other marker. */
export function withMarker(body: string, id: string): string {
  const bare = withoutMarker(body)
  return bare === '' ? markerFor(id) : `${bare}\n\n${markerFor(id)}`
}

/** The id of the last marker, if there is one. */
export function markerIn(body: string): string | null {
  return [...body.matchAll(MARKER)].at(-1)?.[1] ?? null
}

export function withoutMarker(body: string): string {
  return body.replaceAll(MARKER, '').trimEnd()
}
