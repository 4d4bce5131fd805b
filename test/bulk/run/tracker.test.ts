import { describe, expect, test } from 'vitest'
import type { RunContext } from '../../../src/bulk/run/run-context.ts'
import { updateTracker } from '../../../src/bulk/run/trackers.ts'
import type { FaultInput } from '../../support/fake-github/faults.ts'
import { REPO, setUpGitHub } from '../../support/github.ts'
import { setUpRun } from '../../support/run-context.ts'

const MARKER = '<!-- mcp-comms:marker-of-the-tracker -->'
const PART = `https://github.com/${REPO}/issues/2`
const tracker = (number: number) => ({
  key: 'tracker',
  url: `https://github.com/${REPO}/issues/${number}`,
  rows: [{ url: PART, title: 'A part', repo: REPO }],
  history: { isUnsettled: false, version: null },
})

function atWork(body: string, ...faults: readonly FaultInput[]) {
  const wired = setUpGitHub({ permission: 'WRITE', issues: [{ title: 'All of it', body }, { title: 'A part' }] })
  const { running, ledger } = setUpRun(wired)
  wired.fake.faults(faults)
  const writes = () => wired.fake.requests().filter(({ operation }) => operation === 'UpdateIssue').length
  return { running, ledger, writes, body: () => wired.fake.state().repositories[REPO]?.posts[0]?.body }
}

test('adds new rows to its list, and keeps its marker at the end', async () => {
  const { running, ledger, body } = atWork(`What is left.\n\n${MARKER}`)
  await updateTracker(running, tracker(1))
  expect(body()).toBe(`What is left.\n\n- [ ] ${PART}\n\n${MARKER}`)
  expect(ledger).toMatchObject([
    { record: 'sending', key: 'tracker', act: 'edit', repo: REPO, kind: 'issue' },
    { record: 'done', key: 'tracker', act: 'edit', version: expect.stringMatching(/^2026-/) },
  ])
})

test('adds only the list to an issue of somebody else', async () => {
  const { running, body } = atWork('What is left.')
  await updateTracker(running, tracker(1))
  expect(body()).toBe(`What is left.\n\n- [ ] ${PART}`)
})

test('sends nothing if nothing is new', async () => {
  const { running, ledger, writes } = atWork(`- [x] ${PART}\n\n${MARKER}`)
  await updateTracker(running, tracker(1))
  expect(writes()).toBe(0)
  expect(ledger).toEqual([])
})

test('reports a tracker that is gone', async () => {
  const { running } = atWork('What is left.')
  await expect(updateTracker(running, tracker(99))).rejects.toThrow('no longer exists')
})

test.each([
  ['drop-after', 1],
  ['drop-before', 2],
] as const)('after %s it reads the tracker before it sends again', async (mode, sends) => {
  const { running, writes, body } = atWork('What is left.', { operation: 'UpdateIssue', mode })
  await updateTracker(running, tracker(1))
  expect(writes()).toBe(sends)
  expect(body()).toContain(PART)
})

describe('what people write in it is kept', () => {
  const LINE = 'Ada: I take the second one.'

  /** A tracker that a person can edit at any time, on a GitHub whose copies may be behind. */
  function setUpShared(reads: number, ...faults: readonly FaultInput[]) {
    const wired = setUpGitHub(
      { permission: 'WRITE', issues: [{ title: 'All of it', body: 'What is left.' }, { title: 'A part' }] },
      { lag: { reads } },
    )
    const { running, ledger } = setUpRun(wired)
    wired.fake.faults(faults)
    const body = () => wired.fake.state().repositories[REPO]?.posts[0]?.body ?? ''
    const write = async () => {
      const id = (await wired.github.issue(REPO, 1))?.id ?? ''
      return wired.github.updateIssueBody(REPO, { id }, `${body()}\n${LINE}`)
    }
    return { ...wired, running, ledger, body, write }
  }

  test('if they write while the run waits for its turn', async () => {
    const { running, body, write } = setUpShared(0)
    const slow: RunContext = {
      ...running,
      pacer: {
        ...running.pacer,
        waitForTurn: async () => {
          await running.pacer.waitForTurn()
          if (!body().includes(LINE)) await write()
        },
      },
    }
    await updateTracker(slow, tracker(1))
    expect(body()).toContain(LINE)
    expect(body()).toContain(PART)
  })

  test('if GitHub answers from a copy that is behind', async () => {
    const { running, body, write, clock } = setUpShared(20)
    clock.advance(60_000)
    await write()
    await updateTracker(running, tracker(1))
    expect(body()).toContain(LINE)
    expect(body()).toContain(PART)
  })

  test('if an edit of an earlier run takes effect late', async () => {
    const { running, body, write, clock, github, fake } = setUpShared(0)
    fake.faults([{ operation: 'UpdateIssue', mode: 'drop-late', ms: 20_000 }])
    const id = (await github.issue(REPO, 1))?.id ?? ''
    await github.updateIssueBody(REPO, { id }, `What is left.\n\n- [ ] an earlier part`)
    const update = updateTracker(running, { ...tracker(1), history: { isUnsettled: true, version: null } })
    await update
    await write()
    clock.advance(60_000)
    expect(body()).toContain(LINE)
    expect(body()).toContain(PART)
    expect(body()).toContain('an earlier part')
  })

  test('if our own edit takes effect late', async () => {
    const { running, body, write, clock } = setUpShared(0, { operation: 'UpdateIssue', mode: 'drop-late', ms: 25_000 })
    await updateTracker(running, tracker(1))
    await write()
    clock.advance(60_000)
    expect(body()).toContain(LINE)
    expect(body().split(PART)).toHaveLength(2)
  })
})

test('does not use a version that is older than the one we know', async () => {
  const { running, writes } = atWork('What is left.')
  const history = { isUnsettled: false, version: new Date('2099-01-01T00:00:00Z') }
  await expect(updateTracker(running, { ...tracker(1), history })).rejects.toThrow('shows an older version')
  expect(writes()).toBe(0)
})

test('waits for a new tracker that GitHub does not show yet', async () => {
  const wired = setUpGitHub({ permission: 'WRITE' }, { lag: { reads: 25 } })
  const { running } = setUpRun(wired)
  const target = await wired.github.target(REPO)
  const made = await wired.github.createIssue(target, {
    title: 'All',
    body: '',
    labelIds: [],
    assigneeIds: [],
    milestoneId: null,
    parentIssueId: null,
  })
  expect(made.outcome).toBe('done')
  await updateTracker(running, tracker(1))
  expect(wired.fake.state().repositories[REPO]?.posts[0]?.body).toContain(PART)
})
