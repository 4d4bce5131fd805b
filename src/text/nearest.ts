import { closest, distance } from 'fastest-levenshtein'

/** The candidate that differs least from `word`. null: no candidates. */
export function nearestWord(word: string, known: readonly string[]): string | null {
  return known.length === 0 ? null : closest(word, known)
}

/** Like `nearestWord`, but null if even the nearest is too different to be a typo. */
export function likelyWord(word: string, known: readonly string[]): string | null {
  const nearest = nearestWord(word, known)
  return nearest === null || distance(word, nearest) > nearest.length / 2 ? null : nearest
}
