import { closest, distance } from 'fastest-levenshtein'

/** The known word that differs least from `word`; null where none is known. */
export function nearestWord(word: string, known: readonly string[]): string | null {
  return known.length === 0 ? null : closest(word, known)
}

/** The same, but null where even the nearest is too different to be what somebody meant to type. */
export function likelyWord(word: string, known: readonly string[]): string | null {
  const nearest = nearestWord(word, known)
  return nearest === null || distance(word, nearest) > nearest.length / 2 ? null : nearest
}
