import { expect, test } from 'vitest'
import { createFakeGitHub } from '../support/fake-github/fake-github.ts'
import type { SeedInput } from '../support/fake-github/seed.ts'
import { sendQuery, valueAt, valuesAt } from '../support/graphql.ts'
import { manualClock } from '../support/manual-clock.ts'

const REPOSITORY = { owner: 'example', name: 'protocol' }
const fakeWith = (repository: SeedInput['repositories'][string] = {}) =>
  createFakeGitHub({ viewer: { login: 'newcomer' }, repositories: { 'example/protocol': repository } }, manualClock())

test("a field that GitHub does not have is refused with GitHub's error, and fails the test", async () => {
  const fake = fakeWith()
  const { status, data, errors } = await sendQuery(fake, 'query Wrong { viewer { login shoeSize } }')
  expect(status).toBe(200)
  expect(data).toBeUndefined()
  expect(errors).toEqual([
    {
      extensions: { code: 'undefinedField', typeName: 'User', fieldName: 'shoeSize' },
      locations: [{ line: 1, column: 30 }],
      message: "Field 'shoeSize' doesn't exist on type 'User'",
    },
  ])
  expect(() => fake.verify()).toThrow('shoeSize')
})

test('a field that GitHub has and the fake does not support fails the test', async () => {
  const fake = fakeWith()
  await sendQuery(fake, 'query Gap { viewer { bio } }')
  expect(() => fake.verify()).toThrow('does not support User.bio')
})

test.each([
  ['mutation Lock { lockLockable(input: { lockableId: "x" }) { clientMutationId } }', 'lockLockable'],
  ['not graphql', 'POST /graphql'],
])('the unsupported request `%s` fails the test', async (query, name) => {
  const fake = fakeWith()
  await sendQuery(fake, query)
  expect(() => fake.verify()).toThrow(name)
})

test('a missing object is NOT_FOUND at its path, and does not fail the test', async () => {
  const fake = fakeWith()
  const { data, errors } = await sendQuery(fake, 'query R { repository(owner: "example", name: "nothing") { id } }')
  expect(data).toEqual({ repository: null })
  expect(errors).toMatchObject([{ type: 'NOT_FOUND', path: ['repository'] }])
  fake.verify()
})

test('pages go forward and back; a page without a size, or with too large a size, is refused', async () => {
  const fake = fakeWith({ labels: ['a', 'b', 'c', 'd', 'e'] })
  const labels = async (page: string) => {
    const query = `query L { repository(owner: "example", name: "protocol") { labels${page} { totalCount nodes { name } pageInfo { hasNextPage hasPreviousPage endCursor startCursor } } } }`
    const { data, errors } = await sendQuery(fake, query)
    const nodes = valueAt(data, 'repository.labels.nodes') ?? []
    return { names: valuesAt(nodes, 'name'), page: valueAt(data, 'repository.labels.pageInfo'), errors }
  }
  const first = await labels('(first: 2)')
  expect(first).toMatchObject({ names: ['a', 'b'], page: { hasNextPage: true, hasPreviousPage: false } })
  const second = await labels(`(first: 2, after: "${valueAt(first.page, 'endCursor')}")`)
  expect(second).toMatchObject({ names: ['c', 'd'], page: { hasNextPage: true, hasPreviousPage: true } })
  expect(await labels('(last: 2)')).toMatchObject({ names: ['d', 'e'], page: { hasNextPage: false } })
  expect(await labels(`(last: 2, before: "${valueAt(second.page, 'startCursor')}")`)).toMatchObject({
    names: ['a', 'b'],
  })
  expect((await labels('')).errors).toMatchObject([{ type: 'MISSING_PAGINATION_BOUNDARIES' }])
  expect((await labels('(first: 101)')).errors).toMatchObject([{ type: 'EXCESSIVE_PAGINATION' }])
})

test('repositories, labels and issues are found by their ids', async () => {
  const fake = fakeWith({ labels: ['bug'], issues: [{ title: 'one', labels: ['bug'] }] })
  const query =
    'query Ids($owner: String!, $name: String!) { repository(owner: $owner, name: $name) { id labels(first: 1) { nodes { id } } issue(number: 1) { id } } }'
  const { data } = await sendQuery(fake, query, REPOSITORY)
  const ids = ['id', 'labels.nodes.0.id', 'issue.id'].map((path) => valueAt(data, `repository.${path}`))
  const nodes =
    'query Nodes($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Issue { title } ... on Label { name } } }'
  expect(valueAt(await sendQuery(fake, nodes, { ids }), 'data.nodes')).toMatchObject([
    { __typename: 'Repository' },
    { __typename: 'Label', name: 'bug' },
    { __typename: 'Issue', title: 'one' },
  ])
  fake.verify()
})

test('only Markdown templates are listed, never issue forms', async () => {
  const fake = fakeWith({
    files: {
      '.github/ISSUE_TEMPLATE/bug.yml': 'name: Bug\n',
      '.github/ISSUE_TEMPLATE/old.md': '---\nname: Old\nabout: An old one\n---\n\nTell us\n',
      '.github/ISSUE_TEMPLATE/bare.md': 'Just this\n',
    },
  })
  const query =
    'query T { repository(owner: "example", name: "protocol") { issueTemplates { filename name about title body } } }'
  expect(valueAt(await sendQuery(fake, query), 'data.repository.issueTemplates')).toEqual([
    { filename: 'old.md', name: 'Old', about: 'An old one', title: null, body: 'Tell us' },
    { filename: 'bare.md', name: 'bare.md', about: null, title: null, body: 'Just this' },
  ])
})

test('trees, blobs and commits are found by expression, and a blob has the id that git gives it', async () => {
  const fake = fakeWith({ files: { 'seps/1.md': 'one\n', 'README.md': 'hello\n' } })
  const object = async (expression: string) => {
    const query =
      'query O($owner: String!, $name: String!, $expression: String!) { repository(owner: $owner, name: $name) { object(expression: $expression) { __typename oid ... on Blob { text byteSize } ... on Tree { entries { name type } } ... on Commit { messageHeadline } } } }'
    return valueAt(await sendQuery(fake, query, { ...REPOSITORY, expression }), 'data.repository.object')
  }
  expect(await object('HEAD:README.md')).toMatchObject({ oid: 'ce013625030ba8dba906f756967f9e9ca394464a', byteSize: 6 })
  expect(await object('main:seps')).toMatchObject({ __typename: 'Tree', entries: [{ name: '1.md', type: 'blob' }] })
  expect(await object('refs/heads/main:')).toMatchObject({ entries: [{ name: 'README.md' }, { name: 'seps' }] })
  expect(await object('HEAD')).toMatchObject({ __typename: 'Commit' })
  expect(await object('HEAD:nothing')).toBeNull()
  expect(await object('elsewhere:README.md')).toBeNull()
})
