import { expect, test } from 'vitest'
import { planWithRows, setUpBulk } from '../../../support/bulk.ts'

/** The program records each ledger in this folder, by the id of its plan. */
const RECORDED = '/state/mcp-comms/ledgers/1-2'
const APPLY = '--apply --yes'

/** After a run of `p.csv`. The plan is then at `new/p.csv`, without its ledger. */
async function setUpMoved(plan = planWithRows(3)) {
  const bulk = setUpBulk()
  expect((await bulk.run(`p.csv ${APPLY}`)).exitCode).toBe(0)
  bulk.changeFile(RECORDED, 'p.csv.ledger.jsonl')
  bulk.changeFile('new/p.csv', plan)
  return { run: bulk.run, created: () => bulk.titles().length }
}

test('a plan that was moved without its ledger creates nothing again, and the message names its ledger', async () => {
  const { run, created } = await setUpMoved()
  const { exitCode, stderr } = await run(`new/p.csv ${APPLY}`)
  expect([exitCode, created()]).toEqual([2, 3])
  expect(stderr).toContain('row 1 of new/p.csv was created before, as p.csv.ledger.jsonl says. Nothing was sent')
  expect(stderr).toContain('add --ledger p.csv.ledger.jsonl')
})

test('one row with the same text is enough', async () => {
  const { run, created } = await setUpMoved(
    `${planWithRows(1)}Another task,With another text for it,example/protocol\n`,
  )
  expect((await run(`new/p.csv ${APPLY}`)).exitCode).toBe(2)
  expect(created()).toBe(3)
})

test('the ledger that the message names resumes the plan', async () => {
  const { run, created } = await setUpMoved()
  const { exitCode } = await run(`new/p.csv ${APPLY} --ledger p.csv.ledger.jsonl`)
  expect([exitCode, created()]).toEqual([0, 3])
})

test('a person can create the same rows once more, with a ledger of their own', async () => {
  const { run, created } = await setUpMoved()
  const { exitCode } = await run(`new/p.csv ${APPLY} --ledger new/p.csv.ledger.jsonl`)
  expect([exitCode, created()]).toEqual([0, 6])
})

test('a plan with other texts is another plan', async () => {
  const { run, created } = await setUpMoved(planWithRows(3).replaceAll('Task', 'Step'))
  expect((await run(`new/p.csv ${APPLY}`)).exitCode).toBe(0)
  expect(created()).toBe(6)
})

test('a recorded ledger that is damaged or gone does not stop another plan', async () => {
  const { run, changeFile } = setUpBulk()
  changeFile(RECORDED, 'gone.jsonl')
  changeFile(`${RECORDED}0`, 'damaged.jsonl')
  changeFile('damaged.jsonl', 'x\ny\n')
  expect((await run(`p.csv ${APPLY}`)).exitCode).toBe(0)
})
