import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { FailureClass } from '../../src/errors.ts'
import { GitHubFailure } from '../../src/github/failure.ts'
import type { NewDiscussion, NewIssue } from '../../src/github/posts.ts'
import type { ReasonKind } from '../../src/github/reasons.ts'
import type { Target } from '../../src/github/target.ts'
import { MODES, type Mode } from '../support/fake-github/faults.ts'
import { type GitHubSetup, REPO, setUpGitHub, TOKEN } from '../support/github.ts'

const ISSUE: NewIssue = {
  title: 'It crashes',
  body: 'On connect. <!-- marker -->',
  labelIds: [],
  assigneeIds: [],
  milestoneId: null,
  parentIssueId: null,
}

type Expected = {
  readonly kind: ReasonKind
  readonly failureClass: FailureClass
  /** Whether a read is sent again after this failure. */
  readonly retried: boolean
  readonly outcome: 'refused' | 'unknown'
  /** How many posts exist after one mutation with the fault. */
  readonly postCount: 0 | 1
}
const EXPECTED: Readonly<Record<Mode, Expected>> = {
  'drop-before': { kind: 'network', failureClass: 'network', retried: true, outcome: 'unknown', postCount: 0 },
  'drop-after': { kind: 'network', failureClass: 'network', retried: true, outcome: 'unknown', postCount: 1 },
  '502-before': { kind: 'gateway', failureClass: 'GitHub', retried: true, outcome: 'unknown', postCount: 0 },
  '502-after': { kind: 'gateway', failureClass: 'GitHub', retried: true, outcome: 'unknown', postCount: 1 },
  '504-after': { kind: 'gateway', failureClass: 'GitHub', retried: true, outcome: 'unknown', postCount: 1 },
  slow: { kind: 'timeout', failureClass: 'network', retried: true, outcome: 'unknown', postCount: 1 },
  'not-json': { kind: 'not-github', failureClass: 'GitHub', retried: true, outcome: 'unknown', postCount: 0 },
  partial: { kind: 'partial', failureClass: 'GitHub', retried: true, outcome: 'unknown', postCount: 1 },
  'bad-credentials': {
    kind: 'bad-credentials',
    failureClass: 'authentication',
    retried: false,
    outcome: 'refused',
    postCount: 0,
  },
  forbidden: { kind: 'forbidden', failureClass: 'permission', retried: false, outcome: 'refused', postCount: 0 },
  'secondary-403': {
    kind: 'secondary-limit',
    failureClass: 'rate limit',
    retried: true,
    outcome: 'refused',
    postCount: 0,
  },
  'secondary-200': {
    kind: 'secondary-limit',
    failureClass: 'rate limit',
    retried: true,
    outcome: 'refused',
    postCount: 0,
  },
  'submitted-too-quickly': {
    kind: 'submitted-too-quickly',
    failureClass: 'rate limit',
    retried: false,
    outcome: 'refused',
    postCount: 0,
  },
  'rate-limited': {
    kind: 'primary-limit',
    failureClass: 'rate limit',
    retried: false,
    outcome: 'refused',
    postCount: 0,
  },
}

async function failureOf(request: Promise<unknown>): Promise<GitHubFailure> {
  const error: unknown = await request.then(
    () => 'no failure',
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof GitHubFailure)) throw new Error(`expected a GitHubFailure, not ${inspect(error)}`)
  return error
}

function postCountOf({ fake }: GitHubSetup): number {
  return fake.state().repositories[REPO]?.posts.length ?? 0
}

/** The time until the first retry, for the modes in which it is not one second. */
const TIME_UNTIL_RETRY_MS: Partial<Record<Mode, number>> = {
  slow: 21_000,
  'secondary-403': 60_000,
  'secondary-200': 60_000,
}

