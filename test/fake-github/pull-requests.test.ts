import { expect, test } from 'vitest'
import { createFakeGitHub } from '../support/fake-github/fake-github.ts'
import type { SeedInput } from '../support/fake-github/seed.ts'
import { AUTHORIZED, sendQuery, valueAt } from '../support/graphql.ts'
import { manualClock } from '../support/manual-clock.ts'

const IDS = `query Ids($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) { id parent { id } defaultBranchRef { id name target { oid } } }
}`
const CREATE_REF =
  'mutation Ref($input: CreateRefInput!) { createRef(input: $input) { ref { id name target { oid } } } }'
const COMMIT = `mutation Commit($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid messageHeadline history(first: 5) { totalCount } } }
}`
const OPEN = `mutation Open($input: CreatePullRequestInput!) {
  createPullRequest(input: $input) { pullRequest { id number title url isDraft headRefName headRefOid isCrossRepository } }
}`
const UPDATE =
  'mutation Update($input: UpdatePullRequestInput!) { updatePullRequest(input: $input) { pullRequest { title body } } }'

function setUp(repository: SeedInput['repositories'][string] = {}) {
  const clock = manualClock()
  const seed = {
    viewer: { login: 'newcomer' },
    repositories: { 'example/protocol': { files: { 'README.md': 'hello\n' }, ...repository } },
  }
  const fake = createFakeGitHub(seed, clock)
  const idsOf = async (owner: string) => {
    const { data } = await sendQuery(fake, IDS, { owner, name: 'protocol' })
    return {
      id: valueAt(data, 'repository.id'),
      head: valueAt(data, 'repository.defaultBranchRef.target.oid'),
      parent: valueAt(data, 'repository.parent.id'),
    }
  }
  const fork = () =>
    fake.fetch('http://127.0.0.1/repos/example/protocol/forks', { method: 'POST', headers: AUTHORIZED })
  return { fake, clock, idsOf, fork }
}
const addition = (path: string, text: string) => ({ path, contents: Buffer.from(text).toString('base64') })

test('the fake supports each step of a proposal: fork, branch, commit, pull request, renamed file and new title', async () => {
  const { fake, clock, idsOf, fork } = setUp()
  const upstreamIds = await idsOf('example')
  expect((await fork()).status).toBe(202)
  expect((await idsOf('newcomer')).id).toBeUndefined()
  clock.advance(5_000)
  const forkIds = await idsOf('newcomer')
  expect(forkIds).toMatchObject({ head: upstreamIds.head, parent: upstreamIds.id })
  expect(valueAt(await (await fork()).json(), 'node_id')).toBe(forkIds.id)

  await sendQuery(fake, CREATE_REF, {
    input: { repositoryId: forkIds.id, name: 'refs/heads/sep/idea', oid: upstreamIds.head },
  })
  const branch = { repositoryNameWithOwner: 'newcomer/protocol', branchName: 'sep/idea' }
  const added = await sendQuery(fake, COMMIT, {
    input: {
      branch,
      expectedHeadOid: upstreamIds.head,
      message: { headline: 'Add the idea', body: 'In full' },
      fileChanges: { additions: [addition('seps/0000-idea.md', '# SEP-0000: Idea é\n')] },
    },
  })
  expect(valueAt(added, 'data.createCommitOnBranch.commit')).toMatchObject({
    messageHeadline: 'Add the idea',
    history: { totalCount: 2 },
  })
  const opened = await sendQuery(fake, OPEN, {
    input: {
      repositoryId: upstreamIds.id,
      baseRefName: 'main',
      headRefName: 'newcomer:sep/idea',
      title: 'SEP: Idea',
      draft: true,
    },
  })
  const pullRequest = valueAt(opened, 'data.createPullRequest.pullRequest')
  expect(pullRequest).toMatchObject({ number: 1, isDraft: true, headRefName: 'sep/idea', isCrossRepository: true })

  await sendQuery(fake, COMMIT, {
    input: {
      branch,
      expectedHeadOid: valueAt(pullRequest, 'headRefOid'),
      message: { headline: 'Number it' },
      fileChanges: {
        additions: [addition('seps/1-idea.md', '# SEP-1: Idea\n')],
        deletions: [{ path: 'seps/0000-idea.md' }],
      },
    },
  })
  const updated = await sendQuery(fake, UPDATE, {
    input: { pullRequestId: valueAt(pullRequest, 'id'), title: 'SEP-1: Idea' },
  })
  expect(valueAt(updated, 'data.updatePullRequest.pullRequest')).toEqual({ title: 'SEP-1: Idea', body: '' })
  expect(fake.state().repositories['newcomer/protocol']?.branches['sep/idea']).toMatchObject({
    commits: ['Number it', 'Add the idea\n\nIn full', 'The files of main'],
    files: { 'README.md': 'hello\n', 'seps/1-idea.md': '# SEP-1: Idea\n' },
  })
  fake.verify()
})

