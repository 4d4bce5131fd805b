import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plain, quote } from '../../src/text/quote.ts'
import { anyCharacter } from '../support/any-character.ts'

describe('hostile text', () => {
  test.each([
    ['a color', '\u001B[31mred\u001B[0m', 'red'],
    ['a cursor movement', 'a\u001B[2J\u001B[Hb', 'ab'],
    ['a link', '\u001B]8;;https://evil.example\u0007click\u001B]8;;\u0007', 'click'],
    ['a title change', '\u001B]0;title\u0007text', 'text'],
    ['a C1 control', 'a\u009B31mb', 'ab'],
    ['a bell, a backspace, a carriage return', 'a\u0007b\u0008c\rd', 'abcd'],
    ['a right-to-left override', 'user\u202Etxt.exe', 'usertxt.exe'],
    ['isolates and marks', 'a\u2066b\u2069c\u200Fd', 'abcd'],
    ['line feeds and tabs', 'a\n\tb', 'a\n\tb'],
    ['other scripts', 'שלום 日本語 👩‍👩‍👧', 'שלום 日本語 👩‍👩‍👧'],
  ])('loses what could control a terminal, and nothing else: %s', (_, text, expected) => {
    expect(plain(text)).toBe(expected)
  })

  test('never keeps a control character other than a line feed or a tab', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        expect(plain(text)).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/)
      }),
    )
  })
})

describe('a quotation', () => {
  test('is one line', () => expect(quote('a\n  b\tc')).toBe('a b c'))
  test('is cut between characters, not inside one', () => expect(quote('👍👍👍👍', 3)).toBe('👍👍…'))
})
