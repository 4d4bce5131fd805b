import type { Mask } from '../../checks/check.ts'
import type { Placement } from '../../classifier/placement.ts'
import { isAscii } from '../../text/words.ts'

/** Hides secrets in the words that a placement quotes from a text, because the output may end up in a log. */
export async function withoutSecrets(placement: Placement, text: string): Promise<Placement> {
  const { evidence, repoCandidates, also } = placement
  const quotations = [...evidence, ...repoCandidates.flatMap((candidate) => candidate.evidence)].map(
    ({ words }) => words,
  )
  const mask = await maskFor([...quotations, also?.text ?? ''], `${text}\n${also?.text ?? ''}`)
  const maskWords = <T extends { readonly words: string }>(reasons: readonly T[]) =>
    reasons.map((reason) => ({ ...reason, words: mask(reason.words) }))
  return {
    ...placement,
    evidence: maskWords(evidence),
    repoCandidates: repoCandidates.map((candidate) => ({ ...candidate, evidence: maskWords(candidate.evidence) })),
    also: also === null ? null : { ...also, text: mask(also.text) },
  }
}

/** Returns a function that hides the secrets in quotations from `text`. */
export async function maskFor(quotations: readonly string[], text: string): Promise<Mask> {
  if (!quotations.some(mayHaveSecret)) return (quotation) => quotation
  const { maskOf } = await import('../../checks/secrets.ts')
  return maskOf(text)
}

/** Whether words may contain a secret. If this quick check finds none, the full search for secrets need not be loaded. */
function mayHaveSecret(words: string): boolean {
  return words.split(/\s+/).some((word) => word.length >= MIN_WORD_LENGTH && !isOrdinary(word))
}

const MIN_WORD_LENGTH = 6
const ORDINARY_ASCII = /^["'(]?[A-Za-z]+(?:['-][A-Za-z]+)*["').,:;!?]*$/
/** Like `ORDINARY_ASCII`, for all scripts. It is compiled on first use, because compiling it takes a millisecond. */
let ordinaryUnicode: RegExp | undefined

function isOrdinary(word: string): boolean {
  if (isAscii(word)) return ORDINARY_ASCII.test(word)
  ordinaryUnicode ??= /^["'(]?\p{L}+(?:['’-]\p{L}+)*["').,:;!?]*$/u
  return ordinaryUnicode.test(word)
}
