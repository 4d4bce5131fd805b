import { closest, distance } from 'fastest-levenshtein'

/** Comparing takes time in proportion to both words, and nothing that we compare with is longer. */
const MAX_WORD_LENGTH = 256

/** The candidate that differs least from `word`. null: no candidates. */
export function nearestWord(word: string, known: readonly string[]): string | null {
  return known.length === 0 ? null : closest(word.slice(0, MAX_WORD_LENGTH), known)
}

/** Like `nearestWord`, but null if even the nearest is too different to be a typo. */
export function likelyWord(word: string, known: readonly string[]): string | null {
  const nearest = word.length > MAX_WORD_LENGTH ? null : nearestWord(word, known)
  return nearest === null || distance(word, nearest) > nearest.length / 2 ? null : nearest
}
