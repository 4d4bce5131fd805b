import type { Placement } from '../classifier/placement.ts'
import type { Mask } from './check.ts'

/** Hides secrets in the words that a placement quotes from a text, because the output may end up in a log. */
export async function withoutSecrets(placement: Placement, text: string): Promise<Placement> {
  const { evidence, repoCandidates, otherMatter } = placement
  const quotations = [...evidence, ...repoCandidates.flatMap((candidate) => candidate.evidence)].map(
    ({ words }) => words,
  )
  const otherText = otherMatter?.text ?? ''
  const mask = await maskFor([...quotations, otherText], `${text}\n${otherText}`)
  const maskWords = <T extends { readonly words: string }>(reasons: readonly T[]) =>
    reasons.map((reason) => ({ ...reason, words: mask(reason.words) }))
  return {
    ...placement,
    evidence: maskWords(evidence),
    repoCandidates: repoCandidates.map((candidate) => ({ ...candidate, evidence: maskWords(candidate.evidence) })),
    otherMatter: otherMatter && { ...otherMatter, text: mask(otherText) },
  }
}

/** Returns a function that hides the secrets in quotations from `text`. */
export async function maskFor(quotations: readonly string[], text: string): Promise<Mask> {
  if (!quotations.some((words) => MAY_BE_SECRET.test(words))) return (quotation) => quotation
  const { maskOf } = await import('./secrets/mask.ts')
  return maskOf(text)
}

/**
 * Matches a word such as "password", a number that may be a PIN, and a run of characters with a digit, a symbol, or a capital letter after
 * a small one. Quotations without any of these contain no secret, so the full search for secrets need not be loaded. Letters of other
 * scripts do not count as symbols.
 */
const MAY_BE_SECRET =
  /[Pp]ass|[Pp]hrase|[Mm]nemonic|(?:[Ss]eed|[Rr]ecovery|[Ss]ecret) words|\d{4}|\d{3}[ -]\d{3}|(?=\S{6})\S{0,99}?(?:\d|[a-z][A-Z]|[^\s\w`'"().,:;/|…’“”\u00c0-\u1fff\u2e80-\uffff-]\S)/
