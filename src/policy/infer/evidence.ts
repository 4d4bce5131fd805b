import type { Question } from '../answers.ts'
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
  const strongest = Math.max(0, ...share)
  if (strongest === 0) return []
  const ranked = [...share.entries()]
    .filter(([, value]) => value >= strongest * WORTH_NAMING)
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST + 1)
    .map(([index]) => index)
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
