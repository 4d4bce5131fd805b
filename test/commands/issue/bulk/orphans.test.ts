import { expect, test } from 'vitest'
import { LISTED_WITHIN_MS } from '../../../../src/github/look-up.ts'
import { linesOf, planWithRows, setUpBulk } from '../../../support/bulk.ts'
import { REPO } from '../../../support/github.ts'

const LEDGER = 'p.csv.ledger.jsonl'
const APPLY = 'p.csv --apply --yes --json'
const urlOf = (number: number) => `https://github.com/${REPO}/issues/${number}`

/** The state after a run was killed right after it sent "Task number 2", the last of `sentRowCount` rows. GitHub lists that post by now. */
async function killRun(plan = planWithRows(3), sentRowCount = 2) {
  const bulk = setUpBulk({ files: { 'p.csv': plan } })
  await bulk.run(`p.csv --apply --yes --stop-after ${sentRowCount}`)
  const lines = bulk.file(LEDGER).trimEnd().split('\n')
  const sending = lines.findIndex((line) => line.includes('"sending"') && line.includes('task-number-2'))
  bulk.changeFile(LEDGER, `${lines.slice(0, sending + 1).join('\n')}\n`)
  bulk.clock.advance(20 * 60_000)
  return bulk
}

const correctTitle = (plan: string) => plan.replace('Task number 2', 'Task number two')

test.each([
  ['its title is corrected', correctTitle],
  [
    'its title is corrected, and another row comes before it',
    (plan: string) =>
      correctTitle(plan).replace(
        '\nTask',
        '\nA new task,The client has to show the icons of servers.,example/protocol\nTask',
      ),
  ],
])('a post that arrived is not created again if %s', async (_, edit) => {
  const { run, changeFile, file, titles, ledger } = await killRun()
  changeFile('p.csv', edit(file('p.csv')))
  expect((await run('p.csv')).stdout.replaceAll(/\s+/g, ' ')).toContain(
    'sent without a response, and no longer in the plan',
  )
  for (const _run of [1, 2]) {
    const { exitCode, stderr } = await run(APPLY)
    expect(exitCode, stderr).toBe(5)
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
      `That post exists: ${urlOf(2)}. Add "reuse: ${urlOf(2)}" to this row`,
    )
    expect(titles().filter((title) => /two|2/.test(title))).toEqual(['Task number 2'])
    expect(titles()).toContain('Task number 3')
  }
  expect(
    ledger().filter((record) => record.record === 'done' && record.act === 'create' && record.orphan),
  ).toHaveLength(1)
})

test.each([
  ['before it', '\nTask number 1', 'Task number two'],
  ['before and after it', /\n(?=Task)/g, 'Task number two'],
  ['in its place', '\nTask number two', 'Task number two'],
])(
  'a post that arrived is not created again if its title is corrected, and rows with the same text are added %s',
  async (_, place, title) => {
    const { run, changeFile, file, titles } = await killRun()
    let added = 0
    const addRow = (found: string) =>
      `\nShow the ${['icons', 'menu', 'progress'][added++]},The client has to follow the next version of the specification.,${REPO}${found}`
    changeFile('p.csv', correctTitle(file('p.csv')).replace(place, addRow))
    const { exitCode, stderr } = await run(APPLY)
    expect(exitCode, stderr).toBe(5)
    expect(titles()).not.toContain(title)
    expect(titles()).toContain('Task number 3')
  },
)

test('a post that arrived is not created again if its title is corrected in a spreadsheet, which sets other line endings', async () => {
  const rows = [1, 2, 3].map((number) => `Task number ${number},"Line ${number} of it.\nThe second line.",${REPO}`)
  const { run, changeFile, file, titles } = await killRun(['title,body,repo', ...rows, ''].join('\n'))
  const added = `A new task,The client has to show the icons of servers.,${REPO}\n`
  changeFile('p.csv', correctTitle(file('p.csv')).replaceAll('it.\n', 'it.\r\n').replace('Task', `${added}Task`))
  const { exitCode, stderr } = await run(APPLY)
  expect(exitCode, stderr).toBe(5)
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`That post exists: ${urlOf(2)}. Add "reuse: ${urlOf(2)}"`)
  expect(titles()).not.toContain('Task number two')
})

