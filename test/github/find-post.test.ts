import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import type { SentPost } from '../../src/github/find-post.ts'
import type { NewIssue } from '../../src/github/posts.ts'
import type { SeedInput } from '../support/fake-github/seed.ts'
import { connectTo, REPO, setUpGitHub } from '../support/github.ts'
import { type ManualClock, manualClock } from '../support/manual-clock.ts'

const MARKER = '<!-- mcp-comms:marker-of-the-test -->'
const ISSUE: NewIssue = {
  title: 'It stalls',
  body: `Often.\n${MARKER}`,
  labelIds: [],
  assigneeIds: [],
  milestoneId: null,
  parentIssueId: null,
}

/** Sets up a repository, and the record of a post that was just sent to it. The post exists only after `create`. */
async function setUp(repository: SeedInput['repositories'][string] = {}, rest: Partial<SeedInput> = {}) {
  const { github, fake, clock } = setUpGitHub({ permission: 'WRITE', ...repository }, rest)
  const target = await github.target(REPO)
  const now = await github.time()
  const sent: SentPost = {
    marker: MARKER,
    kind: 'issue',
    repositoryId: target.id,
    viewer: target.viewer,
    earliest: now,
    latest: now,
  }
  const create = (issue: Partial<NewIssue> = {}) => github.createIssue(target, { ...ISSUE, ...issue })
  const createUnmarked = () => create({ body: '' })
  const lookUp = async (changed: Partial<SentPost> = {}) => (await github.lookUpPost({ ...sent, ...changed })).outcome
  return { github, fake, clock, target, sent, create, createUnmarked, lookUp }
}

test('a post is found with its number and repository', async () => {
  const { github, create, sent } = await setUp()
  await create()
  expect(await github.lookUpPost(sent)).toMatchObject({ outcome: 'found', value: { number: 1, repo: REPO } })
})

test('only a post of the viewer with that marker is found', async () => {
  const seeded = [{ title: 'A copy', body: MARKER, createdAt: '2026-11-22T09:59:00Z' }]
  const { lookUp, create } = await setUp({ issues: seeded })
  expect(await lookUp()).toBe('unconfirmed')
  await create()
  expect(await lookUp()).toBe('found')
  expect(await lookUp({ marker: 'another' })).toBe('unconfirmed')
})

test.each(['issue', 'discussion'] as const)('the %s of an app is found', async (kind) => {
  const { github, target, lookUp, create } = await setUp({}, { viewer: { login: 'release-helper[bot]' } })
  if (kind === 'issue') await create()
  else {
    const categoryId = target.categories[0]?.id ?? ''
    await github.createDiscussion(target, { title: 'What comes next?', body: MARKER, categoryId })
  }
  expect(await lookUp({ kind })).toBe('found')
})

describe('a post of the author without our marker', () => {
  const hasTitle = (title: string) => title === ISSUE.title

  test('may be the post with a changed text if it has the same title', async () => {
    const { github, sent, createUnmarked, clock } = await setUp()
    await createUnmarked()
    clock.advance(86_400_000)
    expect(await github.lookUpPost({ ...sent, hasTitle })).toEqual({
      outcome: 'unconfirmed',
      until: null,
      hidden: 'rewritten',
    })
  })

  test.each([
    ['has another title', { title: 'It stops', body: '' }, 0],
    ['has the marker of another post', { body: '<!-- mcp-comms:marker-of-another -->' }, 0],
    ['is older', { body: '' }, 3_600_000],
  ])('is another one if it %s', async (_, issue, ageMs) => {
    const { github, create, sent, clock } = await setUp()
    await create(issue)
    clock.advance(ageMs)
    const now = await github.time()
    clock.advance(86_400_000)
    const { outcome } = await github.lookUpPost({ ...sent, earliest: now, latest: now, hasTitle })
    expect(outcome).toBe('missing')
  })
})

