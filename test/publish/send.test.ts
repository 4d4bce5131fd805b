import { describe, expect, test } from 'vitest'
import { markerFor } from '../../src/drafts/marker.ts'
import type { NewDiscussion, NewIssue } from '../../src/github/posts.ts'
import { addLabelsAndProjects, type Dispatch, findAttempt, postOnce } from '../../src/publish/send.ts'
import type { Clock } from '../../src/system/clock.ts'
import type { FaultInput } from '../support/fake-github/faults.ts'
import type { SeedInput } from '../support/fake-github/seed.ts'
import { REPO, wire } from '../support/github.ts'

const MARKER = 'marker-of-the-test'
const ISSUE: NewIssue = {
  title: 'The handshake stalls',
  body: 'After the first byte.',
  labelIds: [],
  assigneeIds: [],
  milestoneId: null,
  parentIssueId: null,
}

/** A place to post in, and what happened there: each sending that was written down, each look, each pause. */
async function place(
  faults: readonly FaultInput[] = [],
  permission: 'READ' | 'TRIAGE' = 'TRIAGE',
  viewer: SeedInput['viewer'] = { login: 'newcomer' },
) {
  const { fake, github, clock } = wire({ permission, projects: ['Roadmap'] }, { viewer })
  const target = await github.target(REPO)
  const start = clock.now().getTime()
  const sendings: Date[] = []
  const dispatch: Dispatch = (sendIt) => {
    sendings.push(clock.now())
    return sendIt()
  }
  fake.faults(faults)
  return {
    fake,
    github,
    clock,
    target,
    sendings,
    dispatch,
    /** Seconds that have passed. */
    passed: () => (clock.now().getTime() - start) / 1000,
    asked: () =>
      fake
        .requests()
        .map(({ operation }) => operation)
        .slice(1),
    posts: () => fake.state().repositories[REPO]?.posts ?? [],
  }
}

describe('sending', () => {
  const issue = { kind: 'issue', issue: ISSUE, projects: [] } as const

  test('writes down when, then sends the text with its marker', async () => {
    const { github, clock, target, sendings, dispatch, posts, asked } = await place()
    const post = await postOnce(github, clock, target, issue, MARKER, dispatch)
    expect(post).toMatchObject({ number: 1, title: ISSUE.title, failedProjects: [] })
    expect(posts()).toMatchObject([{ body: `After the first byte.\n\n${markerFor(MARKER)}` }])
    expect(sendings).toEqual([clock.now()])
    expect(asked()).toEqual(['CreateIssue'])
  })

  test('what could not be written down is not sent', async () => {
    const { github, clock, target, asked } = await place()
    const full = () => Promise.reject(new Error('the disk is full'))
    await expect(postOnce(github, clock, target, issue, MARKER, full)).rejects.toThrow('the disk is full')
    expect(asked()).toEqual([])
  })

  // A run that dies at its second sending must be known by that one: the first is long past.
  test('each sending is written down with its own time', async () => {
    const fault = { operation: 'CreateIssue', mode: 'drop-before', times: 2 } as const
    const { github, clock, target, sendings, dispatch, posts } = await place([fault])
    const start = clock.now()
    await postOnce(github, clock, target, issue, MARKER, dispatch)
    expect(sendings.map((sent) => (sent.getTime() - start.getTime()) / 1000)).toEqual([0, 15, 30])
    expect(posts()).toHaveLength(1)
  })

  test('what took effect unseen is found, and not sent again', async () => {
    const { github, clock, target, dispatch, posts, asked, fake } = await place([
      { operation: 'CreateIssue', mode: 'drop-after' },
    ])
    expect(await postOnce(github, clock, target, issue, MARKER, dispatch)).toMatchObject({ number: 1 })
    expect(posts()).toHaveLength(1)
    expect(asked()).toEqual(['CreateIssue', 'NewestIssues'])
    fake.verify()
  })

  test('what is refused is told, and not sent again', async () => {
    const { github, clock, target, dispatch, asked } = await place([{ operation: 'CreateIssue', mode: 'forbidden' }])
    await expect(postOnce(github, clock, target, issue, MARKER, dispatch)).rejects.toMatchObject({
      failure: 'permission',
    })
    expect(asked()).toEqual(['CreateIssue'])
  })
})