test('the corrected row reuses the post if the person says so', async () => {
  const { run, changeFile, file, titles } = await killRun()
  const lines = correctTitle(file('p.csv')).trimEnd().split('\n')
  changeFile(
    'p.csv',
    lines.map((line, index) => `${line},${index === 0 ? 'reuse' : index === 2 ? urlOf(2) : ''}`).join('\n'),
  )
  expect((await run(APPLY)).exitCode).toBe(0)
  expect(titles()).toEqual(['Task number 1', 'Task number 2', 'Task number 3'])
})

test('if the corrected row reuses the post, rows with the same text that are added later are created', async () => {
  const { run, changeFile, file, titles } = await killRun()
  const lines = correctTitle(file('p.csv')).trimEnd().split('\n')
  const plan = lines.map((line, index) => `${line},${index === 0 ? 'reuse' : index === 2 ? urlOf(2) : ''}\n`).join('')
  changeFile('p.csv', plan)
  expect((await run(APPLY)).exitCode).toBe(0)
  changeFile('p.csv', `${plan}${lines[1]?.replace('number 1', 'number 4')},\n`)
  const { exitCode, stderr } = await run(APPLY)
  expect(exitCode, stderr).toBe(0)
  expect(titles()).toContain('Task number 4')
})

test('the corrected row becomes another post if the person gives it a key', async () => {
  const { run, changeFile, file, titles } = await killRun()
  const lines = correctTitle(file('p.csv')).trimEnd().split('\n')
  changeFile(
    'p.csv',
    lines.map((line, index) => `${line},${index === 0 ? 'key' : index === 2 ? 'second' : ''}`).join('\n'),
  )
  expect((await run(APPLY)).exitCode).toBe(0)
  expect(titles()).toContain('Task number two')
})

test.each([
  ['corrected', correctTitle, `so look in ${REPO}: if it is there, add its address to this row ("reuse: https://…")`],
  ['removed', (plan: string) => plan.replace(/Task number 2.*\n/, ''), 'whether it arrived: look there yourself'],
])(
  'if somebody may have rewritten the post of a row that was %s, the person has to look for it',
  async (_, edit, advice) => {
    const { file, clock } = await killRun()
    const createdAt = new Date(clock.now().getTime() - 20 * 60_000).toISOString()
    const rewritten = { title: 'Task number 2', body: 'In short: follow it.', author: 'newcomer', createdAt }
    const other = setUpBulk({
      files: { 'p.csv': edit(file('p.csv')), [LEDGER]: file(LEDGER) },
      repositories: { [REPO]: { issues: [rewritten] } },
    })
    other.clock.advance(21 * 60_000)
    const { exitCode, stderr } = await other.run(APPLY)
    expect([exitCode, other.titles()]).toEqual([5, ['Task number 2', 'Task number 3']])
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(advice)
  },
)

test('the post of a row that was removed is looked up, reported, and closed by --undo', async () => {
  const { run, changeFile, file, titles, posts } = await killRun()
  changeFile('p.csv', file('p.csv').replace(/Task number 2.*\n/, ''))
  const { exitCode, stderr, stdout } = await run(APPLY)
  expect(exitCode).toBe(0)
  expect(stderr.replaceAll(/\s+/g, ' ')).toMatch(
    /The row "task-number-2-\w+" is no longer in the plan.* and its post exists: /,
  )
  expect(linesOf({ stdout }).at(-1)).toMatchObject({ created: 1, skipped: 1 })
  expect(titles()).toEqual(['Task number 1', 'Task number 2', 'Task number 3'])
  expect((await run(`--status ${LEDGER}`)).exitCode).toBe(0)
  expect((await run(`--undo ${LEDGER} --yes`)).exitCode).toBe(0)
  expect(posts().every(({ closed }) => closed)).toBe(true)
})

