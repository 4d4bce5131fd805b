import { expect, test } from 'vitest'
import { connectTo, REPO } from '../support/github.ts'

/** A GitHub that gives this response to every request. The schema allows the response, but the fake never gives it. */
function gitHubWith(data: object, errors?: readonly object[]) {
  return connectTo(async () => Response.json({ data, errors }))
}
const repository = { id: 'R_1', repo: REPO }
const issue = { title: 't', body: 'b', labelIds: [], assigneeIds: [], milestoneId: null, parentIssueId: null }

test.each([{ createIssue: null }, { createIssue: { issue: null } }])(
  '%j leaves open whether the issue exists',
  async (data) => {
    expect(await gitHubWith(data).createIssue(repository, issue)).toMatchObject({ outcome: 'unknown' })
  },
)

test.each([{ createLabel: null }, { createLabel: { label: null } }])(
  '%j leaves open whether the label exists',
  async (data) => {
    expect(await gitHubWith(data).createLabel(repository, 'release')).toMatchObject({ outcome: 'unknown' })
  },
)

test('a file that GitHub cut off is not treated as complete', async () => {
  const object = { text: 'the first half', isTruncated: true }
  const read = gitHubWith({ repository: { object } }).fileText(REPO, 'MAINTAINERS.md')
  await expect(read).rejects.toMatchObject({ reason: { kind: 'partial', about: `MAINTAINERS.md of ${REPO}` } })
})

function targetWith(parts: object) {
  const none = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } }
  const repository = {
    id: 'R_1',
    nameWithOwner: REPO,
    url: 'https://github.com/x/y',
    isArchived: false,
    isPrivate: false,
    parent: null,
    hasIssuesEnabled: true,
    hasDiscussionsEnabled: true,
    viewerPermission: null,
    watchers: { totalCount: 0 },
    labels: none,
    assignableUsers: none,
    milestones: none,
    discussionCategories: none,
    issue: null,
    discussion: { entries: null },
    ...parts,
  }
  return { viewer: { login: 'newcomer' }, repository, community: null }
}

test('a template that is cut off, or is not a text file, is ignored', async () => {
  const entries = [
    { name: 'long.yml', object: { oid: 'a', text: 'name: Lo', isTruncated: true } },
    { name: 'picture.png', object: { oid: 'b', text: null, isTruncated: false } },
    { name: 'folder', object: {} },
    { name: 'submodule', object: null },
  ]
  expect((await gitHubWith(targetWith({ issue: { entries } })).target(REPO)).templates).toEqual({
    issue: null,
    discussion: null,
  })
})

test('milestones that a token may not read are ignored', async () => {
  const errors = [{ type: 'FORBIDDEN', path: ['repository', 'milestones'], message: 'Resource not accessible' }]
  const { milestones } = await gitHubWith(targetWith({ milestones: null }), errors).target(REPO)
  expect(milestones).toEqual([])
  const otherErrors = [{ type: 'FORBIDDEN', path: ['repository'], message: 'Resource not accessible' }]
  await expect(gitHubWith(targetWith({ milestones: null }), otherErrors).target(REPO)).rejects.toThrow()
})

test('nodes that the token may not see are left out', async () => {
  const posts = {
    nodes: [
      null,
      { __typename: 'Issue', number: 1, title: 't', url: 'u', closed: false, updatedAt: '2026-01-01T00:00:00Z' },
    ],
  }
  const similarPosts = await gitHubWith({
    posts,
    discussions: { nodes: [null, { __typename: 'App' }] },
  }).findDuplicates(REPO, ['t'])
  expect(similarPosts.map(({ number }) => number)).toEqual([1])
})

test('a pull request by a deleted account, with a file that GitHub does not show, still has its SEP file', async () => {
  const node = {
    number: 7,
    title: 't',
    url: 'u',
    isDraft: false,
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
    author: null,
    labels: null,
    headRefOid: 'x',
    files: { nodes: [null, { path: 'seps/7-a.md', changeType: 'ADDED' }] },
  }
  const repository = {
    nameWithOwner: REPO,
    url: 'https://github.com/x/y',
    defaultBranchRef: null,
    seps: null,
    maintainers: {},
    pullRequests: {
      nodes: [null, node, { ...node, number: 8, files: null }],
      pageInfo: { hasNextPage: false, endCursor: null },
    },
    file0: null,
  }
  const { files, pullRequests, maintainers } = await gitHubWith({ repository }).seps(REPO)
  expect({ files, maintainers }).toEqual({ files: [], maintainers: null })
  expect(pullRequests).toMatchObject([
    { number: 7, author: null, labels: [], added: [{ path: 'seps/7-a.md', text: null }] },
    { number: 8, added: [] },
  ])
})

test('reading stops if the pages of pull requests never end', async () => {
  const pullRequests = { nodes: [], pageInfo: { hasNextPage: true, endCursor: 'again' } }
  const repository = { nameWithOwner: REPO, url: 'u', seps: { entries: null }, pullRequests }
  expect((await gitHubWith({ repository }).seps(REPO)).pullRequests).toEqual([])
})
