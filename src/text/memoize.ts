/** A longer one is rare, and what is made of it large. */
const LONGEST = 24
const MOST = 2048

/**
 * What a pure function makes of a word, made once: texts share most of their words. Forgotten all at once when so many
 * are known, so the memory does not grow with the number of texts.
 */
export function remembered<T>(make: (word: string) => T): (word: string) => T {
  const made = new Map<string, T>()
  return (word) => {
    const known = made.get(word)
    if (known !== undefined) return known
    const value = make(word)
    if (word.length > LONGEST) return value
    if (made.size >= MOST) made.clear()
    made.set(word, value)
    return value
  }
}