describe('a post that GitHub does not show', () => {
  test('counts as missing once GitHub shows a post that is more than thirty seconds newer', async () => {
    const { lookUp, createUnmarked, clock } = await setUp()
    clock.advance(30_000)
    await createUnmarked()
    expect(await lookUp()).toBe('unconfirmed')
    clock.advance(2_000)
    await createUnmarked()
    expect(await lookUp()).toBe('missing')
  })

  test('counts as missing after a quarter of an hour', async () => {
    const { lookUp, clock } = await setUp()
    clock.advance(890_000)
    expect(await lookUp()).toBe('unconfirmed')
    clock.advance(10_000)
    expect(await lookUp()).toBe('missing')
  })

  test.each([-86_400, 86_400])(
    'does not count as missing just because the local clock is %i seconds ahead',
    async (seconds) => {
      const { lookUp, fake, clock } = await setUp()
      // The fake uses the same clock, so we set the time of GitHub back by as much.
      clock.setAhead(seconds * 1000)
      fake.conditions({ clockAhead: -seconds })
      clock.advance(300_000)
      expect(await lookUp()).toBe('unconfirmed')
    },
  )

  test('does not count as missing while the listing is behind', async () => {
    const { lookUp, create, createUnmarked, fake, clock } = await setUp()
    fake.conditions({ lag: { listings: 120 } })
    await create()
    clock.advance(60_000)
    await createUnmarked()
    expect(await lookUp()).toBe('unconfirmed')
    clock.advance(120_000)
    expect(await lookUp()).toBe('found')
  })

  test('does not count as missing if GitHub may still create it', async () => {
    const { lookUp, create, fake, clock } = await setUp()
    fake.faults([{ operation: 'CreateIssue', mode: 'drop-late', ms: 25_000 }])
    await create()
    clock.advance(20_000)
    expect(await lookUp()).toBe('unconfirmed')
    clock.advance(10_000)
    expect(await lookUp()).toBe('found')
  })

  test('does not count as missing if another account sent it, however much time has passed', async () => {
    const { lookUp, createUnmarked, clock } = await setUp()
    clock.advance(86_400_000)
    await createUnmarked()
    expect(await lookUp({ viewer: 'somebody-else' })).toBe('unconfirmed')
  })

  test('does not count as missing in a repository that has become invisible', async () => {
    const { lookUp, clock } = await setUp()
    clock.advance(86_400_000)
    expect(await lookUp({ repositoryId: 'R_gone' })).toBe('unconfirmed')
  })
})

test('a post is found behind 110 newer ones, and one that does not exist is missing', async () => {
  const { lookUp, create, createUnmarked, clock } = await setUp()
  await create()
  for (let count = 0; count < 110; count++) {
    clock.advance(10_000)
    await createUnmarked()
  }
  expect(await lookUp()).toBe('found')
  expect(await lookUp({ marker: 'another' })).toBe('missing')
})

const requestSchema = z.object({
  operationName: z.string(),
  variables: z.object({ after: z.string().nullable().default(null) }),
})
const PAGE_SIZE = 50

/**
 * A GitHub with an endless listing of posts by others, all of which are newer than the post that we look for. `skipped`: how many
 * posts are missing between two pages.
 */
function connectToBusyGitHub(clock: ManualClock, { skipped }: { readonly skipped: number }) {
  const postAt = (index: number) => ({
    cursor: String(index),
    node: {
      id: `I_${index}`,
      number: index,
      title: 'Another',
      url: 'https://github.com/example/protocol/issues/1',
      body: '',
      createdAt: clock.now().toISOString(),
      author: { login: 'somebody-else' },
      repository: { nameWithOwner: REPO },
      labels: { nodes: [] },
    },
  })
  const answer = (operation: string, after: string | null) => {
    if (operation === 'PostsOf') return { user: { issues: { nodes: [] }, repositoryDiscussions: { nodes: [] } } }
    const from = after === null ? 0 : Number(after) + 1 + skipped
    const edges = Array.from({ length: PAGE_SIZE }, (_, index) => postAt(from + index))
    const posts = { edges, pageInfo: { hasNextPage: true } }
    return { viewer: { login: 'newcomer' }, node: { isEnabled: true, posts } }
  }
  return connectTo(async (_, init) => {
    const { operationName, variables } = requestSchema.parse(JSON.parse(String(init?.body)))
    const headers = { 'x-github-request-id': '1', date: clock.now().toUTCString() }
    return Response.json({ data: answer(operationName, variables.after) }, { headers })
  }, clock)
}

test.each([
  ['has more newer posts than we read', 0, 'limit'],
  ['lacks posts between its pages', 1, null],
])('a post does not count as missing, however much time has passed, if the listing %s', async (_, skipped, hidden) => {
  const clock = manualClock()
  const now = clock.now()
  clock.advance(86_400_000)
  const sent = {
    marker: MARKER,
    kind: 'issue',
    repositoryId: 'R_1',
    viewer: 'newcomer',
    earliest: now,
    latest: now,
  } as const
  expect(await connectToBusyGitHub(clock, { skipped }).lookUpPost(sent)).toEqual({
    outcome: 'unconfirmed',
    until: null,
    hidden,
  })
})
