import type { Placement } from '../../classifier/placement.ts'

/** Hides the secrets of a text in what its placement quotes, because the answer may end up in a log. */
export async function withoutSecrets(placement: Placement, text: string): Promise<Placement> {
  const { evidence, repoCandidates, also } = placement
  const quotations = [...evidence, ...repoCandidates.flatMap((candidate) => candidate.evidence)].map(
    ({ words }) => words,
  )
  if (![...quotations, also?.text ?? ''].some(mayHaveSecret)) return placement
  const { maskOf } = await import('../../checks/secrets.ts')
  const mask = await maskOf(`${text}\n${also?.text ?? ''}`)
  const masked = <T extends { readonly words: string }>(reasons: readonly T[]) =>
    reasons.map((reason) => ({ ...reason, words: mask(reason.words) }))
  return {
    ...placement,
    evidence: masked(evidence),
    repoCandidates: repoCandidates.map((candidate) => ({ ...candidate, evidence: masked(candidate.evidence) })),
    also: also === null ? null : { ...also, text: mask(also.text) },
  }
}

/** Whether words have a digit or a symbol, as secrets do. Loading the search for secrets takes longer than most answers. */
function mayHaveSecret(words: string): boolean {
  return words.split(/\s+/).some((word) => word.length >= MIN_LENGTH && !ORDINARY.test(word))
}

const MIN_LENGTH = 6
const ORDINARY = /^["'(]?\p{L}+(?:['’-]\p{L}+)*["').,:;!?]*$/u
