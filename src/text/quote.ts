import stripAnsi from 'strip-ansi'
import { oneLine } from './lines.ts'

/** C0 and C1 control characters except tab and line feed, and the marks that change the text direction. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
const UNSAFE = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g

/**
 * Makes untrusted text safe for a terminal: removes escape sequences, control characters, and direction marks that could
 * disguise the text. Keeps line feeds and tabs.
 */
export function plain(text: string): string {
  return stripAnsi(text).replaceAll(UNSAFE, '')
}

/** Whether `plain` would change nothing. */
export function isPlain(text: string): boolean {
  return text.search(UNSAFE) < 0
}

/** Far more than a sentence quotes, also if most of the text is white space or escape sequences. */
const MAX_QUOTED_LENGTH = 10_000

/** Safe text on one line, cut to `length` characters, to quote inside a sentence. */
export function quote(text: string, length = 60): string {
  const line = oneLine(plain(text.slice(0, MAX_QUOTED_LENGTH)))
  const characters = [...line]
  return characters.length <= length && text.length <= MAX_QUOTED_LENGTH
    ? line
    : `${characters.slice(0, length - 1).join('')}…`
}

const MAX_EXCERPT_LENGTH = 120

/** Quotes a file inside a message: short, on one line, and without characters that move the cursor or change the text direction. */
export function excerpt(text: string): string {
  const characters = [...text.slice(0, 2 * MAX_EXCERPT_LENGTH).replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')]
  return characters.length <= MAX_EXCERPT_LENGTH
    ? characters.join('')
    : `${characters.slice(0, MAX_EXCERPT_LENGTH - 1).join('')}…`
}

/** Control characters except tab and line ends, and byte order marks. Nobody sees them, and they can control a reader's terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this finds
const HIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFEFF]/g

/** An escape sequence of a terminal, as ECMA-48 defines it. Its length is limited so that a search takes linear time. */
const ESCAPE_SEQUENCE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this finds
  /(?:\u001B\[|\u009B)[0-?]{0,64}[ -/]{0,8}[@-~]|\u001B\][^\u0007\u001B\u009C\n]{0,2000}(?:\u0007|\u001B\\|\u009C)/g

/** They separate words. Word, for example, writes a vertical tab for a line break inside a paragraph. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this finds
const SEPARATORS = /[\u000B\u000C\u0085]/g

/** They override the direction of the text, so that it may look different from what it says. Arabic and Hebrew rarely need them. */
const DIRECTION_CHANGES = /[\u202A-\u202E\u2066-\u2069]/g

const NAMES: Readonly<Record<string, string>> = {
  '\u0000': 'NUL',
  '\u0007': 'BEL',
  '\u0008': 'backspace',
  '\u001B': 'ESC',
  '\uFEFF': 'byte order mark',
}

/** The text without hidden characters and escape sequences. */
export function clearHidden(text: string): string {
  if (text.search(HIDDEN) < 0) return text
  return text.replaceAll(ESCAPE_SEQUENCE, '').replaceAll(SEPARATORS, ' ').replaceAll(HIDDEN, '')
}

/** The names of the hidden characters in a text, each once. */
export function hiddenNames(text: string): readonly string[] {
  return namesOf(text, HIDDEN)
}

/** The names of the characters that change the direction of a text, each once. */
export function directionChangeNames(text: string): readonly string[] {
  return namesOf(text, DIRECTION_CHANGES)
}

function namesOf(text: string, pattern: RegExp): readonly string[] {
  return [...new Set(text.match(pattern))].map(nameOf)
}

function nameOf(character: string): string {
  return NAMES[character] ?? `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}
