import { expect, test } from 'vitest'
import { findRowProblems, kindOf } from '../../../src/bulk/plan/planned-row.ts'
import type { RowContent } from '../../../src/bulk/rows/row.ts'

const problemsOf = (content: RowContent) => findRowProblems(content, 'o/n')

test('a title may have 256 characters, however many bytes or code units each takes', () => {
  for (const character of ['x', 'ä', '📨']) {
    expect(problemsOf({ title: character.repeat(256) })).toEqual([])
    expect(problemsOf({ title: ` ${character.repeat(256)}\n` })).toEqual([])
    expect(problemsOf({ title: character.repeat(257) })).toEqual([
      'title: it has 257 characters; GitHub accepts at most 256',
    ])
  }
})

test('the message about a long body names the greatest length that is accepted', () => {
  const [problem = ''] = problemsOf({ title: 'A', body: 'x'.repeat(70_000) })
  const maxLength = Number(/GitHub accepts at most (\d+)/.exec(problem)?.[1])
  expect(maxLength).toBeGreaterThan(65_000)
  expect(problemsOf({ title: 'A', body: 'x'.repeat(maxLength) })).toEqual([])
  expect(problemsOf({ title: 'A', body: 'x'.repeat(maxLength + 1) })).toHaveLength(1)
})

test.each<[string, readonly string[]]>([
  ['a', []],
  [' a ', []],
  ['', ['key: it is empty']],
  [' ', ['key: it is empty']],
  ['#7', ['key: "#7" looks like an issue on GitHub; choose another key']],
  ['12', []],
  ['x'.repeat(100), []],
  ['x'.repeat(101), ['key: it has more than 100 characters']],
])('checks the key %j', (key, problems) => {
  expect(problemsOf({ title: 'A', key })).toEqual(problems)
})

test.each<[string, readonly string[]]>([
  ['issue', []],
  [' issue ', []],
  [' discussion ', []],
  ['discusion', [`kind: "discusion" isn't a kind of post; did you mean "discussion"?`]],
])('checks the kind %j', (kind, problems) => {
  expect(problemsOf({ title: 'A', kind, ...(kindOf({ kind }) === 'discussion' ? { category: 'ideas' } : {}) })).toEqual(
    problems,
  )
})

const DISCUSSION: RowContent = { kind: 'discussion', title: 'A', category: 'ideas' }

test.each<[string, RowContent]>([
  ['assignees', { assignees: ['ada'] }],
  ['milestone', { milestone: 'next' }],
  ['project', { project: ['Board'] }],
  ['type', { type: 'Bug' }],
  ['parent', { parent: '#7' }],
])('only an issue may have the column %s', (column, content) => {
  expect(problemsOf(DISCUSSION)).toEqual([])
  expect(problemsOf({ ...DISCUSSION, ...content })).toEqual([`${column}: a discussion has none`])
  expect(problemsOf({ title: 'A', ...content })).toEqual([])
})

test('only an issue can be reused', () => {
  expect(problemsOf({ ...DISCUSSION, reuse: '#7' })).toEqual(['reuse: only an issue can be reused'])
})

test('an issue may not have a category', () => {
  expect(problemsOf({ title: 'A', category: 'ideas' })).toEqual(['category: an issue has none'])
})

test('the message about an address of a clone, as GH_REPO or a row may have it, hides the token in it', () => {
  expect(findRowProblems({ title: 'A' }, 'https://not-a-real-token@github.com/o/n')).toEqual([
    'repo: "https://***@github.com/o/n" isn\'t a repository: expected owner/name',
  ])
})
