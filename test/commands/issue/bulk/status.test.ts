import { expect, test } from 'vitest'
import { bulk, linesOf, rowsOf } from '../../../support/bulk.ts'
import { REPO } from '../../../support/github.ts'

const LEDGER = 'p.csv.ledger.jsonl'

async function afterFault() {
  const world = bulk({ files: { 'p.csv': rowsOf(4) } })
  world.fake.faults([{ operation: 'CreateIssue', mode: 'forbidden', after: 1 }])
  await world.go('p.csv --apply --yes --stop-after 2')
  return world
}

test('shows how far a plan has come, from its ledger alone', async () => {
  const { go, fake } = await afterFault()
  const asked = fake.requests().length
  const { exitCode, stdout } = await go(`--status ${LEDGER}`)
  expect(exitCode).toBe(5)
  expect(stdout).toContain(`Ledger  ${LEDGER}\n  plan p.csv · 1 run, the last on 2026-11-22`)
  expect(stdout).toContain(`  created  https://github.com/${REPO}/issues/1\n`)
  expect(stdout).toMatch(/ {2}failed {3}task-number-2-\w+\n {11}\S/)
  expect(stdout).toContain('2 created, 1 failed, 1 left')
  expect(fake.requests()).toHaveLength(asked)
})

test('as JSON it is one line per row, and a summary', async () => {
  const { go } = await afterFault()
  const lines = linesOf(await go(`--status ${LEDGER} --json`))
  expect(lines).toMatchObject([
    { state: 'created', url: `https://github.com/${REPO}/issues/1`, why: null },
    { state: 'failed', url: null, why: expect.stringContaining('token') },
    { state: 'created' },
    { created: 2, reused: 0, failed: 1, pending: 1, unknown: 0, ledger: LEDGER, plan: 'p.csv', runs: 1 },
  ])
})

test('succeeds once every row exists', async () => {
  const { go } = await afterFault()
  await go('p.csv --apply --yes')
  const { exitCode, stdout } = await go(`--status ${LEDGER}`)
  expect(exitCode).toBe(0)
  expect(stdout).toContain('4 created\n')
  expect(stdout).toContain('2 runs')
})

test('a row that was sent and never answered is unknown', async () => {
  const { go, change, file } = bulk()
  await go('p.csv --apply --yes --stop-after 1')
  change(LEDGER, file(LEDGER).split('\n').slice(0, 2).join('\n'))
  const { exitCode, stdout } = await go(`--status ${LEDGER}`)
  expect(exitCode).toBe(5)
  expect(stdout).toContain('1 unknown')
})

test('a ledger that does not exist is an error', async () => {
  const { go } = bulk()
  const { exitCode, stderr } = await go('--status none.jsonl')
  expect(exitCode).toBe(1)
  expect(stderr).toContain('none.jsonl: ledger not found; the first --apply creates it')
})
