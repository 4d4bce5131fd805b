import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitToScreen } from '../../src/terminal/fit.ts'

const PATH = '/home/ada/.local/state/mcp-comms/drafts/2026-11-29-issue-inspector-the-inspector-crashes.md'

describe('fitToScreen', () => {
  it.each([
    ['a short line', 'Nothing was sent.\n', 'Nothing was sent.\n'],
    [
      'a sentence, between words',
      'GitHub dropped "bug": only people with triage rights can set labels.\n',
      'GitHub dropped "bug": only people with\ntriage rights can set labels.\n',
    ],
    [
      'a line with indentation, which its other rows keep',
      `   ${'word '.repeat(10).trim()}`,
      `   ${'word '.repeat(7).trim()}\n   word word word`,
    ],
    [
      'a command in backquotes',
      'Not signed in to GitHub yet: run `gh auth login`, or set GH_TOKEN.',
      'Not signed in to GitHub yet: run\n`gh auth login`, or set GH_TOKEN.',
    ],
    [
      'a command at the end, which gets its own row',
      `Resume with: mcp-comms issue new --from ${PATH}\n`,
      `Resume with:\n  mcp-comms issue new --from ${PATH}\n`,
    ],
    [
      'a command beside a label, which gets its own row',
      `  Resume   mcp-comms issue bulk export.csv --apply --column title=Summary\n`,
      `  Resume\n    mcp-comms issue bulk export.csv --apply --column title=Summary\n`,
    ],
    ['a command alone', `  mcp-comms issue open ${PATH}`, `  mcp-comms issue open ${PATH}`],
    [
      'a command with a text of several lines in quotes',
      `Resume with: mcp-comms sep new --field 'motivation=One\nit'\\''s "two" ${'word '.repeat(9)}\nthree' --breaks "it's nothing" --policy p.yaml\n${'word '.repeat(9).trim()}`,
      `Resume with:\n  mcp-comms sep new --field 'motivation=One\nit'\\''s "two" ${'word '.repeat(9)}\nthree' --breaks "it's nothing" --policy p.yaml\n${'word '.repeat(8).trim()}\nword`,
    ],
    [
      'a line after a command with an apostrophe',
      `See: mcp-comms where, if it's not clear\n${'word '.repeat(9).trim()}`,
      `See: mcp-comms where, if it's not clear\n${'word '.repeat(8).trim()}\nword`,
    ],
    [
      'a list item, whose second row is aligned with its text',
      '  15. Reference servers: filesystem, git, memory',
      '  15. Reference servers: filesystem,\n      git, memory',
    ],
    [
      'an exit code, whose second row is aligned with its text',
      '  1    the plan has problems, nothing was sent',
      '  1    the plan has problems, nothing\n       was sent',
    ],
    [
      "a command after a shell's prompt",
      '  $ mcp-comms where "how do I declare a tool in Python?"',
      '  $ mcp-comms where "how do I declare a tool in Python?"',
    ],
    ['a question, which ends with a space', `${'word '.repeat(9)}? `, `${'word '.repeat(8).trim()}\nword ? `],
    ['a git command alone', `    git clone --branch sep/icons ${PATH}`, `    git clone --branch sep/icons ${PATH}`],
    [
      'a JSON document, which stays on one row',
      `{"draft":"a b c ${'d '.repeat(40)}"}\n`,
      `{"draft":"a b c ${'d '.repeat(40)}"}\n`,
    ],
    [
      'characters that take two columns each',
      `${'日本語 '.repeat(8)}`.trim(),
      `${'日本語 '.repeat(5).trim()}\n日本語 日本語 日本語`,
    ],
  ])('fits %s', (_, text, fitted) => {
    expect(fitToScreen(text, 40)).toBe(fitted)
  })

  it('does not count color codes', () => {
    const green = (text: string) => `\u001B[32m${text}\u001B[39m`
    const line = `${green('✔')} ${green('x'.repeat(38))}`
    expect(fitToScreen(line, 40)).toBe(line)
    expect(fitToScreen(`${line} y`, 40)).toBe(`${line}\ny`)
  })

  it('loses nothing but space', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.integer({ min: 20, max: 100 }),
        (text, columns) => {
          const words = (of: string) => of.split(/\s+/).filter((word) => word !== '')
          expect(words(fitToScreen(text, columns))).toEqual(words(text))
        },
      ),
    )
  })

  it.each([
    ['a line of white space', '\u3000'.repeat(200_000)],
    ['white space after a word', `word${'\u00A0'.repeat(200_000)}`],
    ['quotes that never end', `x: mcp-comms "'" '\n`.repeat(20_000)],
    ['links that never end', '\u001B]8;;'.repeat(100_000)],
  ])('does not hang on %s, and keeps the end of the text', (_, line) => {
    expect(fitToScreen(line, 40).endsWith(line.slice(-5))).toBe(true)
  })
})
