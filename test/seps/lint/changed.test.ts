import { expect, test } from 'vitest'
import { changedLines } from '../../../src/seps/lint/facts.ts'

const BEFORE = 'a\nb\nc\nd\n'

test.each([
  ['a line', BEFORE, 'a\nb\nC\nd\n', [{ from: 3, to: 3 }]],
  ['new lines', BEFORE, 'a\nb\nc\nx\ny\nd\n', [{ from: 4, to: 5 }]],
  ['removed lines: the lines around them', BEFORE, 'a\nd\n', [{ from: 1, to: 2 }]],
  ['the first line removed', BEFORE, 'b\nc\nd\n', [{ from: 0, to: 1 }]],
  [
    'two pieces',
    BEFORE,
    'A\nb\nc\nD\nE\n',
    [
      { from: 1, to: 1 },
      { from: 4, to: 5 },
    ],
  ],
  ['the same line again', 'a\na\n', 'a\na\na\n', [{ from: 3, to: 3 }]],
  ['other line endings, and none at the end', BEFORE, 'a\r\nb\r\nc\r\nd', []],
  ['nothing', BEFORE, BEFORE, []],
])('the changed lines: %s', (_, before, after, lines) => expect(changedLines(before, after)).toEqual(lines))

test('thousands of equal lines are treated as one change', () => {
  const [before, after] = ['- \n'.repeat(5_000), '- \n'.repeat(5_000)]
  expect(changedLines(`a\n${before}b\n`, `A\n${after}B\n`)).toEqual([{ from: 1, to: 5_002 }])
})
