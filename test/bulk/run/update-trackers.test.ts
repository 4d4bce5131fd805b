import { describe, expect, test } from 'vitest'
import type { RunContext } from '../../../src/bulk/run/run-context.ts'
import { updateTracker } from '../../../src/bulk/run/update-trackers.ts'
import type { FaultInput } from '../../support/fake-github/faults.ts'
import { REPO, setUpGitHub } from '../../support/github.ts'
import { setUpRun } from '../../support/run-context.ts'

const MARKER = '<!-- mcp-comms:marker-of-the-tracker -->'
const PART_URL = `https://github.com/${REPO}/issues/2`
const tracker = (number: number) => ({
  key: 'tracker',
  url: `https://github.com/${REPO}/issues/${number}`,
  rows: [{ url: PART_URL, title: 'A part', repo: REPO }],
  history: { isUnconfirmed: false, updatedAt: null },
})

function setUp(body: string, ...faults: readonly FaultInput[]) {
  const setup = setUpGitHub({ permission: 'WRITE', issues: [{ title: 'All of it', body }, { title: 'A part' }] })
  const { context, ledger } = setUpRun(setup)
  setup.fake.faults(faults)
  const countUpdates = () => setup.fake.requests().filter(({ operation }) => operation === 'UpdateIssue').length
  return { context, ledger, countUpdates, body: () => setup.fake.state().repositories[REPO]?.posts[0]?.body }
}

test('adds new rows to the list of a tracker, and keeps the marker at the end', async () => {
  const { context, ledger, body } = setUp(`What is left.\n\n${MARKER}`)
  await updateTracker(context, tracker(1))
  expect(body()).toBe(`What is left.\n\n- [ ] ${PART_URL}\n\n${MARKER}`)
  expect(ledger).toMatchObject([
    { record: 'sending', key: 'tracker', act: 'edit', repo: REPO, kind: 'issue' },
    { record: 'done', key: 'tracker', act: 'edit', version: expect.stringMatching(/^2026-/) },
  ])
})

test('adds only the list to an issue without our marker', async () => {
  const { context, body } = setUp('What is left.')
  await updateTracker(context, tracker(1))
  expect(body()).toBe(`What is left.\n\n- [ ] ${PART_URL}`)
})

test('sends nothing if there are no new rows', async () => {
  const { context, ledger, countUpdates } = setUp(`- [x] ${PART_URL}\n\n${MARKER}`)
  await updateTracker(context, tracker(1))
  expect(countUpdates()).toBe(0)
  expect(ledger).toEqual([])
})

test('reports a tracker that no longer exists', async () => {
  const { context } = setUp('What is left.')
  await expect(updateTracker(context, tracker(99))).rejects.toThrow(
    /^GitHub no longer shows it\. If it was deleted, see its posts with "mcp-comms issue bulk --status", and list them elsewhere$/,
  )
})

test.each([
  ['public', 'public', true],
  ['private', 'private', true],
  ['public', 'private', true],
  ['private', 'public', false],
])('a tracker that was moved from a %s to a %s repository is updated: %s', async (from, to, isUpdated) => {
  const setup = setUpGitHub(
    { permission: 'WRITE', private: from === 'private', issues: [{ title: 'All of it' }, { title: 'A part' }] },
    { repositories: { 'example/other': { permission: 'WRITE', private: to === 'private' } } },
  )
  const { context } = setUpRun(setup)
  setup.fake.change([{ change: 'transfer', repository: REPO, number: 1, to: 'example/other' }])
  const update = updateTracker(context, tracker(1))
  if (isUpdated) await update
  else await expect(update).rejects.toThrow(/^it was moved to example\/other, which is public, /)
  const body = setup.fake.state().repositories['example/other']?.posts[0]?.body ?? ''
  expect(body.includes(PART_URL)).toBe(isUpdated)
})

test.each([
  ['drop-after', 1],
  ['drop-before', 2],
] as const)(
  'after the fault %s, the request is sent again only if the list is unchanged',
  async (mode, requestCount) => {
    const { context, countUpdates, body } = setUp('What is left.', { operation: 'UpdateIssue', mode })
    await updateTracker(context, tracker(1))
    expect(countUpdates()).toBe(requestCount)
    expect(body()).toContain(PART_URL)
  },
)

