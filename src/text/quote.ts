import stripAnsi from 'strip-ansi'
import { oneLine } from './lines.ts'

/** C0 and C1 controls but for tab and line feed, and the marks that reverse the reading order of what follows. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
const UNSAFE = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g

/**
 * Text that is not ours, made safe for a terminal: without escape sequences, control characters, and direction marks
 * that could make one thing look like another. Line feeds and tabs stay.
 */
export function plain(text: string): string {
  return stripAnsi(text).replaceAll(UNSAFE, '')
}

/** The same on one line, cut to `length` characters, for a quotation inside a sentence. */
export function quote(text: string, length = 60): string {
  const line = oneLine(plain(text))
  const characters = [...line]
  return characters.length <= length ? line : `${characters.slice(0, length - 1).join('')}…`
}

const LONGEST = 120

/** A part of a file inside a message: short, on one line, and with nothing in it that moves a cursor or turns a text round. */
export function excerpt(text: string): string {
  const characters = [...text.slice(0, 2 * LONGEST).replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')]
  return characters.length <= LONGEST ? characters.join('') : `${characters.slice(0, LONGEST - 1).join('')}…`
}
