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
