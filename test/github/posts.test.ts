import { expect, test } from 'vitest'
import type { NewIssue } from '../../src/github/posts.ts'
import { sendOnce } from '../../src/github/send-once.ts'
import type { Target } from '../../src/github/target.ts'
import { MODES } from '../support/fake-github/faults.ts'
import { REPO, wire } from '../support/github.ts'

const MARKER = '<!-- mcp-comms 5b1e -->'

function issueFor({ labels, milestones, assignees }: Target): NewIssue {
  return {
    title: 'It crashes',
    body: `On connect.\n${MARKER}`,
    labelIds: labels.map(({ id }) => id),
    assigneeIds: assignees.map(({ id }) => id),
    milestoneId: milestones[0]?.id ?? null,
    parentIssueId: null,
  }
}

test('an issue by someone who may triage has all its labels; they are read back', async () => {
  const { github, fake } = wire({ permission: 'TRIAGE', issues: [{ title: 'parent' }] })
  const target = await github.target(REPO)
  const parent = await github.issue(REPO, 1)
  const sent = await github.createIssue(target, { ...issueFor(target), parentIssueId: parent?.id ?? null })
  expect(sent).toMatchObject({
    outcome: 'done',
    value: { number: 2, title: 'It crashes', url: `https://github.com/${REPO}/issues/2`, labels: ['bug', 'docs'] },
  })
  expect(fake.state().repositories[REPO]?.posts[1]).toMatchObject({
    assignees: ['maintainer'],
    milestone: 'next',
    parent: `${REPO}#1`,
    author: 'newcomer',
  })
})

test('an issue by someone who may only read is there without its labels', async () => {
  const { github, fake } = wire()
  const target = await github.target(REPO)
  expect(await github.createIssue(target, issueFor(target))).toMatchObject({ outcome: 'done', value: { labels: [] } })
  expect(fake.state().repositories[REPO]?.posts[0]).toMatchObject({ labels: [], assignees: [], milestone: null })
})

test.each([
  ['READ', []],
  ['TRIAGE', ['bug', 'docs']],
] as const)('a discussion by someone with %s has the labels %o', async (permission, labels) => {
  const { github, fake } = wire({ permission })
  const target = await github.target(REPO)
  const [category] = target.categories
  const sent = await github.createDiscussion(target, {
    title: 'An idea',
    body: 'What if?',
    categoryId: category?.id ?? '',
  })
  if (sent.outcome !== 'done') throw sent.failure
  expect(sent.value).toMatchObject({ url: `https://github.com/${REPO}/discussions/1`, labels: [] })
  const labelIds = target.labels.map(({ id }) => id)
  expect(await github.addLabels(REPO, sent.value, labelIds)).toMatchObject(
    permission === 'READ' ? { outcome: 'refused' } : { outcome: 'done', value: labels },
  )
  expect(fake.state().repositories[REPO]?.posts).toMatchObject([{ type: 'Discussion', category: 'ideas', labels }])
})

test('a post is found by its marker: only mine, only since, only of that kind', async () => {
  const { github, clock } = wire({ issues: [{ title: 'not mine', body: MARKER, createdAt: '2026-11-22T09:59:00Z' }] })
  const since = clock.now()
  expect(await github.findByMarker(REPO, 'issue', MARKER, since)).toBeNull()
  const target = await github.target(REPO)
  await github.createIssue(target, issueFor(target))
  expect(await github.findByMarker(REPO, 'issue', MARKER, since)).toMatchObject({ number: 2 })
  expect(await github.findByMarker(REPO, 'issue', 'another marker', since)).toBeNull()
  expect(await github.findByMarker(REPO, 'discussion', MARKER, since)).toBeNull()
  clock.advance(25 * 3_600_000)
  expect(await github.findByMarker(REPO, 'issue', MARKER, clock.now())).toBeNull()
})

test('a discussion whose answer was lost is found by its marker', async () => {
  const { github, fake, clock } = wire({ issues: [{ title: 'no discussion', body: MARKER, author: 'newcomer' }] })
  const target = await github.target(REPO)
  const categoryId = target.categories[0]?.id ?? ''
  const since = clock.now()
  fake.faults([{ operation: 'CreateDiscussion', mode: 'drop-after' }])
  const sent = await github.createDiscussion(target, { title: 'An idea', body: `What if?\n${MARKER}`, categoryId })
  expect(sent).toMatchObject({ outcome: 'unknown' })
  expect(await github.findByMarker(REPO, 'discussion', MARKER, since)).toMatchObject({
    number: 2,
    title: 'An idea',
    url: `https://github.com/${REPO}/discussions/2`,
  })
  fake.verify()
})

test('a post is found behind a hundred newer ones, and the search ends where older ones begin', async () => {
  const { github, fake, clock } = wire({ issues: Array.from({ length: 120 }, () => ({ title: 'old' })) })
  const since = clock.now()
  const target = await github.target(REPO)
  const issue = issueFor(target)
  await github.createIssue(target, issue)
  for (let count = 0; count < 110; count++) {
    clock.advance(10_000)
    await github.createIssue(target, { ...issue, body: '' })
  }
  expect(await github.findByMarker(REPO, 'issue', MARKER, since)).toMatchObject({ number: 121 })
  const asked = () => fake.requests().filter(({ operation }) => operation === 'NewestIssues').length
  expect(asked()).toBe(3)
  await github.findByMarker(REPO, 'issue', 'nowhere', since)
  expect(asked()).toBe(6)
})

test.each(MODES)('once, through %s: exactly one post, or none and the reason', async (mode) => {
  const { github, fake, clock } = wire()
  const target = await github.target(REPO)
  const since = clock.now()
  fake.faults([{ operation: 'CreateIssue', mode }])
  const posted = sendOnce(
    () => github.createIssue(target, issueFor(target)),
    () => github.findByMarker(REPO, 'issue', MARKER, since),
    clock,
  ).then(
    ({ number }) => number,
    () => 'refused',
  )
  const posts = async () => [await posted, fake.state().repositories[REPO]?.posts.length]
  expect([
    [1, 1],
    ['refused', 0],
  ]).toContainEqual(await posts())
  fake.verify()
})
