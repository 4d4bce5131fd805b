import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { ledgerPath } from '../../src/storage/ledger-file.ts'
import { openPlan } from '../../src/storage/plan-file.ts'
import { makePipe, realFiles } from '../support/folder.ts'

const PLAN = 'title,body,repo\nA task,A body,example/plain\n'

/** The files of a folder with a pipe `plan.csv`, into which another process writes a plan once. */
function setUpPipe() {
  const { files, at } = realFiles()
  makePipe(at('plan.csv'))
  const write = () => spawn('sh', ['-c', 'printf %s "$1" > "$2"', 'sh', PLAN, at('plan.csv')])
  return { app: { files, env: {}, stateFolder: () => at('state') }, write }
}

test('a plan that is a pipe can be read again after it was checked', async () => {
  const { app, write } = setUpPipe()
  write()
  const input = await openPlan(app, 'plan.csv', { format: undefined, repo: null, columns: { column: [] } })
  for (let reads = 0; reads < 2; reads++) {
    const titles: unknown[] = []
    for await (const row of input.rows()) titles.push(row.ok && row.value.draft.title)
    expect(titles).toEqual(['A task'])
  }
})

test('a plan that is a pipe is applied only with a named ledger, because the same plan has another path next time', async () => {
  const { app } = setUpPipe()
  await expect(ledgerPath(app, 'plan.csv', { apply: true })).rejects.toThrow(/A plan from a pipe needs --ledger FILE/)
  expect(await ledgerPath(app, 'plan.csv', { apply: true, ledger: 'l.jsonl' })).toBe('l.jsonl')
  expect(await ledgerPath(app, 'plan.csv', {})).toBe('plan.ledger.jsonl')
})