test('a row that failed, was sent under another title, and has its first title again is not created twice', async () => {
  const { run, fake, clock, changeFile, file, titles } = setUpBulk()
  const plan = file('p.csv')
  fake.faults([{ operation: 'CreateIssue', mode: 'forbidden', after: 1 }])
  expect((await run(APPLY)).exitCode).toBe(5)
  changeFile('p.csv', correctTitle(plan))
  expect((await run(APPLY)).exitCode).toBe(0)
  // The last record is that the corrected row was created.
  changeFile(LEDGER, `${file(LEDGER).trimEnd().split('\n').slice(0, -1).join('\n')}\n`)
  clock.advance(20 * 60_000)
  changeFile('p.csv', plan)
  const { exitCode, stderr } = await run(APPLY)
  expect(exitCode).toBe(5)
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
    `That post exists: ${urlOf(3)}. Add "reuse: ${urlOf(3)}" to this row`,
  )
  expect(titles()).toEqual(['Task number 1', 'Task number 3', 'Task number two'])
})

test('a row that was sent and is corrected at the last question is not created again', async () => {
  const { run, file, titles } = await killRun()
  const person = [
    {
      ask: 'Type 2 to create all of them',
      type: '2',
      meanwhile: (disk: Map<string, string>) => disk.set('p.csv', correctTitle(file('p.csv'))),
    },
  ]
  const { exitCode, stderr } = await run('p.csv --apply', { person })
  expect(exitCode).toBe(5)
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain('p.csv was changed after it was checked: run the command again')
  expect(titles()).not.toContain('Task number two')
})

test('a corrected row is created if the post of the original row never arrived', async () => {
  const { file } = await killRun()
  // The same ledger, with a GitHub that never had the second post.
  const other = setUpBulk({ files: { 'p.csv': correctTitle(file('p.csv')), [LEDGER]: file(LEDGER) } })
  other.clock.advance(21 * 60_000)
  expect((await other.run(APPLY)).exitCode).toBe(0)
  expect(other.titles()).toEqual(['Task number two', 'Task number 3'])
  expect(other.ledger().filter(({ record }) => record === 'missing')).toHaveLength(1)
})

test('a corrected row is recognized even if it is the only one of the plan', async () => {
  const { run, changeFile, file, titles } = await killRun(planWithRows(2).replace(/Task number 1.*\n/, ''), 1)
  expect(titles()).toEqual(['Task number 2'])
  changeFile('p.csv', correctTitle(file('p.csv')))
  expect((await run(APPLY)).exitCode).toBe(5)
  expect(titles()).toEqual(['Task number 2'])
})

test('a row that may be on GitHub is not sent again until it is certainly missing', async () => {
  const { fake, run, ledger, posts, clock } = setUpBulk({ files: { 'p.csv': planWithRows(1) } })
  fake.faults([{ operation: 'CreateIssue', mode: 'drop-before' }])
  const sendingCount = () => ledger().filter(({ record }) => record === 'sending').length
  for (let runs = 0; runs < 2; runs++) {
    const { exitCode, stderr, stdout } = await run('p.csv --apply --yes --json')
    expect(exitCode).toBe(5)
    expect(stdout).toContain('"state":"unconfirmed"')
    expect(stderr).toContain('1 unconfirmed')
    expect(sendingCount()).toBe(1)
  }
  clock.advance(LISTED_WITHIN_MS)
  expect((await run('p.csv --apply --yes')).exitCode).toBe(0)
  expect(ledger().map(({ record }) => record)).toContain('missing')
  expect(posts()).toHaveLength(1)
})