test('a second pull request for the same branch, and one without commits, are refused', async () => {
  const { fake, idsOf } = setUp({ permission: 'WRITE' })
  const { id, head } = await idsOf('example')
  await sendQuery(fake, CREATE_REF, { input: { repositoryId: id, name: 'refs/heads/work', oid: head } })
  const input = { repositoryId: id, baseRefName: 'main', headRefName: 'work', title: 'Work' }
  expect((await sendQuery(fake, OPEN, { input })).errors).toMatchObject([
    { type: 'UNPROCESSABLE', path: ['createPullRequest'], message: 'No commits between main and work' },
  ])
  await sendQuery(fake, COMMIT, {
    input: {
      branch: { repositoryNameWithOwner: 'example/protocol', branchName: 'work' },
      expectedHeadOid: head,
      message: { headline: 'Work' },
      fileChanges: { additions: [addition('a', 'b')] },
    },
  })
  expect(valueAt(await sendQuery(fake, OPEN, { input }), 'data.createPullRequest.pullRequest')).toMatchObject({
    number: 1,
  })
  expect((await sendQuery(fake, OPEN, { input })).errors).toMatchObject([
    { type: 'UNPROCESSABLE', message: 'A pull request already exists for example:work.' },
  ])
})

test('a commit on an outdated head is stale, and an existing ref or a missing file is refused', async () => {
  const { fake, idsOf } = setUp({ permission: 'WRITE' })
  const { id, head } = await idsOf('example')
  const input = {
    branch: { repositoryNameWithOwner: 'example/protocol', branchName: 'main' },
    expectedHeadOid: head,
    message: { headline: 'Change' },
    fileChanges: { deletions: [{ path: 'nothing' }] },
  }
  expect((await sendQuery(fake, COMMIT, { input })).errors).toMatchObject([{ type: 'UNPROCESSABLE' }])
  expect(
    (await sendQuery(fake, COMMIT, { input: { ...input, expectedHeadOid: '0'.repeat(40) } })).errors,
  ).toMatchObject([{ type: 'STALE_DATA', path: ['createCommitOnBranch'] }])
  const ref = { repositoryId: id, name: 'refs/heads/main', oid: head }
  expect((await sendQuery(fake, CREATE_REF, { input: ref })).errors).toMatchObject([{ type: 'UNPROCESSABLE' }])
})

test('a viewer who may only read can neither create a branch nor commit', async () => {
  const { fake, idsOf } = setUp()
  const { id, head } = await idsOf('example')
  const refused = [{ type: 'FORBIDDEN', extensions: { saml_failure: false } }]
  const ref = { repositoryId: id, name: 'refs/heads/work', oid: head }
  expect((await sendQuery(fake, CREATE_REF, { input: ref })).errors).toMatchObject(refused)
  const commit = {
    branch: { repositoryNameWithOwner: 'example/protocol', branchName: 'main' },
    expectedHeadOid: head,
    message: { headline: 'No' },
  }
  expect((await sendQuery(fake, COMMIT, { input: commit })).errors).toMatchObject(refused)
})
