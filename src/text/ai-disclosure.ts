import { oneLine } from './quote.ts'

const LABEL = '**AI disclosure:**'
const DISCLOSURE = /^\*\*AI disclosure:\*\*[ \t]+(\S[^\n]*)$/m

/** The short answers, and the sentence that we publish for each. */
const SENTENCES: Readonly<Record<string, string | null>> = {
  none: null,
  some: 'Parts of this text were written with the help of AI; I have checked all of it.',
}

/** The sentence that we publish. null: nothing to disclose. */
export function disclosureOf(aiUse: string): string | null {
  const answer = oneLine(aiUse)
  return Object.hasOwn(SENTENCES, answer) ? (SENTENCES[answer] ?? null) : answer
}

/** Whether this line is the sentence of this program, and not the author's own words. */
export function isStandardDisclosure(line: string): boolean {
  return line === `${LABEL} ${SENTENCES['some']}`
}

/** Puts the disclosure, if any, at the end of a body. Removes an earlier disclosure. */
export function withDisclosure(body: string, aiUse: string): string {
  const sentence = disclosureOf(aiUse)
  const bare = body.replace(DISCLOSURE, '').trimEnd()
  if (sentence === null) return disclosureIn(body) === null ? body : bare
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
  return DISCLOSURE.exec(body)?.[1]?.trimEnd() ?? null
}
