import { expect, test } from 'vitest'
import type { NewIssue } from '../../src/github/posts.ts'
import { writeOnce } from '../../src/github/retry.ts'
import type { Target } from '../../src/github/target.ts'
import { MODES } from '../support/fake-github/faults.ts'
import { REPO, setUpGitHub } from '../support/github.ts'

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

test('an issue by a viewer with triage permission has all its labels, which are read back', async () => {
  const { github, fake } = setUpGitHub({ permission: 'TRIAGE', issues: [{ title: 'parent' }] })
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

test('an issue by a viewer with read permission exists without its labels', async () => {
  const { github, fake } = setUpGitHub()
  const target = await github.target(REPO)
  expect(await github.createIssue(target, issueFor(target))).toMatchObject({ outcome: 'done', value: { labels: [] } })
  expect(fake.state().repositories[REPO]?.posts[0]).toMatchObject({ labels: [], assignees: [], milestone: null })
})

test.each([
  ['READ', []],
  ['TRIAGE', ['bug', 'docs']],
] as const)('a discussion by someone with the permission %s has the labels %o', async (permission, labels) => {
  const { github, fake } = setUpGitHub({ permission })
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

test.each(MODES)('writeOnce with the fault %s gives exactly one post, or none and a failure', async (mode) => {
  const { github, fake, clock } = setUpGitHub()
  const target = await github.target(REPO)
  const sent = { marker: MARKER, kind: 'issue', repositoryId: target.id, viewer: target.viewer } as const
  const [earliest, latest] = [clock.now(), clock.now()]
  fake.faults([{ operation: 'CreateIssue', mode }])
  const posted = writeOnce(
    {
      send: () => github.createIssue(target, issueFor(target)),
      lookUp: () => github.lookUpPost({ ...sent, earliest, latest }),
    },
    { clock },
  ).then(
    ({ number }) => number,
    () => 'failed',
  )
  const result = [await posted, fake.state().repositories[REPO]?.posts.length]
  expect([
    [1, 1],
    ['failed', 0],
  ]).toContainEqual(result)
  fake.verify()
})
