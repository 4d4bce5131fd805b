import { describe, expect, test } from 'vitest'
import { statusesOf } from '../../../../src/bulk/ledger/status.ts'
import { LISTED_WITHIN_MS } from '../../../../src/github/look-up.ts'
import { setUpBulk } from '../../../support/bulk.ts'
import { MODES } from '../../../support/fake-github/faults.ts'
import { REPO } from '../../../support/github.ts'

const TEXT = 'The client has to follow the next version of the specification.'
const PLAN = `
defaults: { repo: ${REPO}, body: "${TEXT}" }
tracker: { title: The next version, key: all, labels: bug }
rows:
  - { title: Show the icons of servers, parent: all, labels: [bug, new] }
  - { title: Cancel a request, reuse: "#1", parent: all }
  - { title: How do you follow it?, kind: discussion, category: Ideas, labels: [bug, new] }
  - { title: What comes next?, kind: discussion, category: Ideas, labels: bug }
`
/** How many requests of each operation succeed before the fault. It is 0 for an operation that the plan needs only once. */
const AFTER = { CreateIssue: 1, CreateDiscussion: 1, UpdateIssue: 0, AddSubIssue: 0, CreateLabel: 0 } as const
const OPERATIONS = ['CreateIssue', 'CreateDiscussion', 'UpdateIssue', 'AddSubIssue', 'CreateLabel'] as const
const TITLES = [
  'Cancel a request',
  'How do you follow it?',
  'Show the icons of servers',
  'The next version',
  'What comes next?',
]
/** One run meets the fault, and the next ones find what it posted and complete the plan. */
const MAX_RUNS = 4

const setUp = () =>
  setUpBulk({
    files: { 'p.yaml': PLAN },
    repositories: {
      [REPO]: { permission: 'WRITE', labels: ['bug'], categories: ['Ideas'], issues: [{ title: 'Cancel a request' }] },
    },
  })

type SetUp = ReturnType<typeof setUp>

/** Runs the plan until the command reports that everything exists. */
async function runUntilDone({ run, posts, clock }: SetUp, maxRuns: number): Promise<void> {
  for (let runs = 1; ; runs++) {
    const { exitCode } = await run('p.yaml --apply --yes --create-labels')
    if (exitCode === 0) return
    expect([4, 5]).toContain(exitCode)
    expect(posts().length, 'posts before everything exists').toBeLessThanOrEqual(TITLES.length)
    expect(runs, 'runs until everything exists').toBeLessThan(maxRuns)
    clock.advance(LISTED_WITHIN_MS)
  }
}

const LABELS_BY_TITLE = [
  ['Show the icons of servers', ['bug', 'new']],
  ['How do you follow it?', ['bug', 'new']],
  ['What comes next?', ['bug']],
] as const

/** Each row exists once, with its labels, its parent and its line in the tracker. */
function expectEachRowOnce({ fake, posts }: SetUp): void {
  const titles = posts().map(({ title }) => title)
  expect(titles.toSorted()).toEqual(TITLES)
  expect(fake.state().repositories[REPO]?.labels).toEqual(['bug', 'new'])
  const byTitle = new Map(posts().map((post) => [post.title, post]))
  for (const [title, labels] of LABELS_BY_TITLE) expect([title, byTitle.get(title)?.labels]).toEqual([title, labels])
  const tracker = byTitle.get('The next version')
  for (const { type, url, ...post } of posts().filter(({ title }) => title !== 'The next version')) {
    expect(tracker?.body.split(`- [ ] ${url}\n`)).toHaveLength(2)
    if (type === 'Issue') expect(post).toMatchObject({ parent: `${REPO}#${tracker?.number}` })
  }
}

describe.each(OPERATIONS)('whatever happens to %s', (operation) => {
  const after = AFTER[operation]
  test.each(MODES)('every row exists once (%s)', async (mode) => {
    const bulk = setUp()
    bulk.fake.faults([{ operation, mode, after }])
    await runUntilDone(bulk, MAX_RUNS)
    expectEachRowOnce(bulk)
    const statuses = [...statusesOf(bulk.ledger('p.yaml.ledger.jsonl')).values()]
    const urls = statuses.flatMap((status) => ('url' in status ? [status.url] : []))
    expect(urls.toSorted()).toEqual(
      bulk
        .posts()
        .map(({ url }) => url)
        .toSorted(),
    )
  })
})

test.each(MODES)('after two faults (%s), the first issue is not created twice', async (mode) => {
  const bulk = setUp()
  bulk.fake.faults([{ operation: 'CreateIssue', mode, times: 2 }])
  await runUntilDone(bulk, MAX_RUNS)
  expectEachRowOnce(bulk)
})

test('labels that a discussion did not get are reported', async () => {
  const { fake, run, posts } = setUp()
  fake.faults([{ operation: 'AddLabels', mode: 'forbidden' }])
  const { exitCode, stderr } = await run('p.yaml --apply --yes --create-labels', { columns: 200 })
  expect(exitCode).toBe(0)
  expect(posts().find(({ title }) => title.startsWith('How'))?.labels).toEqual([])
  expect(stderr).toMatch(/row 3: \S+ exists, but without the labels bug, new,\s+which GitHub dropped/)
})
