import { expect, test } from 'vitest'
import { createFakeGitHub } from '../support/fake-github/fake-github.ts'
import type { SeedInput } from '../support/fake-github/seed.ts'
import { AUTHORIZED, sendQuery, valueAt, valuesAt } from '../support/graphql.ts'
import { manualClock } from '../support/manual-clock.ts'

const READ = `query Read($name: String!) { viewer { login } repository(owner: "example", name: $name) {
  id nameWithOwner hasDiscussionsEnabled
  issues(first: 100) { nodes { id title url number viewerDidAuthor labels(first: 10) { nodes { name } } } }
  discussions(first: 100) { nodes { title } }
  forks(first: 10, ownerAffiliations: OWNER) { nodes { nameWithOwner } }
} }`
const BY_NUMBER = `query Numbered($name: String!, $number: Int!) { repository(owner: "example", name: $name) {
  issueOrPullRequest(number: $number) { ... on Issue { title } }
  discussion(number: $number) { title }
} }`

function setUp(settings: SeedInput['repositories'][string] = {}, rest: SeedInput['repositories'] = {}) {
  const clock = manualClock()
  const repositories = {
    'example/protocol': {
      labels: ['bug', 'docs'],
      categories: ['Ideas'],
      discussions: [{ title: 'An idea' }],
      issues: [
        { title: 'One', labels: ['bug', 'docs'], author: 'newcomer' },
        { title: 'Below one', parent: 1 },
      ],
      ...settings,
    },
    'example/sdk': { labels: ['bug'], issues: [{ title: 'Of the SDK' }] },
    ...rest,
  }
  const fake = createFakeGitHub({ viewer: { login: 'newcomer' }, lag: { forks: 0 }, repositories }, clock)
  const read = async (name = 'protocol') => valueAt(await sendQuery(fake, READ, { name }), 'data')
  const lookUpNumber = (number: number, name = 'protocol') => sendQuery(fake, BY_NUMBER, { name, number })
  const post = (path: string, init: RequestInit = {}) =>
    fake.fetch(`http://127.0.0.1${path}`, { method: 'POST', headers: AUTHORIZED, ...init })
  return { fake, clock, read, lookUpNumber, post }
}

test('a renamed repository is found by both names, and its addresses have the new name', async () => {
  const { fake, read } = setUp()
  const id = valueAt(await read(), 'repository.id')
  fake.change([{ change: 'rename', repository: 'example/protocol', to: 'example/specification' }])
  for (const name of ['protocol', 'specification'])
    expect(valueAt(await read(name), 'repository')).toMatchObject({
      id,
      nameWithOwner: 'example/specification',
      issues: { nodes: [{ url: 'https://github.com/example/specification/issues/1' }, {}] },
    })
})

test('another repository can take the old name', async () => {
  const { fake, read } = setUp()
  fake.change([
    { change: 'rename', repository: 'example/protocol', to: 'example/specification' },
    { change: 'rename', repository: 'example/sdk', to: 'example/protocol' },
  ])
  expect(valuesAt(valueAt(await read('protocol'), 'repository.issues.nodes'), 'title')).toEqual(['Of the SDK'])
})

test('REST redirects a POST from a former name with 307, so that a client repeats it', async () => {
  const { fake, post } = setUp()
  fake.change([{ change: 'rename', repository: 'example/protocol', to: 'example/specification' }])
  const stopped = await post('/repos/example/protocol/forks', { redirect: 'manual' })
  expect([stopped.status, stopped.headers.get('location')]).toEqual([307, '/repositories/1/forks'])
  expect(await (await post('/repos/example/protocol/forks')).json()).toMatchObject({
    full_name: 'newcomer/specification',
  })
  fake.verify()
})

test('a transferred issue leaves its repository, gets a new number and id, and keeps only labels that the new repository has', async () => {
  const { fake, read, lookUpNumber } = setUp()
  const id = valueAt(await read(), 'repository.issues.nodes.0.id')
  fake.change([{ change: 'transfer', repository: 'example/protocol', number: 1, to: 'example/sdk' }])
  expect(valuesAt(valueAt(await read(), 'repository.issues.nodes'), 'title')).toEqual(['Below one'])
  expect(valueAt(await read('sdk'), 'repository.issues.nodes.1')).toMatchObject({
    title: 'One',
    number: 2,
    url: 'https://github.com/example/sdk/issues/2',
    viewerDidAuthor: true,
    labels: { nodes: [{ name: 'bug' }] },
  })
  expect((await lookUpNumber(1)).errors).toMatchObject([{ type: 'NOT_FOUND' }, { type: 'NOT_FOUND' }])
  expect((await sendQuery(fake, 'query N($id: ID!) { node(id: $id) { id } }', { id })).errors).toMatchObject([
    { type: 'NOT_FOUND' },
  ])
  expect(fake.state().repositories['example/protocol']?.posts[0]).toMatchObject({ parent: 'example/sdk#2' })
})

