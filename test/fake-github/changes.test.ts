import { expect, test } from 'vitest'
import { createFakeGitHub } from '../support/fake-github/fake-github.ts'
import type { SeedInput } from '../support/fake-github/seed.ts'
import { sendQuery, valueAt } from '../support/graphql.ts'
import { manualClock } from '../support/manual-clock.ts'

const IDS = `query Ids($name: String!) { repository(owner: "example", name: $name) {
  id isPrivate watchers { totalCount } issues(first: 100) { nodes { id } } discussions(first: 100) { nodes { id } }
} }`
const CREATE =
  'mutation Create($input: CreateIssueInput!) { createIssue(input: $input) { issue { number parent { url } } } }'
const SUB = `mutation Sub($input: AddSubIssueInput!) {
  addSubIssue(input: $input) { issue { number } subIssue { number parent { number } } }
}`

async function setUp(settings: SeedInput['repositories'][string] = {}) {
  const issues = [{ title: 'One' }, { title: 'Two', closed: true }, { title: 'Three' }]
  const repositories = {
    'example/protocol': { permission: 'TRIAGE' as const, issues, ...settings },
    'example/sdk': { permission: 'TRIAGE' as const, categories: ['Ideas'], discussions: [{ title: 'An idea' }] },
  }
  const fake = createFakeGitHub({ viewer: { login: 'newcomer' }, repositories }, manualClock())
  const idsIn = async (name: string, path: string) =>
    valueAt(await sendQuery(fake, IDS, { name }), `data.repository.${path}`)
  const issue = (index: number) => idsIn('protocol', `issues.nodes.${index}.id`)
  const posts = (repo = 'example/protocol') => fake.state().repositories[repo]?.posts
  return { fake, idsIn, one: await issue(0), two: await issue(1), three: await issue(2), posts }
}

test('a seed defines who sees a repository, and how many people watch it', async () => {
  const { idsIn } = await setUp({ private: true, watchers: 12 })
  expect([await idsIn('protocol', 'isPrivate'), await idsIn('protocol', 'watchers.totalCount')]).toEqual([true, 12])
  expect([await idsIn('sdk', 'isPrivate'), await idsIn('sdk', 'watchers.totalCount')]).toEqual([false, 0])
})

test('fake.state() shows whether each issue is closed, and why', async () => {
  const { posts } = await setUp()
  expect(posts()).toMatchObject([
    { number: 1, body: '', closed: false, stateReason: null, parent: null, assignees: [], milestone: null },
    { number: 2, closed: true, stateReason: 'COMPLETED' },
    { number: 3, closed: false },
  ])
})

test('a new issue names its parent in another repository', async () => {
  const { fake, one, idsIn, posts } = await setUp()
  const input = { repositoryId: await idsIn('sdk', 'id'), title: 'Child', parentIssueId: one }
  expect(valueAt(await sendQuery(fake, CREATE, { input }), 'data.createIssue.issue')).toEqual({
    number: 2,
    parent: { url: 'https://github.com/example/protocol/issues/1' },
  })
  expect(posts('example/sdk')?.[1]).toMatchObject({ parent: 'example/protocol#1', closed: false })
})

test('a sub-issue is added only once, has only one parent unless that is replaced, and is never its own ancestor', async () => {
  const { fake, one, two, three } = await setUp()
  const add = async (issueId: unknown, subIssueId: unknown, rest = {}) => {
    const { data, errors } = await sendQuery(fake, SUB, { input: { issueId, subIssueId, ...rest } })
    return valueAt(errors, '0.message') ?? valueAt(data, 'addSubIssue')
  }
  expect(await add(one, two)).toEqual({ issue: { number: 1 }, subIssue: { number: 2, parent: { number: 1 } } })
  expect(await add(one, two)).toMatch('duplicate sub-issues')
  expect(await add(three, two)).toMatch('only have one parent')
  expect(await add(two, one)).toMatch('ancestor')
  expect(await add(one, one)).toMatch('ancestor')
  expect(await add(three, two, { replaceParent: true })).toMatchObject({ subIssue: { parent: { number: 3 } } })
  fake.verify()
})

test('a sub-issue is refused without the right to triage in the repository of the parent', async () => {
  const { fake, one, two } = await setUp({ permission: 'READ' })
  expect((await sendQuery(fake, SUB, { input: { issueId: one, subIssueId: two } })).errors).toMatchObject([
    { type: 'FORBIDDEN', path: ['addSubIssue'] },
  ])
})

test('an update obeys the limits of a new issue, and only the title and the text can be updated', async () => {
  const { fake, one } = await setUp()
  const update = (input: object) =>
    sendQuery(fake, 'mutation U($input: UpdateIssueInput!) { updateIssue(input: $input) { issue { body } } }', {
      input: { id: one, ...input },
    })
  expect(valueAt(await update({ body: '' }), 'data.updateIssue.issue')).toEqual({ body: '' })
  expect((await update({ body: 'x'.repeat(65_537) })).errors).toMatchObject([{ type: 'UNPROCESSABLE' }])
  expect((await update({ title: ' ' })).errors).toMatchObject([{ type: 'UNPROCESSABLE' }])
  fake.verify()
  await update({ state: 'CLOSED' })
  expect(() => fake.verify()).toThrow('does not support UpdateIssueInput.state')
})

test('new numbers follow the highest one of the seed', async () => {
  const { fake, idsIn } = await setUp({
    pullRequests: [{ title: 'Nine', number: 9 }, { title: 'Five', number: 5 }, { title: 'Next' }],
  })
  const input = { repositoryId: await idsIn('protocol', 'id'), title: 'Fresh' }
  expect(valueAt(await sendQuery(fake, CREATE, { input }), 'data.createIssue.issue.number')).toBe(11)
})
