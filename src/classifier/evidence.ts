import type { Question } from '../policy/answers.ts'
import type { Features } from './features.ts'
import type { Head } from './model.ts'
import { shares } from './score.ts'

export type Evidence = { readonly answer: Question; readonly value: string; readonly words: string }

const MOST = 2
/** A word counts as a reason from this part of the strongest one on. */
const WORTH_NAMING = 0.4

/** The words that spoke most for a class, neighbours joined to a phrase. */
export function wordsFor(head: Head, features: Features, chosen: number): readonly string[] {
  const share = shares(head, features, chosen)
  const strongest = share.reduce((most, value) => Math.max(most, value), 0)
  if (strongest === 0) return []
  const worthNaming: number[] = []
  for (let index = 0; index < share.length; index++)
    if ((share[index] ?? 0) >= strongest * WORTH_NAMING) worthNaming.push(index)
  const ranked = worthNaming
    .sort((a, b) => (share[b] ?? 0) - (share[a] ?? 0))
    .slice(0, MOST + 1)
    .sort((a, b) => a - b)
  return phrases(features, ranked).slice(0, MOST)
}

function phrases({ words }: Features, indexes: readonly number[]): readonly string[] {
  const runs: number[][] = []
  for (const index of indexes) {
    const last = runs.at(-1)
    if (last?.at(-1) === index - 1) last.push(index)
    else runs.push([index])
  }
  return runs.map((run) => run.map((index) => words[index]?.said ?? '').join(' '))
}