describe('text that people write in a tracker is kept', () => {
  const PERSONS_LINE = 'Ada: I take the second one.'

  /** A tracker that a person can edit at any time, on a GitHub whose replicas may be behind. */
  function setUpShared(lookups: number, ...faults: readonly FaultInput[]) {
    const setup = setUpGitHub(
      { permission: 'WRITE', issues: [{ title: 'All of it', body: 'What is left.' }, { title: 'A part' }] },
      { lag: { lookups } },
    )
    const { context, ledger } = setUpRun(setup)
    setup.fake.faults(faults)
    const body = () => setup.fake.state().repositories[REPO]?.posts[0]?.body ?? ''
    const editAsPerson = async () => {
      const id = (await setup.github.issue(REPO, 1))?.id ?? ''
      return setup.github.updateIssueBody(REPO, { id }, `${body()}\n${PERSONS_LINE}`)
    }
    return { ...setup, context, ledger, body, editAsPerson }
  }

  test('if they write it while the run waits for the pacer', async () => {
    const { context, body, editAsPerson } = setUpShared(0)
    const contextWithEdit: RunContext = {
      ...context,
      pacer: {
        ...context.pacer,
        waitForTurn: async () => {
          await context.pacer.waitForTurn()
          if (!body().includes(PERSONS_LINE)) await editAsPerson()
        },
      },
    }
    await updateTracker(contextWithEdit, tracker(1))
    expect(body()).toContain(PERSONS_LINE)
    expect(body()).toContain(PART_URL)
  })

  test('if GitHub answers from a replica that is behind', async () => {
    const { context, body, editAsPerson, clock } = setUpShared(20)
    clock.advance(60_000)
    await editAsPerson()
    await updateTracker(context, tracker(1))
    expect(body()).toContain(PERSONS_LINE)
    expect(body()).toContain(PART_URL)
  })

  test('if an edit by an earlier run takes effect late', async () => {
    const { context, body, editAsPerson, clock, github, fake } = setUpShared(0)
    fake.faults([{ operation: 'UpdateIssue', mode: 'drop-late', ms: 20_000 }])
    const id = (await github.issue(REPO, 1))?.id ?? ''
    await github.updateIssueBody(REPO, { id }, `What is left.\n\n- [ ] an earlier part`)
    await updateTracker(context, { ...tracker(1), history: { isUnconfirmed: true, updatedAt: null } })
    await editAsPerson()
    clock.advance(60_000)
    expect(body()).toContain(PERSONS_LINE)
    expect(body()).toContain(PART_URL)
    expect(body()).toContain('an earlier part')
  })

  test('if our own edit takes effect late', async () => {
    const { context, body, editAsPerson, clock } = setUpShared(0, {
      operation: 'UpdateIssue',
      mode: 'drop-late',
      ms: 25_000,
    })
    await updateTracker(context, tracker(1))
    await editAsPerson()
    clock.advance(60_000)
    expect(body()).toContain(PERSONS_LINE)
    expect(body().split(PART_URL)).toHaveLength(2)
  })
})

test('does not edit a version that is older than the last known one', async () => {
  const { context, countUpdates } = setUp('What is left.')
  const history = { isUnconfirmed: false, updatedAt: new Date('2099-01-01T00:00:00Z') }
  await expect(updateTracker(context, { ...tracker(1), history })).rejects.toThrow(
    /^GitHub shows an older version of it than before/,
  )
  expect(countUpdates()).toBe(0)
})

test('waits for a new tracker that GitHub does not show yet', async () => {
  const setup = setUpGitHub({ permission: 'WRITE' }, { lag: { lookups: 25 } })
  const { context } = setUpRun(setup)
  const target = await setup.github.target(REPO)
  const created = await setup.github.createIssue(target, {
    title: 'All',
    body: '',
    labelIds: [],
    assigneeIds: [],
    milestoneId: null,
    parentIssueId: null,
  })
  expect(created.outcome).toBe('done')
  await updateTracker(context, tracker(1))
  expect(setup.fake.state().repositories[REPO]?.posts[0]?.body).toContain(PART_URL)
})
