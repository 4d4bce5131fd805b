import { expect, test } from 'vitest'
import { GitHubFailure } from '../../src/github/failure.ts'
import { refusalOf } from '../../src/github/target.ts'
import { REPO, setUpGitHub } from '../support/github.ts'

test('a target has everything that a post needs, from one query', async () => {
  const { github, fake } = setUpGitHub({ permission: 'TRIAGE' })
  const target = await github.target(REPO)
  expect(target).toMatchObject({
    repo: REPO,
    viewer: 'newcomer',
    permission: 'TRIAGE',
    isPrivate: false,
    watcherCount: 0,
    parent: null,
    hasIssues: true,
    hasDiscussions: true,
    labels: [{ name: 'bug' }, { name: 'docs' }],
    milestones: [{ name: 'next' }],
    assignees: [{ name: 'maintainer' }],
    categories: [
      { name: 'Ideas', slug: 'ideas' },
      { name: 'Q&A', slug: 'q-a' },
    ],
    openPosts: [],
  })
  expect(fake.requests().map(({ operation }) => operation)).toEqual(['Target'])
  fake.verify()
})

test('a repository with hundreds of labels and people is read completely', async () => {
  const makeNames = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}-${at}`)
  const { github, fake } = setUpGitHub({
    labels: makeNames('label', 230),
    assignees: makeNames('person', 120),
    files: { '.github/ISSUE_TEMPLATE/bug.yml': 'name: Bug\n' },
  })
  const { labels, assignees, templates } = await github.target(REPO)
  expect(labels.map(({ name }) => name)).toEqual(makeNames('label', 230))
  expect(assignees.map(({ name }) => name)).toEqual(makeNames('person', 120))
  expect(templates.issue?.files.map(({ text }) => text)).toEqual(['name: Bug\n'])
  // The first page had the templates, so they are not requested again.
  expect(fake.requests()).toMatchObject([true, false, false].map((withTemplates) => ({ variables: { withTemplates } })))
})

test('no label or person is read twice if one of the lists is far longer', async () => {
  const makeNames = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}-${at}`)
  const { github } = setUpGitHub({ labels: makeNames('label', 130), assignees: makeNames('person', 450) })
  const { labels, assignees } = await github.target(REPO)
  expect(labels.map(({ name }) => name)).toEqual(makeNames('label', 130))
  expect(assignees.map(({ name }) => name)).toEqual(makeNames('person', 450))
})

test('a target says whether it is private, and how many people are notified of a new post', async () => {
  const { github } = setUpGitHub({ private: true, watchers: 4210 })
  expect(await github.target(REPO)).toMatchObject({ isPrivate: true, watcherCount: 4210 })
})

test('the newest hundred open issues, and discussions, are read only on request, in the same query', async () => {
  const issues = Array.from({ length: 130 }, (_, at) => ({
    title: `Issue ${at + 1}`,
    author: at === 128 ? 'newcomer' : 'ada',
    closed: at === 127,
  }))
  const { github, fake } = setUpGitHub({ issues, labels: Array.from({ length: 150 }, (_, at) => `label-${at}`) })
  expect((await github.target(REPO)).openPosts).toEqual([])
  const { openPosts } = await github.target(REPO, { openPosts: true })
  const createdAt = expect.any(Date)
  expect(openPosts).toHaveLength(100)
  expect(openPosts.slice(0, 3)).toEqual([
    {
      kind: 'issue',
      number: 130,
      title: 'Issue 130',
      url: `https://github.com/${REPO}/issues/130`,
      isMine: false,
      createdAt,
    },
    {
      kind: 'issue',
      number: 129,
      title: 'Issue 129',
      url: `https://github.com/${REPO}/issues/129`,
      isMine: true,
      createdAt,
    },
    {
      kind: 'issue',
      number: 127,
      title: 'Issue 127',
      url: `https://github.com/${REPO}/issues/127`,
      isMine: false,
      createdAt,
    },
  ])
  // The next page has only the other labels, so the issues are not requested again.
  const expectedRequests = [false, false, true, false].map((withOpenPosts) => ({ variables: { withOpenPosts } }))
  expect(fake.requests()).toMatchObject(expectedRequests)
})

test.each([
  [{ archived: true }, 'issue', 'archived'],
  [{ issuesEnabled: false }, 'issue', 'issues-disabled'],
  [{ discussionsEnabled: false }, 'discussion', 'discussions-disabled'],
  [{ issuesEnabled: false }, 'discussion', 'none'],
  [{}, 'issue', 'none'],
] as const)('the reason why a repository with %o refuses a new %s: %s', async (settings, kind, reason) => {
  const { github } = setUpGitHub(settings)
  expect(refusalOf(await github.target(REPO), kind)?.reason.kind ?? 'none').toBe(reason)
})

test('a fork is read as itself, and names its parent', async () => {
  const { github } = setUpGitHub({}, { repositories: { 'newcomer/protocol': { parent: REPO } } })
  expect(await github.target('newcomer/protocol')).toMatchObject({ repo: 'newcomer/protocol', parent: REPO })
})

test('a renamed repository is rejected with its new name, but another letter case is accepted', async () => {
  const { github } = setUpGitHub({ formerly: ['example/old'] })
  await expect(github.target('example/old')).rejects.toMatchObject({ reason: { kind: 'renamed', to: REPO } })
  expect((await github.target('Example/Protocol')).repo).toBe(REPO)
})