describe('a discussion', () => {
  const labels = (target: { readonly labels: readonly { readonly id: string }[] }) => target.labels.map(({ id }) => id)
  const of = (target: Awaited<ReturnType<typeof place>>['target'], labelIds: readonly string[]) => {
    const discussion: NewDiscussion = { title: 'An idea', body: 'What if', categoryId: target.categories[0]?.id ?? '' }
    return { kind: 'discussion', discussion, labelIds } as const
  }

  test('gets its labels once it is there', async () => {
    const { github, clock, target, dispatch, asked } = await place()
    const post = await postOnce(github, clock, target, of(target, labels(target)), MARKER, dispatch)
    expect(post).toMatchObject({ labels: ['bug', 'docs'], failedProjects: [] })
    expect(asked()).toEqual(['CreateDiscussion', 'AddLabels'])
  })

  test('that has its labels already is not labelled again', async () => {
    const { github, clock, target, dispatch, asked } = await place()
    const resolved = of(target, labels(target))
    const post = await postOnce(github, clock, target, resolved, MARKER, dispatch)
    expect(await addLabelsAndProjects(github, clock, target, resolved, post)).toEqual(post)
    expect(asked()).toEqual(['CreateDiscussion', 'AddLabels'])
  })

  test('stays without them where the viewer may not label', async () => {
    const { github, clock, target, dispatch, posts } = await place([], 'READ')
    const post = await postOnce(github, clock, target, of(target, labels(target)), MARKER, dispatch)
    expect(post).toMatchObject({ number: 1, labels: [] })
    expect(posts()).toHaveLength(1)
  })

  test.each(['drop-before', 'drop-after', '502-before', 'not-json'] as const)(
    'gets its labels after a hiccup: %s',
    async (mode) => {
      const { github, clock, target, dispatch, fake } = await place([{ operation: 'AddLabels', mode, times: 2 }])
      const post = await postOnce(github, clock, target, of(target, labels(target)), MARKER, dispatch)
      expect(post.labels).toEqual(['bug', 'docs'])
      fake.verify()
    },
  )

  test('whose labels cannot be set yet is reported, and the next run sets them', async () => {
    const { github, clock, target, dispatch, posts } = await place([
      { operation: 'AddLabels', mode: '502-before', times: 3 },
    ])
    const resolved = of(target, labels(target))
    await expect(postOnce(github, clock, target, resolved, MARKER, dispatch)).rejects.toThrow(
      /discussions\/1 exists, but its labels are not set yet: .+ Run the same command again/,
    )
    const found = await github.findByMarker(REPO, 'discussion', markerFor(MARKER), clock.now())
    if (found === null) throw new Error('there is no discussion')
    expect(await addLabelsAndProjects(github, clock, target, resolved, found)).toMatchObject({
      labels: ['bug', 'docs'],
    })
    expect(posts()).toHaveLength(1)
  })

  test('without labels nothing more is asked', async () => {
    const { github, clock, target, dispatch, asked } = await place()
    expect(await postOnce(github, clock, target, of(target, []), MARKER, dispatch)).toMatchObject({
      failedProjects: [],
    })
    expect(asked()).toEqual(['CreateDiscussion'])
  })
})

describe('an issue that belongs to a project', () => {
  test.each([
    ['is added to it', ['repo', 'project'], [], [1]],
    ['is reported as failed if the token may not add it', ['repo'], ['Roadmap'], []],
  ])('%s', async (_, scopes, failed, inside) => {
    const { github, clock, target, dispatch, fake } = await place([], 'TRIAGE', { login: 'newcomer', scopes })
    const projects = await github.projects(REPO)
    const post = await postOnce(github, clock, target, { kind: 'issue', issue: ISSUE, projects }, MARKER, dispatch)
    expect(post.failedProjects.map(({ project }) => project)).toEqual(failed)
    expect(post.failedProjects.every(({ why }) => why.includes('has no permission'))).toBe(true)
    expect(fake.state().repositories[REPO]?.projects).toEqual({ Roadmap: inside })
  })
})

describe('what an earlier run may have sent', () => {
  /** The run before sent it so many seconds ago; `late`: it takes effect while this one waits. */
  async function sentBefore(secondsAgo: number, arrives: 'never' | 'at once' | 'late') {
    const { github, clock, target, passed, asked } = await place()
    const sent = clock.now()
    const create = () => github.createIssue(target, { ...ISSUE, body: `x\n\n${markerFor(MARKER)}` })
    if (arrives === 'at once') await create()
    clock.advance(secondsAgo * 1000)
    const before = passed()
    const waiting: Clock = {
      ...clock,
      sleep: async (milliseconds) => {
        await clock.sleep(milliseconds)
        if (arrives === 'late') await create()
      },
    }
    const found = await findAttempt(github, waiting, REPO, 'issue', { marker: MARKER, sent })
    const looks = asked().filter((operation) => operation === 'NewestIssues').length
    return { number: found?.number ?? null, waited: passed() - before, looks }
  }

  test.each([
    ['is there: nobody waits', 0, 'at once', { number: 1, waited: 0, looks: 1 }],
    ['is not there, and was sent this moment', 0, 'never', { number: null, waited: 10, looks: 2 }],
    ['is not there, and was sent lately', 7, 'never', { number: null, waited: 3, looks: 2 }],
    ['is not there, and GitHub has given up on it', 10, 'never', { number: null, waited: 0, looks: 1 }],
    ['is not there, and was sent long ago', 86_400, 'never', { number: null, waited: 0, looks: 1 }],
    ['arrives while this one waits', 4, 'late', { number: 1, waited: 6, looks: 2 }],
    ['was sent by a clock that is ahead: ten seconds at most', -3600, 'never', { number: null, waited: 10, looks: 2 }],
  ] as const)('%s', async (_, secondsAgo, arrives, expected) => {
    expect(await sentBefore(secondsAgo, arrives)).toEqual(expected)
  })

  test('is known by its marker, not by its title', async () => {
    const { github, clock, target } = await place()
    await github.createIssue(target, { ...ISSUE, body: `x\n\n${markerFor('marker-of-another')}` })
    const attempt = { marker: MARKER, sent: new Date(clock.now().getTime() - 60_000) }
    expect(await findAttempt(github, clock, REPO, 'issue', attempt)).toBeNull()
  })
})
