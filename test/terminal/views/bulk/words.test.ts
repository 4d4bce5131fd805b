import { expect, test } from 'vitest'
import { makeStyle } from '../../../../src/terminal/rich-style.ts'
import { bulkProblemsView } from '../../../../src/terminal/views/bulk/problems.ts'
import { duration, summaryView } from '../../../../src/terminal/views/bulk/summary.ts'
import { countOf } from '../../../../src/text/quote.ts'

const style = makeStyle({ color: 0, hyperlinks: false, unicode: true })

test.each([
  [0, '1 second'],
  [1, '1 second'],
  [89, '89 seconds'],
  [90, '2 min'],
  [7_199, '2 h 0 min'],
  [3_600 * 5 + 120, '5 h 2 min'],
])('%i s are printed as "%s"', (seconds, words) => {
  expect(duration(seconds)).toBe(words)
})

test('a count uses the singular for one, and separates thousands', () => {
  expect(countOf(1, 'row', 'rows')).toBe('1 row')
  expect(countOf(12_345, 'row', 'rows')).toBe('12,345 rows')
})

const positionAt = (row: number, line: number | null = null) => ({ line, row })
const view = (...problems: Parameters<typeof bulkProblemsView>[1]) => bulkProblemsView('p.csv', problems, [], style, 80)

test('a problem that many rows have is printed once, with the numbers of the rows', () => {
  const rows = [3, 12, 7, 8, 9, 10, 11, 14, 15].map((row) => ({ at: positionAt(row), message: 'it has no title' }))
  expect(view(...rows)).toBe(
    '\np.csv rows 3, 7–12, 14, 15: it has no title\n\n✖ 9 problems. Nothing was sent. Fix the plan.\n',
  )
  const oddRows = Array.from({ length: 15 }, (_, row) => ({ at: positionAt(2 * row + 1), message: 'it has no title' }))
  expect(view(...oddRows)).toContain('rows 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23 and 3 more:')
})

test('the rows are counted too if they are fewer than the problems, unless a problem is about the whole plan', () => {
  const problemIn = (row: number, message: string) => ({ at: positionAt(row), message })
  const problems = [problemIn(1, 'no title'), problemIn(1, 'no body'), problemIn(2, 'no title')]
  expect(view(...problems)).toContain('\n✖ 3 problems in 2 rows. Nothing was sent.')
  expect(view(problemIn(0, 'unknown column'), ...problems)).toContain('\n✖ 4 problems. Nothing was sent.')
})

test.each([
  ['a row and its line', [{ at: positionAt(2, 3), message: 'm' }], 'p.csv row 2 (line 3):'],
  [
    'a row of a matrix',
    [positionAt(1), positionAt(1)].map((place) => ({ at: place, message: 'm' })),
    'p.csv row 1 (2 times):',
  ],
  ['the header', [{ at: positionAt(0, 1), message: 'm' }], 'p.csv (line 1):'],
  ['the file', [{ at: positionAt(0), message: 'm' }], 'p.csv:'],
])('the place of a problem is named: %s', (_, problems, head) => {
  expect(view(...problems)).toContain(`\n${head} m\n`)
})

test('the content of a plan cannot control the terminal', () => {
  expect(view({ at: positionAt(1), message: '\u001b[2Jgone\u202e' })).not.toMatch(/[\u001b\u202e]/)
})

const counts = { created: 3, reused: 0, skipped: 0, failed: 0, unconfirmed: 0, pending: 0 }
const summary = { counts, problems: [], ledger: 'l.jsonl', resume: null, reason: null, wasStoppedOnPurpose: false }

test('a summary shows what exists, and how to resume', () => {
  expect(summaryView(summary, style, 80)).toBe('\n✔ 3 created\n  Ledger   l.jsonl\n')
  const unfinishedCounts = { ...counts, reused: 1, skipped: 2, failed: 4, unconfirmed: 0, pending: 5 }
  const problems = [{ row: 7, message: 'no' }]
  const text = summaryView(
    { ...summary, counts: unfinishedCounts, problems, resume: 'mcp-comms x', reason: 'enough' },
    style,
    80,
  )
  expect(text).toBe(
    '\n  row 7: no\n✖ 3 created, 1 reused, 2 already existed, 4 failed, 5 left\n  Stopped  enough\n  Ledger   l.jsonl\n  Resume   mcp-comms x\n',
  )
})

test('a summary of rows that all exist does not repeat the ledger, which the plan above it names', () => {
  const allThere = { ...summary, counts: { ...counts, created: 0, skipped: 3 } }
  expect(summaryView(allThere, style, 80)).toBe('\n✔ 0 created, 3 already existed\n')
  expect(summaryView({ ...allThere, resume: 'x' }, style, 80)).toContain('Ledger   l.jsonl')
})

test('only the first fifty problems are printed', () => {
  const problems = Array.from({ length: 60 }, (_, row) => ({ row, message: `no ${row}` }))
  const text = summaryView({ ...summary, problems, resume: 'x' }, style, 80)
  expect(text).toContain('no 49\n  … and 10 more; see the ledger\n')
})
