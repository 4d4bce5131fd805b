/** Most texts are ASCII, and a pattern for all scripts takes milliseconds to compile: it is compiled for a text that needs it. */
type WordPatterns = { readonly word: RegExp; readonly name: RegExp }

const ASCII: WordPatterns = { word: /[a-z0-9_]+/gi, name: /[a-z0-9#@/+]+/gi }
let everyScript: WordPatterns | undefined

function patternsFor(text: string): WordPatterns {
  if (isAscii(text)) return ASCII
  everyScript ??= { word: /[\p{L}\p{M}\p{N}_]+/gu, name: /[\p{L}\p{M}\p{N}#@/+]+/gu }
  return everyScript
}

export function splitIntoWords(text: string): readonly string[] {
  return text.match(patternsFor(text).word) ?? []
}

/** Words, and names such as `c#` and `@scope/name`. */
export function splitIntoNames(text: string): readonly string[] {
  return text.match(patternsFor(text).name) ?? []
}

/** Replaces wide, ligated and other variants of letters by the plain ones. */
export function foldLetters(text: string): string {
  return isAscii(text) ? text : text.normalize('NFKC')
}

export function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 127) return false
  return true
}
