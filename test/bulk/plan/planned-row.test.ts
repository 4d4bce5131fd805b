import { expect, test } from 'vitest'
import { planRow } from '../../../src/bulk/plan/planned-row.ts'
import type { RowContent } from '../../../src/bulk/rows/row.ts'
import { emptyDraft } from '../../../src/drafts/draft.ts'

const POSITION = { file: 'plan.csv', line: 2, row: 1 }

function plannedRowOf(content: RowContent, repo: string | null = 'o/home') {
  const parsed = planRow({ at: POSITION, content }, { repo })
  if (parsed.ok) return parsed.value
  throw new Error(parsed.problems.map(({ message }) => message).join('\n'))
}

test('a row with only a title leaves the other columns empty', () => {
  expect(plannedRowOf({ title: 'A task' })).toMatchObject({
    at: POSITION,
    parentKey: null,
    reuse: null,
    isTracker: false,
    trackerKey: null,
    draft: { ...emptyDraft('issue'), repo: 'o/home', title: 'A task' },
  })
})

test('blanks around values are ignored', () => {
  const texts: RowContent = {
    key: 'k',
    repo: 'o/n',
    title: 'A task',
    template: 'bug.yml',
    milestone: 'next',
    type: 'Bug',
    parent: '#7',
    aiDisclosure: 'some',
    intended: 'local',
  }
  const padded = Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, ` ${String(value)} `]))
  expect(plannedRowOf(padded)).toEqual(plannedRowOf(texts))
  expect(plannedRowOf({ title: ' A task ' }).key).toBe(plannedRowOf({ title: 'A task' }).key)
  expect(plannedRowOf({ reuse: ' #7 ' }).key).toBe(plannedRowOf({ reuse: '#7' }).key)
  const discussion: RowContent = { kind: 'discussion', title: 'An idea', category: 'ideas' }
  expect(plannedRowOf({ ...discussion, category: ' ideas ' })).toEqual(plannedRowOf(discussion))
})

test('a parent that does not name an issue is the key of another row', () => {
  expect(plannedRowOf({ title: 'A', parent: 'epic' })).toMatchObject({ parentKey: 'epic', draft: { parent: null } })
  expect(plannedRowOf({ title: 'A', parent: 'o/n#7' })).toMatchObject({ parentKey: null, draft: { parent: 'o/n#7' } })
})

test('a row without a key gets one from its repository, kind and title, or from the issue that it reuses', () => {
  const { key } = plannedRowOf({ title: 'Add the docs' })
  expect(key).toMatch(/^add-the-docs-[0-9a-f]{20}$/)
  expect(plannedRowOf({ title: 'Add the docs', body: 'Other words.' }).key).toBe(key)
  expect(plannedRowOf({ title: 'Add the docs' }, 'O/Home').key).toBe(key)
  const others: readonly RowContent[] = [
    { title: 'Add the tests' },
    { title: 'Add the docs', repo: 'o/other' },
    { title: 'Add the docs', kind: 'discussion', category: 'ideas' },
    { reuse: '#7' },
    { reuse: '#8' },
  ]
  expect(new Set([key, ...others.map((content) => plannedRowOf(content).key)]).size).toBe(6)
})

const FULL_ROW: RowContent = {
  title: 'A task',
  template: 'bug.yml',
  fields: { version: '1.2' },
  labels: ['bug'],
  assignees: ['ada'],
  project: ['Board'],
  milestone: 'next',
  type: 'Bug',
  parent: '#7',
  aiDisclosure: 'some',
}

test.each<RowContent>([
  { title: 'Another task' },
  { repo: 'o/other' },
  { template: 'docs.yml' },
  { fields: { version: '1.3' } },
  { fields: {} },
  { labels: ['bug', 'docs'] },
  { labels: [] },
  { assignees: ['bob'] },
  { project: ['Other board'] },
  { milestone: 'later' },
  { type: 'Task' },
  { parent: '#8' },
  { parent: 'epic' },
  { aiDisclosure: 'none' },
])('a row with different content has a different hash: %j', (change) => {
  expect(plannedRowOf({ ...FULL_ROW, ...change }).hash).not.toBe(plannedRowOf(FULL_ROW).hash)
})

test('another body, or the same text in another column, gives a different hash', () => {
  const { hash } = plannedRowOf({ title: 'A', body: 'x' })
  expect(plannedRowOf({ title: 'A', body: 'y' }).hash).not.toBe(hash)
  expect(plannedRowOf({ title: 'A', labels: ['x'] }).hash).not.toBe(plannedRowOf({ title: 'A', assignees: ['x'] }).hash)
})

test('overridden checks do not change the hash, because the post does not show them', () => {
  expect(plannedRowOf({ ...FULL_ROW, allow: ['secrets'] }).hash).toBe(plannedRowOf(FULL_ROW).hash)
})
