import stripAnsi from 'strip-ansi'

/** Byte order marks, marks that change the text direction, and C0 and C1 control characters except tab and line feed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
const UNSAFE_CHARACTERS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g

/**
 * Makes untrusted text safe for a terminal: removes escape sequences, control characters, and direction marks that could
 * disguise the text. Keeps line feeds and tabs.
 */
export function plain(text: string): string {
  return stripAnsi(text).replaceAll(UNSAFE_CHARACTERS, '')
}

/** Whether `plain` would change nothing. */
export function isPlain(text: string): boolean {
  return text.search(UNSAFE_CHARACTERS) < 0
}

/** Only this much of a text is read. That is enough for a quotation, even if most of it is white space or escape sequences. */
const MAX_QUOTED_LENGTH = 10_000

/** Safe text on one line, cut to `length` characters, to quote in a sentence that is printed as it is. */
export function quote(text: string, length = 60): string {
  const line = oneLine(plain(text.slice(0, MAX_QUOTED_LENGTH)))
  const characters = [...line]
  return characters.length <= length && text.length <= MAX_QUOTED_LENGTH
    ? line
    : `${characters.slice(0, length - 1).join('')}…`
}

export function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ')
}

const MAX_EXCERPT_LENGTH = 120

/**
 * Like `quote`, but longer and closer to the original, for error messages about a file. Replaces each run of control characters, line
 * breaks and characters that change the text direction with one space.
 */
export function excerpt(text: string): string {
  const characters = [...text.slice(0, 2 * MAX_EXCERPT_LENGTH).replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')]
  return characters.length <= MAX_EXCERPT_LENGTH
    ? characters.join('')
    : `${characters.slice(0, MAX_EXCERPT_LENGTH - 1).join('')}…`
}

/** Byte order marks, and control characters except tabs and line endings. They are invisible, and some can control a reader's terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this finds
export const HIDDEN_CHARACTERS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFEFF]/g

/** An escape sequence of a terminal, as ECMA-48 defines it. Its length is limited so that a search takes linear time. */
const ESCAPE_SEQUENCE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this finds
  /(?:\u001B\[|\u009B)[0-?]{0,64}[ -/]{0,8}[@-~]|\u001B\][^\u0007\u001B\u009C\n]{0,2000}(?:\u0007|\u001B\\|\u009C)/g

/** Control characters that separate words. Microsoft Word writes a vertical tab for a line break inside a paragraph. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this finds
const SEPARATORS = /[\u000B\u000C\u0085]/g

/** Removes hidden characters and escape sequences. Control characters that separate words become spaces. */
export function clearHidden(text: string): string {
  if (text.search(HIDDEN_CHARACTERS) < 0) return text
  return text.replaceAll(ESCAPE_SEQUENCE, '').replaceAll(SEPARATORS, ' ').replaceAll(HIDDEN_CHARACTERS, '')
}

/** `1 file`, `2 files`, `1,240 files`. `plural` is only needed if it is irregular. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? singular : plural}`
}

/** `a, b and 3 more`: at most `max` names, and how many others there are. */
export function listNames(names: readonly string[], max: number): string {
  const others = names.length - max
  return names.slice(0, max).join(', ') + (others > 0 ? ` and ${others.toLocaleString('en')} more` : '')
}

/** Several counts, without those that are zero: `2 errors, 1 warning`. */
export function countsOf(counts: readonly (readonly [count: number, singular: string])[]): string {
  return counts.flatMap(([count, singular]) => (count === 0 ? [] : [countOf(count, singular)])).join(', ')
}
