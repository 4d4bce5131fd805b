const ASCII_WORD = /[a-z0-9_]+/gi
/** The pattern for all scripts takes milliseconds to compile, and most texts are ASCII, so we compile it on first use. */
let anyWord: RegExp | undefined

function wordPatternFor(text: string): RegExp {
  if (isAscii(text)) return ASCII_WORD
  anyWord ??= /[\p{L}\p{M}\p{N}_]+/gu
  return anyWord
}

export function splitIntoWords(text: string): readonly string[] {
  return text.match(wordPatternFor(text)) ?? []
}

/** Replaces full-width letters, ligatures and other variants with plain letters. */
export function foldLetters(text: string): string {
  return isAscii(text) ? text : text.normalize('NFKC')
}

/** Returns words of the folded text as the author wrote them in the original text. */
export function asWritten(text: string, folded: string, words: string): string {
  const start = folded === text ? -1 : folded.indexOf(words)
  return start < 0 ? words : text.slice(offsetOf(text, start), offsetOf(text, start + words.length))
}

/** The offset in a text that corresponds to an offset in its folded form. Folding can change the number of characters. */
function offsetOf(text: string, foldedOffset: number): number {
  let low = 0
  let high = text.length
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (foldLetters(text.slice(0, middle)).length <= foldedOffset) low = middle
    else high = middle - 1
  }
  return low
}

export function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 127) return false
  return true
}

const WORD_CHARACTER = /\w/

/** Whether the character at an index continues the ASCII word before it. */
export function isInsideWord(text: string, index: number): boolean {
  return WORD_CHARACTER.test(text.charAt(index - 1)) && WORD_CHARACTER.test(text.charAt(index))
}

/** `isUncacheable`: whether the result for a word is not worth caching. */
export type CacheLimits = {
  readonly maxLength: number
  readonly maxEntries: number
  readonly isUncacheable?: (word: string) => boolean
}

/** Whether a word contains a number of two or more digits. Such words hardly ever repeat, so they would only fill the caches. */
export function hasLongNumber(word: string): boolean {
  return /\d\d/.test(word)
}

/** Longer words are rare and have large results, so we do not cache them. */
const WORD_CACHE_LIMITS: CacheLimits = { maxLength: 24, maxEntries: 2048 }

/**
 * Caches what a pure function returns for each word or other short text, because texts share most of their words. Clears the
 * cache when it is full, so that it does not grow with the number of texts.
 */
export function memoize<T>(
  compute: (text: string) => T,
  { maxLength, maxEntries, isUncacheable }: CacheLimits = WORD_CACHE_LIMITS,
): (text: string) => T {
  const results = new Map<string, T>()
  return (text) => {
    if (text.length > maxLength) return compute(text)
    const cached = results.get(text)
    if (cached !== undefined) return cached
    const result = compute(text)
    if (isUncacheable?.(text) === true) return result
    if (results.size >= maxEntries) results.clear()
    results.set(text, result)
    return result
  }
}

type Cache<K, V> = { get(key: K): V | undefined; set(key: K, value: V): unknown }

/** Returns the value of a key. If it has none, creates a value and stores it. */
export function getOrCreate<K, V>(cache: Cache<K, V>, key: K, create: () => V): V {
  const value = cache.get(key) ?? create()
  cache.set(key, value)
  return value
}

/**
 * A pattern that takes a millisecond to compile on first use, so it is used only for texts for which `mayMatch` returns true.
 * `mayMatch` takes the text in lower case.
 */
export type SlowPattern = { readonly mayMatch: (lower: string) => boolean; readonly pattern: RegExp }

/** Returns the phrases in a list. They are separated by white space, and a `_` in a phrase stands for a space. */
export function phrases(list: string): readonly string[] {
  return list
    .trim()
    .split(/\s+/)
    .map((phrase) => phrase.replaceAll('_', ' '))
}

/** A text as a pattern that matches just this text. */
export function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** From this many texts on, a pattern of all parts pays off: it searches ten times as fast, but takes time to compile. */
const FEW_TEXTS = 20

/** Returns a function that says whether a text contains one of the parts. */
export function containsAny(parts: readonly string[]): (text: string) => boolean {
  let searched = 0
  let pattern: RegExp | undefined
  return (text) => {
    if (searched++ < FEW_TEXTS) return parts.some((part) => text.includes(part))
    pattern ??= new RegExp(parts.map(escapeRegExp).join('|'))
    return pattern.test(text)
  }
}

export function firstMatch(pattern: SlowPattern, text: string, lower = text.toLowerCase()): string | null {
  return pattern.mayMatch(lower) ? (pattern.pattern.exec(text)?.[0] ?? null) : null
}
