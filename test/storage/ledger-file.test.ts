import { linkSync, mkdirSync, renameSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ledgerPath, recordLedger } from '../../src/storage/ledger-file.ts'
import { realFiles } from '../support/folder.ts'

const PLAN = 'title,body\nA task,A body\n'

/**
 * Folders with a plan `real/plan.csv`. `createLedger` takes one of the plan's names. It creates an empty ledger where `--apply`
 * would, and returns the path of the ledger.
 */
function setUpFiles({ canWriteIndex = true } = {}) {
  const { files, at } = realFiles()
  for (const folder of ['real', 'other']) mkdirSync(at(folder))
  writeFileSync(at('real/plan.csv'), PLAN)
  // The index cannot be written if the state folder is a file.
  const app = { files, stateFolder: () => at(canWriteIndex ? 'state' : 'real/plan.csv') }
  const ledgerOf = (plan: string) => ledgerPath(app, plan, { apply: true })
  const createLedger = async (plan: string) => {
    const ledger = await ledgerOf(plan)
    await recordLedger(app, plan, ledger)
    const path = await files.realPath(ledger)
    writeFileSync(path, '')
    return path
  }
  return { at, app, createLedger, ledgerOf }
}

const LINKS: Readonly<Record<string, (from: string, to: string) => void>> = {
  'symbolic link': symlinkSync,
  'hard link': linkSync,
}

test.each(
  Object.keys(LINKS).flatMap((kind) =>
    ['plan.csv', 'real/a.csv', 'real/z.csv', 'other/plan.csv'].flatMap((name) =>
      [true, false].map((isLinkedFirst) => [kind, name, isLinkedFirst] as const),
    ),
  ),
)(
  'through a %s, %s has the ledger of real/plan.csv (linked before the first run: %s)',
  async (kind, name, isLinkedFirst) => {
    for (const order of [
      [name, 'real/plan.csv'],
      ['real/plan.csv', name],
    ] as const) {
      const { at, createLedger } = setUpFiles()
      const link = () => LINKS[kind]?.(at('real/plan.csv'), at(name))
      if (isLinkedFirst) link()
      const first = await createLedger(isLinkedFirst ? order[0] : 'real/plan.csv')
      if (!isLinkedFirst) link()
      expect(await createLedger(order[1])).toBe(first)
      expect(await createLedger(order[0])).toBe(first)
    }
  },
)

test('a plan with one name has its ledger beside it', async () => {
  expect(await setUpFiles().ledgerOf('real/plan.csv')).toBe('real/plan.csv.ledger.jsonl')
})

test('a plan that does not exist has its ledger beside its path', async () => {
  expect(await setUpFiles().ledgerOf('missing.csv')).toBe('missing.csv.ledger.jsonl')
})

test('a ledger that an older version wrote beside a symbolic link is used', async () => {
  const { at, ledgerOf } = setUpFiles()
  symlinkSync(at('real/plan.csv'), at('plan.csv'))
  writeFileSync(at('plan.csv.ledger.jsonl'), '')
  expect(await ledgerOf('plan.csv')).toBe('plan.csv.ledger.jsonl')
})

test('a plan with a ledger beside each of its names is refused', async () => {
  const { at, ledgerOf } = setUpFiles()
  linkSync(at('real/plan.csv'), at('real/z.csv'))
  for (const name of ['plan', 'z']) writeFileSync(at(`real/${name}.csv.ledger.jsonl`), '')
  await expect(ledgerOf('real/z.csv')).rejects.toThrow(
    /several names, and more than one has a ledger.*--ledger in each run/,
  )
})

test('a hard link in another folder needs --ledger if no index can be written', async () => {
  const { at, createLedger } = setUpFiles({ canWriteIndex: false })
  expect(await createLedger('real/plan.csv')).toBe(at('real/plan.csv.ledger.jsonl'))
  linkSync(at('real/plan.csv'), at('plan.csv'))
  await expect(createLedger('plan.csv')).rejects.toThrow('--ledger FILE in each run')
})

test('a ledger that was removed is not used', async () => {
  const { at, createLedger } = setUpFiles()
  linkSync(at('real/plan.csv'), at('plan.csv'))
  unlinkSync(await createLedger('plan.csv'))
  expect(await createLedger('real/plan.csv')).toBe(at('real/plan.csv.ledger.jsonl'))
})

test('the ledger of a removed plan stays recorded when a new plan gets its inode', async () => {
  const { at, app, createLedger } = setUpFiles()
  const ledger = await createLedger('real/plan.csv')
  // A renamed file keeps its inode, so it stands for a new plan that got the inode of the removed one.
  renameSync(at('real/plan.csv'), at('other/new.csv'))
  const newLedger = await createLedger('other/new.csv')
  expect(newLedger).not.toBe(ledger)
  const records = await app.files.list(at('state/ledgers'))
  const recorded = await Promise.all(records.map((name) => app.files.readText(at(`state/ledgers/${name}`), 1000)))
  expect(recorded.sort()).toEqual([ledger, newLedger].sort())
})

test('two simultaneous runs with different names of the plan do not use two ledgers', async () => {
  const { at, app } = setUpFiles()
  linkSync(at('real/plan.csv'), at('other/plan.csv'))
  const names = ['real/plan.csv', 'other/plan.csv'] as const
  const [first, second] = [await ledgerPath(app, names[0], {}), await ledgerPath(app, names[1], {})]
  const release = await app.files.lock(first)
  await recordLedger(app, names[0], first)
  await expect(recordLedger(app, names[1], second)).rejects.toThrow('and a ledger there')
  await release()
})
