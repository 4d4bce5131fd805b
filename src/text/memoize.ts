/** A longer word is rare, and its result large. */
const MAX_WORD_LENGTH = 24
const MAX_WORDS = 2048

/**
 * Remembers what a pure function returns for a word, because texts share most of their words. The memory is emptied when
 * it is full, so that it does not grow with the number of texts.
 */
export function memoize<T>(compute: (word: string) => T): (word: string) => T {
  const results = new Map<string, T>()
  return (word) => {
    const known = results.get(word)
    if (known !== undefined) return known
    const result = compute(word)
    if (word.length > MAX_WORD_LENGTH) return result
    if (results.size >= MAX_WORDS) results.clear()
    results.set(word, result)
    return result
  }
}
