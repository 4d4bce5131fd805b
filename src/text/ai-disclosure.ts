import { oneLine } from '../text/lines.ts'

const LABEL = '**AI disclosure:**'
const DISCLOSURE = /^\*\*AI disclosure:\*\*[ \t]+(\S[^\n]*)$/m

/** The answers that are no sentence of their own. */
const SENTENCES: Readonly<Record<string, string | null>> = {
  none: null,
  some: 'Parts of this text were written with the help of AI; I have checked all of it.',
}

/** The sentence that readers are told; null: there is nothing to tell. */
export function disclosureOf(aiUse: string): string | null {
  const answer = oneLine(aiUse)
  return Object.hasOwn(SENTENCES, answer) ? (SENTENCES[answer] ?? null) : answer
}

/** The body with what `aiUse` discloses at its end, in the place of an earlier disclosure. */
export function withDisclosure(body: string, aiUse: string): string {
  const sentence = disclosureOf(aiUse)
  const bare = body.replace(DISCLOSURE, '').trimEnd()
  if (sentence === null) return disclosureIn(body) === null ? body : bare
  return `${bare}${bare === '' ? '' : '\n\n'}${LABEL} ${sentence}`
}

export function disclosureIn(body: string): string | null {
  return DISCLOSURE.exec(body)?.[1]?.trimEnd() ?? null
}
