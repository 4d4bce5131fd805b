import { expect, test } from 'vitest'
import { createFakeGitHub } from '../support/fake-github/fake-github.ts'
import type { SeedInput } from '../support/fake-github/seed.ts'
import { sendQuery, valueAt } from '../support/graphql.ts'
import { manualClock } from '../support/manual-clock.ts'

const REPOSITORY = `query Repository($name: String!) { repository(owner: "example", name: $name) {
  id isPrivate watchers { totalCount } issues(first: 100) { nodes { id } } discussions(first: 100) { nodes { id } }
} }`
const CREATE =
  'mutation Create($input: CreateIssueInput!) { createIssue(input: $input) { issue { number parent { url } } } }'
const ADD_SUB_ISSUE = `mutation Sub($input: AddSubIssueInput!) {
  addSubIssue(input: $input) { issue { number } subIssue { number parent { number } } }
}`

async function setUp(settings: SeedInput['repositories'][string] = {}) {
  const issues = [{ title: 'One' }, { title: 'Two', closed: true }, { title: 'Three' }]
  const repositories = {
    'example/protocol': { permission: 'TRIAGE' as const, issues, ...settings },
    'example/sdk': { permission: 'TRIAGE' as const, categories: ['Ideas'], discussions: [{ title: 'An idea' }] },
  }
  const fake = createFakeGitHub({ viewer: { login: 'newcomer' }, repositories }, manualClock())
  const fieldOf = async (name: string, path: string) =>
    valueAt(await sendQuery(fake, REPOSITORY, { name }), `data.repository.${path}`)
  const idOf = (index: number) => fieldOf('protocol', `issues.nodes.${index}.id`)
  const posts = (repo = 'example/protocol') => fake.state().repositories[repo]?.posts
  return { fake, fieldOf, firstId: await idOf(0), secondId: await idOf(1), thirdId: await idOf(2), posts }
}

test('a seed defines whether a repository is private, and how many people watch it', async () => {
  const { fieldOf } = await setUp({ private: true, watchers: 12 })
  expect([await fieldOf('protocol', 'isPrivate'), await fieldOf('protocol', 'watchers.totalCount')]).toEqual([true, 12])
  expect([await fieldOf('sdk', 'isPrivate'), await fieldOf('sdk', 'watchers.totalCount')]).toEqual([false, 0])
})

test('fake.state() shows whether each issue is closed, and why', async () => {
  const { posts } = await setUp()
  expect(posts()).toMatchObject([
    { number: 1, body: '', closed: false, stateReason: null, parent: null, assignees: [], milestone: null },
    { number: 2, closed: true, stateReason: 'COMPLETED' },
    { number: 3, closed: false },
  ])
})

test('a new issue can have a parent in another repository', async () => {
  const { fake, firstId, fieldOf, posts } = await setUp()
  const input = { repositoryId: await fieldOf('sdk', 'id'), title: 'Child', parentIssueId: firstId }
  expect(valueAt(await sendQuery(fake, CREATE, { input }), 'data.createIssue.issue')).toEqual({
    number: 2,
    parent: { url: 'https://github.com/example/protocol/issues/1' },
  })
  expect(posts('example/sdk')?.[1]).toMatchObject({ parent: 'example/protocol#1', closed: false })
})

test('a sub-issue cannot be added twice, gets another parent only with replaceParent, and cannot be its own ancestor', async () => {
  const { fake, firstId, secondId, thirdId } = await setUp()
  const add = async (issueId: unknown, subIssueId: unknown, rest = {}) => {
    const { data, errors } = await sendQuery(fake, ADD_SUB_ISSUE, { input: { issueId, subIssueId, ...rest } })
    return valueAt(errors, '0.message') ?? valueAt(data, 'addSubIssue')
  }
  expect(await add(firstId, secondId)).toEqual({ issue: { number: 1 }, subIssue: { number: 2, parent: { number: 1 } } })
  expect(await add(firstId, secondId)).toMatch('duplicate sub-issues')
  expect(await add(thirdId, secondId)).toMatch('only have one parent')
  expect(await add(secondId, firstId)).toMatch('ancestor')
  expect(await add(firstId, firstId)).toMatch('ancestor')
  expect(await add(thirdId, secondId, { replaceParent: true })).toMatchObject({ subIssue: { parent: { number: 3 } } })
  fake.verify()
})

test("a sub-issue is refused without triage permission in the parent's repository", async () => {
  const { fake, firstId, secondId } = await setUp({ permission: 'READ' })
  expect(
    (await sendQuery(fake, ADD_SUB_ISSUE, { input: { issueId: firstId, subIssueId: secondId } })).errors,
  ).toMatchObject([{ type: 'FORBIDDEN', path: ['addSubIssue'] }])
})

test('an update obeys the limits of a new issue, and cannot change the state', async () => {
  const { fake, firstId } = await setUp()
  const update = (input: object) =>
    sendQuery(fake, 'mutation U($input: UpdateIssueInput!) { updateIssue(input: $input) { issue { body } } }', {
      input: { id: firstId, ...input },
    })
  expect(valueAt(await update({ body: '' }), 'data.updateIssue.issue')).toEqual({ body: '' })
  expect((await update({ body: 'x'.repeat(65_537) })).errors).toMatchObject([{ type: 'UNPROCESSABLE' }])
  expect((await update({ title: ' ' })).errors).toMatchObject([{ type: 'UNPROCESSABLE' }])
  fake.verify()
  await update({ state: 'CLOSED' })
  expect(() => fake.verify()).toThrow('does not support UpdateIssueInput.state')
})

test('new numbers follow the highest one of the seed', async () => {
  const { fake, fieldOf } = await setUp({
    pullRequests: [{ title: 'Nine', number: 9 }, { title: 'Five', number: 5 }, { title: 'Next' }],
  })
  const input = { repositoryId: await fieldOf('protocol', 'id'), title: 'Fresh' }
  expect(valueAt(await sendQuery(fake, CREATE, { input }), 'data.createIssue.issue.number')).toBe(11)
})
