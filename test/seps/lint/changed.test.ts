import { expect, test } from 'vitest'
import { changedLines } from '../../../src/seps/lint/facts.ts'

const BEFORE = 'a\nb\nc\nd\n'

test.each([
  ['a changed line', BEFORE, 'a\nb\nC\nd\n', [{ from: 3, to: 3 }]],
  ['new lines', BEFORE, 'a\nb\nc\nx\ny\nd\n', [{ from: 4, to: 5 }]],
  ['removed lines, reported as the lines around them', BEFORE, 'a\nd\n', [{ from: 1, to: 2 }]],
  ['the first line removed', BEFORE, 'b\nc\nd\n', [{ from: 0, to: 1 }]],
  [
    'two separate changes',
    BEFORE,
    'A\nb\nc\nD\nE\n',
    [
      { from: 1, to: 1 },
      { from: 4, to: 5 },
    ],
  ],
  ['an added copy of the line before it', 'a\na\n', 'a\na\na\n', [{ from: 3, to: 3 }]],
  ['only the line endings', BEFORE, 'a\r\nb\r\nc\r\nd', []],
  ['nothing', BEFORE, BEFORE, []],
])('finds the changed lines: %s', (_, before, after, lines) => expect(changedLines(before, after)).toEqual(lines))

test('two changes with thousands of identical lines between them are treated as one change', () => {
  const lines = '- \n'.repeat(5_000)
  expect(changedLines(`a\n${lines}b\n`, `A\n${lines}B\n`)).toEqual([{ from: 1, to: 5_002 }])
})
