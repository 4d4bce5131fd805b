import { expect, test } from 'vitest'
import { linesOf, planWithRows, setUpBulk } from '../../../support/bulk.ts'
import { REPO } from '../../../support/github.ts'

const LEDGER = 'p.csv.ledger.jsonl'
const APPLY_TWO_ROWS = 'p.csv --apply --yes --stop-after 2'
const TITLES = ['Task number 1', 'Task number 2', 'Task number 3', 'Task number 4']
const setUpFourRows = () => setUpBulk({ files: { 'p.csv': planWithRows(4) } })

const DAMAGED_ENDS: readonly (readonly [what: string, cut: (text: string) => string])[] = [
  ['an unfinished line at its end', (text) => `${text}{"record":"sending","at":"2026-`],
  ['a last line without its newline', (text) => text.slice(0, -1)],
  ['the last record half written', (text) => text.slice(0, -40)],
  ['a character cut in two', (text) => `${text}{"record":"failed","reason":"caf\uFFFD`],
]
test.each(DAMAGED_ENDS)('a ledger with %s is repaired, and the run continues', async (_, cut) => {
  const { run, changeFile, file, ledger, titles } = setUpFourRows()
  await run(APPLY_TWO_ROWS)
  const text = file(LEDGER)
  changeFile(LEDGER, cut(text))
  const { exitCode } = await run('p.csv --apply --yes')
  expect(exitCode).toBe(0)
  expect(titles().sort()).toEqual(TITLES)
  expect(ledger().filter(({ record }) => record === 'done')).toHaveLength(4)
})

test('a ledger that is damaged in the middle is not changed', async () => {
  const { run, changeFile, file, titles } = setUpFourRows()
  await run(APPLY_TWO_ROWS)
  const broken = file(LEDGER).replace('"record":"done"', '"record":"dune"')
  changeFile(LEDGER, broken)
  const { exitCode, stderr } = await run('p.csv --apply --yes')
  expect(exitCode).toBe(1)
  expect(stderr).toContain(`${LEDGER}:3: this is not a ledger record`)
  expect(file(LEDGER)).toBe(broken)
  expect(titles()).toHaveLength(2)
})

test.each([['{"level":"info"}\n'], ['{"level":"info"}'], ['What I want to ask on Monday']])(
  'a file that is not a ledger is not written to: %j',
  async (text) => {
    const { run, changeFile, file } = setUpFourRows()
    changeFile(LEDGER, text)
    expect((await run('p.csv --apply --yes')).exitCode).toBe(1)
    expect(file(LEDGER)).toBe(text)
  },
)

test('the ledger of another plan is refused', async () => {
  const { run, changeFile, titles } = setUpFourRows()
  await run(APPLY_TWO_ROWS)
  changeFile('p.csv', planWithRows(4).replaceAll('Task', 'Other task').replaceAll('The client', 'The server'))
  for (const line of ['p.csv', 'p.csv --apply --yes']) {
    const { exitCode, stderr } = await run(line)
    expect(exitCode).toBe(1)
    expect(stderr).toContain(
      `${LEDGER} belongs to another plan: every row that it names is changed or missing in p.csv`,
    )
  }
  expect(titles()).toHaveLength(2)
})

test('a plan of which no row can be read any more is not taken for another plan', async () => {
  const { run, changeFile, titles } = setUpFourRows()
  await run(APPLY_TWO_ROWS)
  changeFile('p.csv', planWithRows(4).replace('title,', 'tilte,'))
  for (const line of ['p.csv', 'p.csv --apply --yes']) {
    const { exitCode, stderr } = await run(line)
    expect(exitCode).toBe(1)
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain('there is no column "tilte"; did you mean "title"?')
    expect(stderr).not.toContain('another plan')
  }
  expect(titles()).toHaveLength(2)
})

test.each([
  ['its title', (plan: string) => plan.replace('Task number 1', 'Task number one')],
  ['its repository', (plan: string) => plan.replaceAll(REPO, 'example/other')],
])('a plan of which only a failed row was sent can be applied after a correction of %s', async (_, correct) => {
  const { run, fake, changeFile, file, titles } = setUpBulk({
    files: { 'p.csv': planWithRows(1) },
    repositories: { [REPO]: {}, 'example/other': {} },
  })
  fake.faults([{ operation: 'CreateIssue', mode: 'forbidden' }])
  expect((await run('p.csv --apply --yes')).exitCode).toBe(5)
  changeFile('p.csv', correct(file('p.csv')))
  const { exitCode, stderr } = await run('p.csv --apply --yes')
  expect(exitCode, stderr).toBe(0)
  expect([...titles(), ...titles('example/other')]).toHaveLength(1)
})

