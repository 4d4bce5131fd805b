import { expect, test } from 'vitest'
import { run as runProgram } from '../../../support/app.ts'
import { setUpBulk } from '../../../support/bulk.ts'
import { REPO } from '../../../support/github.ts'

const APPLY = 'p.csv --apply --yes'
type Row = readonly [title: string, body: string]
const SHARED = 'The client has to follow the next version of the specification.'
const printRows = (rows: readonly Row[]) =>
  `title,body,repo\n${rows.map(([title, body]) => `${title},${body},${REPO}\n`).join('')}`
const ICONS: Row = ['Show teh icons', 'Servers send them since the last version.']
const PROGRESS: Row = ['Show the progress of tasks', SHARED]
const CANCEL: Row = ['Cancel a request', SHARED]

/** Creates the rows, and runs the plan again with other rows. */
async function runAgain(before: readonly Row[], after: readonly Row[]) {
  const bulk = setUpBulk({ files: { 'p.csv': printRows(before) } })
  expect((await bulk.run(APPLY)).exitCode).toBe(0)
  bulk.changeFile('p.csv', printRows(after))
  return { ...bulk, outcome: await bulk.run(APPLY) }
}

test.each<[string, readonly Row[], readonly Row[]]>([
  ['in its place', [ICONS, CANCEL, PROGRESS], [['Show the icons', ICONS[1]], CANCEL, PROGRESS]],
  ['in its place, with a new row', [ICONS, CANCEL], [['Show the icons', ICONS[1]], CANCEL, PROGRESS]],
  ['in another place', [ICONS, CANCEL], [CANCEL, ['Show all icons of a server', ICONS[1]]]],
  ['and others have its body', [['Show teh icons', SHARED], CANCEL], [['Show the icons', SHARED], CANCEL]],
  ['and has no body', [['Show teh icons', ''], CANCEL], [['Show the icons', ''], CANCEL]],
])(
  'a row without a key that was created is not created again if its title was corrected %s',
  async (_, before, after) => {
    const { outcome, titles, run, file, changeFile, ledger } = await runAgain(before, after)
    expect(outcome.exitCode).toBe(1)
    expect(titles()).toHaveLength(before.length)
    const key = ledger().flatMap((record) => (record.record === 'sending' ? [record.key] : []))[0] ?? ''
    expect(outcome.stderr.replaceAll(/\s+/g, ' ')).toContain(
      `it seems to be the row "${key}", which exists as https://github.com/${REPO}/issues/1 and is no longer in the plan. If only its title has changed, give it the key "${key}"`,
    )
    const plan = file('p.csv')
    const withKey = (text: string) =>
      plan
        .replace('title,', 'key,title,')
        .replaceAll(/^(?!key)(?=.)/gm, ',')
        .replace(/^(?=,Show (?:the|all) icons)/m, text)
    changeFile('p.csv', withKey(key))
    expect((await run(APPLY)).exitCode).toBe(0)
    expect(titles()).toHaveLength(after.length)
    changeFile('p.csv', withKey('another-post'))
    expect((await run(APPLY)).exitCode).toBe(0)
    expect(titles()).toHaveLength(after.length + 1)
  },
)

test.each<[string, readonly Row[], readonly Row[]]>([
  ['has another text', [ICONS, CANCEL], [['Show the icons', 'They are new.'], CANCEL]],
  ['has another number', [['Follow version 2', SHARED], CANCEL], [['Follow version 3', SHARED], CANCEL]],
  ['has other words', [['Show teh icons', SHARED], CANCEL], [PROGRESS, CANCEL]],
  ['is in another place', [CANCEL, ['Show the icons', SHARED]], [['Show the tasks', SHARED], CANCEL]],
])('a new row is created instead of one that is gone if it %s', async (_, before, after) => {
  const { outcome, titles } = await runAgain(before, after)
  expect(outcome.exitCode, outcome.stderr).toBe(0)
  expect(titles()).toHaveLength(before.length + 1)
})

test('a task that was created is not created again if its title was corrected in the list', async () => {
  const { run, changeFile, titles } = setUpBulk()
  const plan = async (title: string) => {
    const list = `- [ ] ${title}\n\n  Servers send them since the last version.\n- [ ] Cancel a request\n`
    const { stdout } = await runProgram(['issue', 'plan', 'list.md', '-R', REPO], { files: { 'list.md': list } })
    changeFile('p.yaml', stdout)
  }
  await plan('Show teh icons')
  expect((await run('p.yaml --apply --yes')).exitCode).toBe(0)
  await plan('Show the icons')
  const { exitCode, stderr } = await run('p.yaml --apply --yes')
  expect([exitCode, titles().length]).toEqual([1, 2])
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain('give it the key "show-teh-icons"')
})

test('the rows that are left are created after the only row with a post was removed from the plan', async () => {
  const rows = Array.from({ length: 3 }, (_, index): Row => [`Task number ${index}`, SHARED])
  const { run, changeFile, titles } = setUpBulk({ files: { 'p.csv': printRows(rows) } })
  expect((await run(`${APPLY} --stop-after 1`)).exitCode).toBe(5)
  changeFile('p.csv', printRows(rows.slice(1)))
  expect((await run(APPLY)).exitCode).toBe(0)
  expect(titles()).toEqual(['Task number 0', 'Task number 1', 'Task number 2'])
})