describe.each(MODES)('with the fault %s', (mode) => {
  const expected = EXPECTED[mode]
  // GitHub says `was submitted too quickly` only to mutations.
  const kindForReads: ReasonKind = mode === 'submitted-too-quickly' ? 'validation' : expected.kind

  test('a query fails with the right reason, after its retries', async () => {
    const { fake, github } = setUpGitHub()
    fake.faults([{ operation: 'Target', mode, times: expected.retried ? 4 : 1 }])
    const failure = await failureOf(github.target(REPO))
    expect(failure.reason.kind).toBe(kindForReads)
    expect(failure.failureClass).toBe(mode === 'submitted-too-quickly' ? 'validation' : expected.failureClass)
    fake.verify()
  })

  test('a query that fails once is sent again after the right pause, unless that cannot help', async () => {
    const { fake, github, clock } = setUpGitHub()
    const start = clock.now().getTime()
    fake.faults([{ operation: 'Target', mode, ms: 20_000 }])
    const request = github.target(REPO)
    if (expected.retried) {
      expect((await request).repo).toBe(REPO)
      expect(clock.now().getTime() - start).toBe(TIME_UNTIL_RETRY_MS[mode] ?? 1_000)
    } else {
      await failureOf(request)
      expect(clock.now().getTime()).toBe(start)
    }
    expect(fake.requests()).toHaveLength(expected.retried ? 2 : 1)
    fake.verify()
  })

  test.each(['issue', 'discussion'] as const)(
    'a new %s is sent once, and ends with the right outcome',
    async (kind) => {
      const setup = setUpGitHub()
      const { fake, github } = setup
      const target = await github.target(REPO)
      fake.faults([{ operation: kind === 'issue' ? 'CreateIssue' : 'CreateDiscussion', mode }])
      const sent =
        kind === 'issue'
          ? await github.createIssue(target, ISSUE)
          : await github.createDiscussion(target, discussionIn(target))
      expect(sent).toMatchObject({
        outcome: expected.outcome,
        failure: { reason: { kind: expected.kind }, failureClass: expected.failureClass },
      })
      expect(postCountOf(setup)).toBe(expected.postCount)
      expect(fake.requests()).toHaveLength(2)
      fake.verify()
    },
  )

  test('neither the error nor the recorded requests contain the token', async () => {
    const { fake, github } = setUpGitHub()
    fake.faults([{ operation: 'Target', mode, times: expected.retried ? 4 : 1 }])
    const failure = await failureOf(github.target(REPO))
    const everything = inspect(failure, { depth: 20, showHidden: true }) + JSON.stringify(failure) + failure.stack
    expect(everything).not.toContain(TOKEN)
    expect(JSON.stringify(fake.requests())).not.toContain(TOKEN)
  })
})

function discussionIn({ categories }: Target): NewDiscussion {
  return { title: 'An idea', body: 'What if?', categoryId: categories[0]?.id ?? '' }
}

test('a secondary limit says how long to wait, and a primary limit says when it ends', async () => {
  const { fake, github } = setUpGitHub()
  fake.faults([
    // A read is tried four times.
    ...Array.from({ length: 4 }, () => ({ operation: 'Target', mode: 'secondary-403' }) as const),
    ...Array.from({ length: 4 }, () => ({ operation: 'Target', mode: 'secondary-200' }) as const),
    { operation: 'Target', mode: 'rate-limited' },
  ])
  expect((await failureOf(github.target(REPO))).reason).toEqual({ kind: 'secondary-limit', retryAfter: 60 })
  expect((await failureOf(github.target(REPO))).reason).toEqual({ kind: 'secondary-limit', retryAfter: 60 })
  const limited = await failureOf(github.target(REPO))
  expect(limited.reason).toEqual({
    kind: 'primary-limit',
    resetAt: new Date('2026-11-22T11:00:00Z'),
    isAnonymous: false,
  })
  expect(limited.message).toContain('2026-11-22 11:00 UTC')
})

describe('errors from GitHub itself', () => {
  const viewer = { login: 'newcomer', scopes: ['gist'] }
  test.each<[string, GitHubSetup, string, ReasonKind]>([
    ['single sign-on', setUpGitHub({ sso: true }), REPO, 'sso'],
    ['an unknown repository', setUpGitHub(), 'example/nothing', 'not-found'],
  ])('%s makes a query fail', async (_, { github }, repo, kind) => {
    expect((await failureOf(github.target(repo))).reason).toMatchObject({ kind, about: repo })
  })

  test.each<[string, GitHubSetup, object]>([
    ['a token without the scope', setUpGitHub({}, { viewer }), { kind: 'missing-scope', scopes: ['repo'] }],
    ['a blocked viewer', setUpGitHub({ blocked: true }), { kind: 'blocked', about: REPO }],
    ['an archived repository', setUpGitHub({ archived: true }), { kind: 'validation' }],
    ['a repository with issues switched off', setUpGitHub({ issuesEnabled: false }), { kind: 'validation' }],
  ])('%s makes a mutation fail', async (_, { github, fake }, reason) => {
    const sent = await github.createIssue(await github.target(REPO), ISSUE)
    expect(sent).toMatchObject({ outcome: 'refused', failure: { reason } })
    fake.verify()
  })

  test('a single sign-on error has the address of the page that authorizes the token', async () => {
    const { message } = await failureOf(setUpGitHub({ sso: true }).github.target(REPO))
    expect(message).toContain('https://github.com/orgs/example/sso')
  })

  test("a problem with the text is reported in GitHub's words", async () => {
    const { github } = setUpGitHub()
    const sent = await github.createIssue(await github.target(REPO), { ...ISSUE, title: ' ' })
    expect(sent).toMatchObject({ failure: { what: `GitHub rejected the request for ${REPO}: Title can't be blank` } })
  })
})
