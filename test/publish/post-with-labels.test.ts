import { describe, expect, test } from 'vitest'
import type { NewDiscussion, NewIssue, Post } from '../../src/github/posts.ts'
import { addLabelsAndProjects, type Dispatch, type OutgoingPost, postOnce } from '../../src/publish/post-with-labels.ts'
import { markerFor } from '../../src/text/added-lines.ts'
import type { FaultInput } from '../support/fake-github/faults.ts'
import type { SeedInput } from '../support/fake-github/seed.ts'
import { REPO, setUpGitHub } from '../support/github.ts'

const MARKER = 'marker-of-the-test'
const ISSUE: NewIssue = {
  title: 'The handshake stalls',
  body: 'After the first byte.',
  labelIds: [],
  assigneeIds: [],
  milestoneId: null,
  parentIssueId: null,
}

/** A repository to post in. `operations` leaves out the first request, which looks up the repository. */
async function setUp(
  faults: readonly FaultInput[] = [],
  permission: 'READ' | 'TRIAGE' = 'TRIAGE',
  viewer: SeedInput['viewer'] = { login: 'newcomer' },
) {
  const { fake, github, clock } = setUpGitHub({ permission, projects: ['Roadmap'] }, { viewer })
  const target = await github.target(REPO)
  const attemptTimes: Date[] = []
  const dispatch: Dispatch<Post> = async (sendAt) => {
    const at = await github.time()
    attemptTimes.push(at)
    return sendAt(at)
  }
  const send = (input: OutgoingPost['input'], dispatchPost: Dispatch<Post> = dispatch) =>
    postOnce(github, { target, input, marker: MARKER }, dispatchPost, { clock })
  fake.faults(faults)
  return {
    fake,
    github,
    clock,
    target,
    attemptTimes,
    send,
    operations: () =>
      fake
        .requests()
        .map(({ operation }) => operation)
        .slice(1),
    posts: () => fake.state().repositories[REPO]?.posts ?? [],
  }
}

describe('sending', () => {
  const issue = { kind: 'issue', issue: ISSUE, projects: [] } as const

  test('records the time of the attempt, and sends the text with its marker', async () => {
    const { clock, attemptTimes, send, posts, operations } = await setUp()
    const post = await send(issue)
    expect(post).toMatchObject({ number: 1, title: ISSUE.title, failedProjects: [] })
    expect(posts()).toMatchObject([{ body: `After the first byte.\n\n${markerFor(MARKER)}` }])
    expect(attemptTimes).toEqual([clock.now()])
    expect(operations()).toEqual(['CreateIssue'])
  })

  test('does not happen if the attempt cannot be recorded', async () => {
    const { operations, send } = await setUp()
    const failToRecord = () => Promise.reject(new Error('the disk is full'))
    await expect(send(issue, failToRecord)).rejects.toThrow('the disk is full')
    expect(operations()).toEqual([])
  })

  test('is not repeated without evidence that the post is missing, and the time of the attempt is recorded', async () => {
    const { clock, attemptTimes, send, posts } = await setUp([{ operation: 'CreateIssue', mode: 'drop-before' }])
    const start = clock.now()
    await expect(send(issue)).rejects.toMatchObject({ reason: { kind: 'unconfirmed' } })
    expect(attemptTimes).toEqual([start])
    expect(posts()).toEqual([])
  })

  test('is not repeated if the post exists although the response was lost', async () => {
    const { send, posts, operations, fake } = await setUp([{ operation: 'CreateIssue', mode: 'drop-after' }])
    expect(await send(issue)).toMatchObject({ number: 1 })
    expect(posts()).toHaveLength(1)
    expect(operations()).toEqual(['CreateIssue', 'NewestIssues'])
    fake.verify()
  })

  test('is not repeated after a refusal, which is reported', async () => {
    const { send, operations } = await setUp([{ operation: 'CreateIssue', mode: 'forbidden' }])
    await expect(send(issue)).rejects.toMatchObject({
      failureClass: 'permission',
    })
    expect(operations()).toEqual(['CreateIssue'])
  })
})