test('existing discussions are hidden while discussions are disabled', async () => {
  const { fake, read, lookUpNumber } = setUp()
  fake.change([{ change: 'settings', repository: 'example/protocol', set: { discussionsEnabled: false } }])
  expect(valueAt(await read(), 'repository')).toMatchObject({
    hasDiscussionsEnabled: false,
    discussions: { nodes: [] },
  })
  expect(valueAt(await lookUpNumber(3), 'errors.0.message')).toBeDefined()
  fake.change([{ change: 'settings', repository: 'example/protocol', set: { discussionsEnabled: true } }])
  expect(valueAt(await read(), 'repository.discussions.nodes.0.title')).toBe('An idea')
})

test('after another account signs in, the earlier posts are no longer by the viewer', async () => {
  const { fake, read } = setUp()
  expect(valueAt(await read(), 'repository.issues.nodes.0.viewerDidAuthor')).toBe(true)
  fake.change([{ change: 'viewer', login: 'somebody-else' }])
  expect(await read()).toMatchObject({
    viewer: { login: 'somebody-else' },
    repository: { issues: { nodes: [{ viewerDidAuthor: false }, {}] } },
  })
})

test('if only collaborators may open pull requests, triage access is not enough, but write access is', async () => {
  const { fake, read } = setUp({ permission: 'TRIAGE', pullRequestsFrom: 'collaborators' })
  const input = {
    repositoryId: valueAt(await read(), 'repository.id'),
    baseRefName: 'main',
    headRefName: 'main',
    title: 'Work',
  }
  const open = () =>
    sendQuery(
      fake,
      'mutation P($input: CreatePullRequestInput!) { createPullRequest(input: $input) { pullRequest { id } } }',
      {
        input,
      },
    )
  expect((await open()).errors).toMatchObject([{ type: 'FORBIDDEN', path: ['createPullRequest'] }])
  fake.change([{ change: 'settings', repository: 'example/protocol', set: { permission: 'WRITE' } }])
  // The viewer may open pull requests now, but `main` has no commits that `main` lacks.
  expect((await open()).errors).toMatchObject([{ type: 'UNPROCESSABLE' }])
})

test('a fork is found under the name that its owner gave it, and is not created twice', async () => {
  const { read, post } = setUp({}, { 'newcomer/my-protocol': { parent: 'example/protocol' } })
  expect(valueAt(await read(), 'repository.forks.nodes')).toEqual([{ nameWithOwner: 'newcomer/my-protocol' }])
  const forked = await (await post('/repos/example/protocol/forks')).json()
  expect(forked).toMatchObject({ full_name: 'newcomer/my-protocol' })
})

test('a new fork gets a number if its name is taken', async () => {
  const { post } = setUp({}, { 'newcomer/protocol': {} })
  const forked = await (await post('/repos/example/protocol/forks')).json()
  expect(forked).toMatchObject({ full_name: 'newcomer/protocol-1' })
})

test('changes can also be made over HTTP, and invalid ones are rejected', async () => {
  const { read, post } = setUp()
  const change = (changes: unknown) => post('/_fake/changes', { body: JSON.stringify(changes) })
  expect((await change([{ change: 'viewer', login: 'other' }])).status).toBe(204)
  expect(valueAt(await read(), 'viewer.login')).toBe('other')
  expect((await change([{ change: 'explode' }])).status).toBe(400)
  expect((await change([{ change: 'rename', repository: 'example/nothing', to: 'a/b' }])).status).toBe(400)
})

const ADD_LABELS = `mutation Label($input: AddLabelsToLabelableInput!) { addLabelsToLabelable(input: $input) {
  labelable { labels(first: 10) { nodes { name } } }
} }`

test('a deleted label disappears from its posts and from its repository', async () => {
  const { fake, read } = setUp({ permission: 'TRIAGE' })
  fake.change([{ change: 'settings', repository: 'example/protocol', set: { labels: ['docs', 'notes'] } }])
  expect(valuesAt(valueAt(await read(), 'repository.issues.nodes.0.labels.nodes'), 'name')).toEqual(['docs'])
  expect(fake.state().repositories['example/protocol']?.labels).toEqual(['docs', 'notes'])
})

test('a label in `droppedLabels` is silently left out of a post', async () => {
  const { fake, read } = setUp({ permission: 'TRIAGE', droppedLabels: ['docs'], issues: [{ title: 'One' }] })
  const labels = valueAt(
    await sendQuery(
      fake,
      'query L { repository(owner: "example", name: "protocol") { labels(first: 9) { nodes { id } } } }',
    ),
    'data.repository.labels.nodes',
  )
  const labelableId = valueAt(await read(), 'repository.issues.nodes.0.id')
  const answer = await sendQuery(fake, ADD_LABELS, { input: { labelableId, labelIds: valuesAt(labels, 'id') } })
  expect(answer.errors).toBeUndefined()
  expect(valuesAt(valueAt(answer, 'data.addLabelsToLabelable.labelable.labels.nodes'), 'name')).toEqual(['bug'])
})
