import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeStyle } from '../../src/terminal/rich-style.ts'
import { screenFor } from '../../src/terminal/terminal.ts'
import { EVIL, expectSafe } from '../support/hostile.ts'

function screenWith(style = makeStyle({ color: 1, hyperlinks: true, unicode: true })) {
  let written = ''
  const screen = screenFor({
    isTerminal: true,
    columns: 80,
    write: (text) => {
      written += text
    },
    hasFailed: false,
    waitForDrain: () => Promise.resolve(),
    style: () => Promise.resolve(style),
  })
  return { screen, written: () => written }
}

describe('a screen', () => {
  test('prints the colors and links of its own style, unchanged', async () => {
    const { screen, written } = screenWith()
    const { answer, quiet, warning, link } = await screen.style()
    const text = `${answer('a')} ${quiet(link('page', 'https://example.com/a?b=c#d'))} ${warning('w')}\n\tend`
    screen.write(text)
    expect(written()).toBe(text)
    expect(text).toContain('\u001B]8;;https://example.com/a?b=c#d\u0007page')
  })

  test('prints nothing else that could control a terminal', async () => {
    const { screen, written } = screenWith()
    const { good } = await screen.style()
    const evil = EVIL.replace('\u001B[31m', '\u001B[45m')
    screen.write(`${evil} \u001B]52;c;Y3VybA==\u0007 ${good('fine')}\u009B2J \u001B[8mhidden \u001B[1;31mboth`)
    expect(written()).toContain(good('fine'))
    expectSafe(written().replace(good('fine'), ''))
  })

  test('never copies a link from hostile text, and links only to https addresses', async () => {
    const { screen, written } = screenWith()
    const { link } = await screen.style()
    screen.write('\u001B]8;;https://evil.example\u0007click\u001B]8;;\u0007')
    for (const url of [
      'javascript:alert(1)',
      'file:///etc/passwd',
      'https://a\u0007\u001B[2J',
      'vscode://x',
      'http://a',
    ])
      screen.write(link('click', url))
    expectSafe(written())
  })

  test('without colors, prints no escape sequence, whatever the text', async () => {
    const { screen, written } = screenWith(makeStyle({ color: 0, hyperlinks: false, unicode: true }))
    await screen.style()
    const piece = fc.constantFrom(
      '\u001B',
      '[',
      ']',
      '8;;',
      '31m',
      '\u0007',
      '\u009B',
      '2J',
      'a',
      '\u202E',
      '\u0000',
      '1',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        screen.write(pieces.join(''))
        expectSafe(written().replaceAll('\t', ''))
      }),
      { numRuns: 300 },
    )
  })
})