describe('a discussion', () => {
  const discussionIn = (target: Awaited<ReturnType<typeof setUp>>['target']) => {
    const discussion: NewDiscussion = { title: 'An idea', body: 'What if', categoryId: target.categories[0]?.id ?? '' }
    return { kind: 'discussion', discussion, labels: target.labels } as const
  }

  test('gets its labels after it exists', async () => {
    const { target, send, operations } = await setUp()
    const post = await send(discussionIn(target))
    expect(post).toMatchObject({ labels: ['bug', 'docs'], failedProjects: [] })
    expect(operations()).toEqual(['CreateDiscussion', 'AddLabels'])
  })

  test('that already has its labels is not labeled again', async () => {
    const { clock, github, target, send, operations } = await setUp()
    const input = discussionIn(target)
    const post = await send(input)
    expect(await addLabelsAndProjects({ github, clock }, target, input, post)).toEqual(post)
    expect(operations()).toEqual(['CreateDiscussion', 'AddLabels'])
  })

  test('that another user has labeled in the meantime still gets its own labels', async () => {
    const { clock, github, target, send, fake } = await setUp()
    const bare = { ...discussionIn(target), labels: [] }
    const post = { ...(await send(bare)), labels: ['triage', 'stale'] }
    expect(await addLabelsAndProjects({ github, clock }, target, discussionIn(target), post)).toMatchObject({
      labels: ['bug', 'docs'],
    })
    fake.verify()
  })

  test('gets no labels if the viewer may not set any', async () => {
    const { target, send, posts } = await setUp([], 'READ')
    const post = await send(discussionIn(target))
    expect(post).toMatchObject({ number: 1, labels: [] })
    expect(posts()).toHaveLength(1)
  })

  test.each(['drop-before', 'drop-after', '502-before', 'not-json'] as const)(
    'gets its labels after two temporary failures: %s',
    async (mode) => {
      const { target, send, fake } = await setUp([{ operation: 'AddLabels', mode, times: 2 }])
      const post = await send(discussionIn(target))
      expect(post.labels).toEqual(['bug', 'docs'])
      fake.verify()
    },
  )

  test('is reported if its labels cannot be set yet, and the next run sets them', async () => {
    const { github, clock, target, attemptTimes, send, posts } = await setUp([
      { operation: 'AddLabels', mode: '502-before', times: 3 },
    ])
    const input = discussionIn(target)
    await expect(send(input)).rejects.toThrow(
      /discussions\/1 exists, but may lack some of its labels or fields: .+ Run the same command again/,
    )
    const [at = clock.now()] = attemptTimes
    const sent = { marker: markerFor(MARKER), kind: 'discussion', repositoryId: target.id, viewer: null } as const
    const found = await github.lookUpPost({ ...sent, earliest: at, latest: at })
    if (found.outcome !== 'found') throw new Error('there is no discussion')
    expect(await addLabelsAndProjects({ github, clock }, target, input, found.value)).toMatchObject({
      labels: ['bug', 'docs'],
    })
    expect(posts()).toHaveLength(1)
  })

  test('without labels needs no further request', async () => {
    const { target, send, operations } = await setUp()
    expect(await send({ ...discussionIn(target), labels: [] })).toMatchObject({
      failedProjects: [],
    })
    expect(operations()).toEqual(['CreateDiscussion'])
  })
})

describe('an issue for a project', () => {
  test.each([
    ['is added to the project', ['repo', 'project'], [], [1]],
    ['is created even if the token may not add it to the project, which is reported', ['repo'], ['Roadmap'], []],
  ])('%s', async (_, scopes, failed, addedNumbers) => {
    const { github, send, fake } = await setUp([], 'TRIAGE', { login: 'newcomer', scopes })
    const projects = await github.projects(REPO)
    const post = await send({ kind: 'issue', issue: ISSUE, projects })
    expect(post.failedProjects.map(({ project }) => project)).toEqual(failed)
    expect(post.failedProjects.every(({ why }) => why.includes('has no permission'))).toBe(true)
    expect(fake.state().repositories[REPO]?.projects).toEqual({ Roadmap: addedNumbers })
  })
})