test.each([
  ['line endings', REPO, '\r\n'],
  ['spelling of the repository', 'example/PROTOCOL', '\n'],
])('a plan is recognized with another %s', async (_, firstRepo, lineEnding) => {
  const planWith = (eol: string) => {
    const rows = [1, 2, 3].map((number) => `Task number ${number},"The first line.${eol}The second line."`)
    return ['title,body', ...rows, ''].join('\n')
  }
  const { run, changeFile, titles } = setUpBulk({ files: { 'p.csv': planWith('\n') } })
  await run(`${APPLY_TWO_ROWS} --repo ${firstRepo}`)
  changeFile('p.csv', planWith(lineEnding))
  const preview = await run(`p.csv --json --repo ${REPO}`)
  expect(preview.exitCode, preview.stderr).toBe(0)
  expect(linesOf(preview).at(-1)).toMatchObject({ new: 1, skipped: 2, changed: [] })
  expect((await run(`p.csv --apply --yes --repo ${REPO}`)).exitCode).toBe(0)
  expect(titles()).toHaveLength(3)
})

test('the post of a row that changed later stays as it is on GitHub, and this is reported', async () => {
  const plan = (first: string) =>
    `key,title,body,repo\na,Follow the next version,${first},${REPO}\nb,Show the icons,The client has to show the icons.,${REPO}\n`
  const { run, changeFile, posts, mutations } = setUpBulk({ files: { 'p.csv': plan('The client has to follow it.') } })
  await run('p.csv --apply --yes')
  changeFile('p.csv', plan('The server has to follow it.'))
  const { exitCode, stdout } = await run('p.csv')
  expect(exitCode).toBe(0)
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain('a: changed after creation; what is on GitHub stays as it is')
  expect((await run('p.csv --apply --yes')).exitCode).toBe(0)
  expect(mutations()).toHaveLength(2)
  expect(posts()[0]?.body).toContain('The client')
})

test('a row that was removed from the plan is reported, and its post stays on GitHub', async () => {
  const { run, changeFile, titles } = setUpFourRows()
  await run(APPLY_TWO_ROWS)
  changeFile('p.csv', planWithRows(4).replace(/Task number 1,.*\n/, ''))
  expect((await run('p.csv')).stdout.replaceAll(/\s+/g, ' ')).toContain('created earlier, and no longer in the plan')
  expect((await run('p.csv --apply --yes')).exitCode).toBe(0)
  expect(titles().sort()).toEqual(TITLES)
})

test('a row that was added to the plan is created', async () => {
  const { run, changeFile, titles } = setUpFourRows()
  await run('p.csv --apply --yes')
  changeFile('p.csv', planWithRows(5))
  const second = await run('p.csv --apply --yes --json')
  expect(linesOf(second).at(-1)).toMatchObject({ created: 1, skipped: 4 })
  expect(titles()).toHaveLength(5)
})

test('while another run holds the lock on the ledger, nothing is sent', async () => {
  const { run, mutations } = setUpFourRows()
  const { exitCode, stderr } = await run('p.csv --apply --yes', { locked: [LEDGER] })
  expect(exitCode).toBe(1)
  expect(stderr).toContain('another run is using it')
  expect(mutations()).toEqual([])
})

test('a plan and its ledger can be moved and renamed between two runs', async () => {
  const { run, changeFile, file, titles } = setUpFourRows()
  await run(APPLY_TWO_ROWS)
  changeFile('moved/plan.csv', file('p.csv'))
  changeFile('moved/ledger.jsonl', file(LEDGER))
  const { exitCode } = await run('moved/plan.csv --ledger moved/ledger.jsonl --apply --yes')
  expect(exitCode).toBe(0)
  expect(titles().sort()).toEqual(TITLES)
})

test('a post that a killed run did not record is found by its marker', async () => {
  const { run, changeFile, file, ledger, titles } = setUpFourRows()
  await run(APPLY_TWO_ROWS)
  const lines = file(LEDGER).trimEnd().split('\n')
  changeFile(LEDGER, `${lines.slice(0, -1).join('\n')}\n`)
  expect((await run('p.csv --apply --yes')).exitCode).toBe(0)
  expect(titles().sort()).toEqual(TITLES)
  expect(ledger().filter(({ record }) => record === 'done')).toHaveLength(4)
})
