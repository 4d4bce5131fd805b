import { expect } from 'vitest'

/** Text with a color, a cleared screen, a link, a bell, an escape sequence without an ESC, reversed text, and a NUL. */
export const EVIL =
  '\u001B[31mred\u001B[2J \u001B]8;;https://evil.example\u0007guide\u001B]8;;\u0007 \u0007\u009B1A \u202Enihton\u202C \u0000end'
/** The same, followed by very long text. */
export const LONG_EVIL = `${EVIL} ${'chapter '.repeat(2_000)}long`

const UNSAFE = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/

/** Fails the test if a text has a character that a terminal could obey or hide, and shows the text around it. */
export function expectSafe(text: string): void {
  const index = UNSAFE.exec(text)?.index ?? -1
  expect(index < 0 ? null : JSON.stringify(text.slice(Math.max(0, index - 60), index + 60))).toBeNull()
}
