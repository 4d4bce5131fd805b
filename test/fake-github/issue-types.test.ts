import { expect, test } from 'vitest'
import { createFakeGitHub } from '../support/fake-github/fake-github.ts'
import type { SeedInput } from '../support/fake-github/seed.ts'
import { sendQuery, valueAt } from '../support/graphql.ts'
import { manualClock } from '../support/manual-clock.ts'

const ID = 'query Id { repository(owner: "example", name: "protocol") { id issue(number: 1) { id } } }'
const TYPES =
  'query Types { repository(owner: "example", name: "protocol") { issueTypes(first: 25) { nodes { id name isEnabled } } } }'
const CREATE =
  'mutation Create($input: CreateIssueInput!) { createIssue(input: $input) { issue { issueType { name } } } }'
const CREATE_RETURNING_ID = 'mutation Plain($input: CreateIssueInput!) { createIssue(input: $input) { issue { id } } }'
const SET_TYPE =
  'mutation Set($input: UpdateIssueIssueTypeInput!) { updateIssueIssueType(input: $input) { issue { issueType { name } } } }'
const ADD_SUB_ISSUE = 'mutation Sub($input: AddSubIssueInput!) { addSubIssue(input: $input) { issue { id } } }'
const SUMMARY = `query Summary { repository(owner: "example", name: "protocol") { issue(number: 1) {
  subIssuesSummary { total completed percentCompleted } subIssues(first: 1) { totalCount nodes { number } }
} } }`

async function setUp(permission: 'READ' | 'WRITE', rest: Partial<SeedInput> = {}, issues: SeedIssues = []) {
  const issueTypes = ['Bug', { name: 'Epic', isEnabled: false }]
  const allIssues = [{ title: 'First', type: 'Bug' }, ...issues]
  const repositories = { 'example/protocol': { permission, issueTypes, issues: allIssues } }
  const fake = createFakeGitHub({ viewer: { login: 'newcomer' }, ...rest, repositories }, manualClock())
  const repository = valueAt(await sendQuery(fake, ID), 'data.repository')
  const types = valueAt(await sendQuery(fake, TYPES), 'data.repository.issueTypes.nodes')
  const input = { repositoryId: valueAt(repository, 'id'), title: 'New' }
  return { fake, input, types, firstId: valueAt(repository, 'issue.id') }
}
type SeedIssues = NonNullable<SeedInput['repositories'][string]['issues']>

test('a new issue has the requested type if the viewer may push; otherwise the type is silently dropped', async () => {
  for (const [permission, issueType] of [
    ['WRITE', { name: 'Bug' }],
    ['READ', null],
  ] as const) {
    const { fake, input, types } = await setUp(permission)
    expect(types).toMatchObject([
      { name: 'Bug', isEnabled: true },
      { name: 'Epic', isEnabled: false },
    ])
    const created = await sendQuery(fake, CREATE, { input: { ...input, issueTypeId: valueAt(types, '0.id') } })
    expect(valueAt(created, 'data.createIssue.issue')).toEqual({ issueType })
    expect(created.errors).toBeUndefined()
    fake.verify()
  }
})

test('a disabled or unknown type is refused', async () => {
  const { fake, input, types } = await setUp('WRITE')
  const create = (issueTypeId: unknown) => sendQuery(fake, CREATE, { input: { ...input, issueTypeId } })
  expect((await create(valueAt(types, '1.id'))).errors).toMatchObject([{ type: 'UNPROCESSABLE' }])
  expect((await create('IT_none')).errors).toMatchObject([{ type: 'NOT_FOUND' }])
})

test('a viewer who may push can remove and set the type of an issue; a reader cannot', async () => {
  const { fake, types, firstId } = await setUp('WRITE')
  const set = async (issueTypeId: unknown) =>
    valueAt(
      await sendQuery(fake, SET_TYPE, { input: { issueId: firstId, issueTypeId } }),
      'data.updateIssueIssueType.issue.issueType',
    )
  expect(await set(null)).toBeNull()
  expect(await set(valueAt(types, '0.id'))).toEqual({ name: 'Bug' })
  const reader = await setUp('READ')
  const refused = await sendQuery(reader.fake, SET_TYPE, { input: { issueId: reader.firstId, issueTypeId: null } })
  expect(refused.errors).toMatchObject([{ type: 'FORBIDDEN', path: ['updateIssueIssueType'] }])
})

test('an older server has no issue types and rejects them as GitHub would, which `verify` accepts', async () => {
  const { fake, input, types } = await setUp('WRITE', { knowsIssueTypes: false })
  expect(types).toBeUndefined()
  expect((await sendQuery(fake, TYPES)).errors).toMatchObject([
    { message: "Field 'issueTypes' doesn't exist on type 'Repository'", extensions: { code: 'undefinedField' } },
  ])
  const refused = await sendQuery(fake, CREATE_RETURNING_ID, { input: { ...input, issueTypeId: 'IT_1' } })
  expect(refused.data).toBeUndefined()
  expect(refused.errors).toMatchObject([
    { message: expect.stringContaining('Field is not defined on CreateIssueInput') },
  ])
  expect((await sendQuery(fake, CREATE_RETURNING_ID, { input })).errors).toBeUndefined()
  fake.verify()
})

test('a parent has at most a hundred sub-issues, including closed ones', async () => {
  const children = Array.from({ length: 100 }, (_, index) => ({
    title: `Step ${index}`,
    parent: 1,
    closed: index < 50,
  }))
  const { fake, input, firstId } = await setUp('WRITE', {}, [...children, { title: 'One more' }])
  expect(valueAt(await sendQuery(fake, SUMMARY), 'data.repository.issue')).toEqual({
    subIssuesSummary: { total: 100, completed: 50, percentCompleted: 50 },
    subIssues: { totalCount: 100, nodes: [{ number: 2 }] },
  })
  const limitErrors = [{ type: 'VALIDATION', message: 'Parent cannot have more than 100 sub-issues' }]
  const extraIssueId = valueAt(
    await sendQuery(
      fake,
      'query More { repository(owner: "example", name: "protocol") { issue(number: 102) { id } } }',
    ),
    'data.repository.issue.id',
  )
  expect(
    (await sendQuery(fake, ADD_SUB_ISSUE, { input: { issueId: firstId, subIssueId: extraIssueId } })).errors,
  ).toMatchObject(limitErrors)
  expect(
    (await sendQuery(fake, CREATE_RETURNING_ID, { input: { ...input, parentIssueId: firstId } })).errors,
  ).toMatchObject(limitErrors)
})
