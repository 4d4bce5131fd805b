/**
 * Patterns for words. Most texts are ASCII, and a pattern for all scripts takes milliseconds to compile: it is made only
 * for a text that needs it.
 */
export type Letters = { readonly word: RegExp; readonly notInName: RegExp }

const ASCII: Letters = { word: /[a-z0-9_]+/gi, notInName: /[^a-z0-9#@/+]+/gi }
let everyScript: Letters | undefined

export function lettersOf(text: string): Letters {
  if (isAscii(text)) return ASCII
  everyScript ??= { word: /[\p{L}\p{M}\p{N}_]+/gu, notInName: /[^\p{L}\p{M}\p{N}#@/+]+/gu }
  return everyScript
}

let last: { readonly text: string; readonly words: readonly string[] } = { text: '', words: [] }

/** The words of a text as they stand. Several parts of us ask for those of the same text, one after the other. */
export function wordsIn(text: string): readonly string[] {
  if (last.text !== text) last = { text, words: text.match(lettersOf(text).word) ?? [] }
  return last.words
}

/** Wide, ligated and other variants of letters become the plain ones. ASCII has none, and asking ICU costs more than looking. */
export function withPlainLetters(text: string): string {
  return isAscii(text) ? text : text.normalize('NFKC')
}

export function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 127) return false
  return true
}
