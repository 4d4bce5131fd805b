import { expect, test } from 'vitest'
import { updateTracker } from '../../../src/bulk/run/trackers.ts'
import type { FaultInput } from '../../support/fake-github/faults.ts'
import { REPO, wire } from '../../support/github.ts'
import { runningOn } from '../../support/running.ts'

const MARKER = '<!-- mcp-comms:marker-of-the-tracker -->'
const PART = `https://github.com/${REPO}/issues/2`
const tracker = (number: number) => ({
  key: 'tracker',
  url: `https://github.com/${REPO}/issues/${number}`,
  rows: [{ url: PART, title: 'A part', repo: REPO }],
})

function atWork(body: string, ...faults: readonly FaultInput[]) {
  const wired = wire({ permission: 'WRITE', issues: [{ title: 'All of it', body }, { title: 'A part' }] })
  const { running, ledger } = runningOn(wired)
  wired.fake.faults(faults)
  const writes = () => wired.fake.requests().filter(({ kind }) => kind === 'mutation').length
  return { running, ledger, writes, body: () => wired.fake.state().repositories[REPO]?.posts[0]?.body }
}

test('its list gets what is new, and its marker stays at the end', async () => {
  const { running, ledger, body } = atWork(`What is left.\n\n${MARKER}`)
  await updateTracker(running, tracker(1))
  expect(body()).toBe(`What is left.\n\n- [ ] ${PART}\n\n${MARKER}`)
  expect(ledger).toMatchObject([
    { record: 'sending', key: 'tracker', act: 'edit', repo: REPO, kind: 'issue' },
    { record: 'done', key: 'tracker', act: 'edit' },
  ])
})

test('an issue of somebody else gets the list alone', async () => {
  const { running, body } = atWork('What is left.')
  await updateTracker(running, tracker(1))
  expect(body()).toBe(`What is left.\n\n- [ ] ${PART}`)
})

test('where nothing is new, nothing is sent', async () => {
  const { running, ledger, writes } = atWork(`- [x] ${PART}\n\n${MARKER}`)
  await updateTracker(running, tracker(1))
  expect(writes()).toBe(0)
  expect(ledger).toEqual([])
})

test('one that is gone is told', async () => {
  const { running } = atWork('What is left.')
  await expect(updateTracker(running, tracker(99))).rejects.toThrow('no longer exists')
})

test.each([
  ['drop-after', 1],
  ['drop-before', 2],
] as const)('after %s it is looked at before it is sent again', async (mode, sends) => {
  const { running, writes, body } = atWork('What is left.', { operation: 'UpdateIssue', mode })
  await updateTracker(running, tracker(1))
  expect(writes()).toBe(sends)
  expect(body()).toContain(PART)
})