test('templates are read, and those that the repository lacks come from its owner', async () => {
  const { github, fake } = setUpGitHub(
    { files: { '.github/ISSUE_TEMPLATE/bug.yml': 'name: Bug\n', '.github/ISSUE_TEMPLATE/deep/no.yml': 'x' } },
    {
      repositories: {
        'example/.github': {
          files: {
            '.github/ISSUE_TEMPLATE/other.yml': 'name: Other\n',
            '.github/DISCUSSION_TEMPLATE/ideas.yml': 'body: []\n',
          },
        },
      },
    },
  )
  expect((await github.target(REPO)).templates).toEqual({
    issue: {
      repo: REPO,
      inherited: false,
      files: [{ path: '.github/ISSUE_TEMPLATE/bug.yml', text: 'name: Bug\n' }],
    },
    discussion: {
      repo: 'example/.github',
      inherited: true,
      files: [expect.objectContaining({ path: '.github/DISCUSSION_TEMPLATE/ideas.yml', text: 'body: []\n' })],
    },
  })
  expect(fake.requests()).toHaveLength(1)
})

test('a repository with neither its own nor inherited templates has none', async () => {
  const { github, fake } = setUpGitHub()
  expect((await github.target(REPO)).templates).toEqual({ issue: null, discussion: null })
  fake.verify()
})

test('merged pull requests are counted', async () => {
  const { github } = setUpGitHub(
    { pullRequests: [{ title: 'open', author: 'newcomer' }] },
    { viewer: { login: 'newcomer', mergedPullRequests: { [REPO]: 4 } } },
  )
  expect(await github.countMergedPullRequests(REPO, 'newcomer')).toBe(4)
  expect(await github.countMergedPullRequests(REPO, 'somebody')).toBe(0)
})

test('a file is read, and a missing file gives null', async () => {
  const { github } = setUpGitHub({ files: { 'MAINTAINERS.md': '# Maintainers\n' } })
  expect(await github.fileText(REPO, 'MAINTAINERS.md')).toBe('# Maintainers\n')
  expect(await github.fileText(REPO, 'seps')).toBeNull()
})

test('an issue is read by its number, even under a former name of its repository; a pull request or a missing number gives null', async () => {
  const { github } = setUpGitHub({
    formerly: ['example/old'],
    issues: [{ title: 'Old', body: 'All of it.', closed: true }],
    pullRequests: [{ title: 'No issue' }],
  })
  const issue = {
    id: expect.stringMatching(/^I_/),
    number: 1,
    repo: REPO,
    title: 'Old',
    url: `https://github.com/${REPO}/issues/1`,
    body: 'All of it.',
    closed: true,
    parent: null,
    subIssueCount: 0,
    isPrivate: false,
    viewerDidAuthor: false,
    updatedAt: new Date('2026-01-01T00:00:00Z'),
  }
  expect(await github.issue(REPO, 1)).toEqual(issue)
  expect(await github.issue('example/old', 1)).toEqual(issue)
  expect(await github.issue(REPO, 2)).toBeNull()
  expect(await github.issue(REPO, 3)).toBeNull()
})

test('a discussion is read by its number; the number of an issue gives null', async () => {
  const { github } = setUpGitHub({ issues: [{ title: 'One' }], discussions: [{ title: 'Two', body: 'What if?' }] })
  expect(await github.discussion(REPO, 2)).toEqual({
    id: expect.stringMatching(/^D_/),
    isPrivate: false,
    viewerDidAuthor: false,
    number: 2,
    title: 'Two',
    url: `https://github.com/${REPO}/discussions/2`,
    body: 'What if?',
    closed: false,
  })
  expect(await github.discussion(REPO, 1)).toBeNull()
})

test('the account has the scopes of its token; a fine-grained token has no scopes', async () => {
  const classic = setUpGitHub()
  expect(await classic.github.whoami()).toEqual({ login: 'newcomer', scopes: ['repo'] })
  const fineGrained = setUpGitHub({}, { viewer: { login: 'newcomer', scopes: null } })
  expect(await fineGrained.github.whoami()).toEqual({ login: 'newcomer', scopes: null })
  const workflow = setUpGitHub()
  workflow.fake.faults([{ operation: 'GET /user', mode: 'forbidden' }])
  expect(await workflow.github.whoami()).toEqual({ login: 'newcomer', scopes: null })
})

test('the rate limits of GraphQL and of search are read', async () => {
  const { github } = setUpGitHub()
  expect(await github.rateLimits()).toMatchObject({ graphql: { limit: 5000 }, search: { limit: 30 } })
})

test.each(['', 'protocol', 'a/b/c', 'a b/c', 'example/protocol is:pr'])(
  '"%s" is not the name of a repository, so nothing is sent',
  async (name) => {
    const { github, fake } = setUpGitHub()
    await expect(github.target(name)).rejects.toThrow('expected owner/name')
    await expect(github.countMergedPullRequests(name, 'x')).rejects.toThrow('expected owner/name')
    expect(fake.requests()).toEqual([])
  },
)

test('a repository that does not exist is reported', async () => {
  const { github } = setUpGitHub()
  for (const read of [
    github.target('example/nothing'),
    github.fileText('example/nothing', 'x'),
    github.issue('example/nothing', 1),
    github.discussion('example/nothing', 1),
  ]) {
    const failure: unknown = await read.catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(GitHubFailure)
    expect(failure).toMatchObject({ failureClass: 'GitHub', reason: { kind: 'not-found', about: 'example/nothing' } })
  }
})
