import { expect, test } from 'vitest'
import { planRow } from '../../../src/bulk/plan/planned-row.ts'
import type { RowContent } from '../../../src/bulk/rows/row.ts'
import { emptyDraft } from '../../../src/drafts/draft.ts'

const AT = { file: 'plan.csv', line: 2, row: 1 }

function plannedAs(content: RowContent, repo: string | null = 'o/home') {
  const read = planRow({ at: AT, content }, repo)
  if (read.ok) return read.value
  throw new Error(read.problems.map(({ message }) => message).join('\n'))
}

test('leaves open what a row does not specify', () => {
  expect(plannedAs({ title: 'A task' })).toMatchObject({
    at: AT,
    parentKey: null,
    reuse: null,
    isTracker: false,
    trackerKey: null,
    draft: { ...emptyDraft('issue'), repo: 'o/home', title: 'A task' },
  })
})

test('ignores blanks around values', () => {
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
  const blank = Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, ` ${String(value)} `]))
  expect(plannedAs(blank)).toEqual(plannedAs(texts))
  expect(plannedAs({ title: ' A task ' }).key).toBe(plannedAs({ title: 'A task' }).key)
  expect(plannedAs({ reuse: ' #7 ' }).key).toBe(plannedAs({ reuse: '#7' }).key)
  const talk: RowContent = { kind: 'discussion', title: 'A talk', category: 'ideas' }
  expect(plannedAs({ ...talk, category: ' ideas ' })).toEqual(plannedAs(talk))
})

test('treats a parent that is not an issue as the key of another row', () => {
  expect(plannedAs({ title: 'A', parent: 'epic' })).toMatchObject({ parentKey: 'epic', draft: { parent: null } })
  expect(plannedAs({ title: 'A', parent: 'o/n#7' })).toMatchObject({ parentKey: null, draft: { parent: 'o/n#7' } })
})

test('derives a key from repository, kind and title if the row has none', () => {
  const { key } = plannedAs({ title: 'Add the docs' })
  expect(key).toMatch(/^add-the-docs-[0-9a-f]{20}$/)
  expect(plannedAs({ title: 'Add the docs', body: 'Other words.' }).key).toBe(key)
  expect(plannedAs({ title: 'Add the docs' }, 'O/Home').key).toBe(key)
  const others: readonly RowContent[] = [
    { title: 'Add the tests' },
    { title: 'Add the docs', repo: 'o/other' },
    { title: 'Add the docs', kind: 'discussion', category: 'ideas' },
    { reuse: '#7' },
    { reuse: '#8' },
  ]
  expect(new Set([key, ...others.map((content) => plannedAs(content).key)]).size).toBe(6)
})

const ALL: RowContent = {
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
])('hashes a row that posts something else differently: %j', (change) => {
  expect(plannedAs({ ...ALL, ...change }).hash).not.toBe(plannedAs(ALL).hash)
})

test('gives the same text in another column another hash', () => {
  const { hash } = plannedAs({ title: 'A', body: 'x' })
  expect(plannedAs({ title: 'A', body: 'y' }).hash).not.toBe(hash)
  expect(plannedAs({ title: 'A', labels: ['x'] }).hash).not.toBe(plannedAs({ title: 'A', assignees: ['x'] }).hash)
})

test('does not change with the overridden checks, which the post does not show', () => {
  expect(plannedAs({ ...ALL, allow: ['secrets'] }).hash).toBe(plannedAs(ALL).hash)
})
