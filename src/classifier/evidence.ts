import type { Question } from '../policy/answers.ts'
import type { Features } from './features.ts'
import { addRow, emptySums, type Head, rowOf } from './model.ts'

export type Evidence = { readonly answer: Question; readonly value: string; readonly words: string }

const MOST_PHRASES = 2
/** A word is a reason if it contributes at least this share of what the strongest word does. */
const LEAST_SHARE = 0.4

/** The words that contributed most to a class; neighbours are joined to a phrase. */
export function strongestPhrases(head: Head, features: Features, chosen: number): readonly string[] {
  const contributions = contributionsTo(head, features, chosen)
  const strongest = contributions.reduce((most, value) => Math.max(most, value), 0)
  if (strongest === 0) return []
  const ranked = [...contributions.keys()]
    .filter((index) => (contributions[index] ?? 0) >= strongest * LEAST_SHARE)
    .sort((a, b) => (contributions[b] ?? 0) - (contributions[a] ?? 0))
    .slice(0, MOST_PHRASES + 1)
    .sort((a, b) => a - b)
  return joinNeighbours(features, ranked).slice(0, MOST_PHRASES)
}

/** What each word of the text adds to one class, compared with the mean of all classes. */
function contributionsTo(head: Head, { bucket, weight, word, words }: Features, chosen: number): Float64Array {
  const contributions = new Float64Array(words.length)
  for (let index = 0; index < bucket.length; index++) {
    const at = word[index] ?? -1
    const row = at < 0 ? -1 : rowOf(head, bucket[index] ?? 0)
    if (row < 0) continue
    const sums = emptySums(head)
    addRow(head, sums, row, weight[index] ?? 0)
    const classes = sums.subarray(0, head.classes)
    const mean = classes.reduce((sum, value) => sum + value, 0) / head.classes
    contributions[at] = (contributions[at] ?? 0) + (classes[chosen] ?? 0) - mean
  }
  return contributions
}

function joinNeighbours({ words }: Features, indexes: readonly number[]): readonly string[] {
  const runs: number[][] = []
  for (const index of indexes) {
    const last = runs.at(-1)
    if (last?.at(-1) === index - 1) last.push(index)
    else runs.push([index])
  }
  return runs.map((run) => run.map((index) => words[index]?.text ?? '').join(' '))
}
