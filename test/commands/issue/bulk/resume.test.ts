import { expect, test } from 'vitest'
import { LISTED_WITHIN_MS, TAKES_EFFECT_WITHIN_MS } from '../../../../src/github/look-up.ts'
import { linesOf, planWithRows, setUpBulk } from '../../../support/bulk.ts'
import { REPO } from '../../../support/github.ts'

test('--stop-after limits how many rows a run creates, and the next runs create the others', async () => {
  const { run, titles } = setUpBulk({ files: { 'p.csv': planWithRows(5) } })
  const first = await run('p.csv --apply --yes --json --stop-after 2')
  expect(first.exitCode).toBe(5)
  expect(linesOf(first).at(-1)).toMatchObject({ created: 2, skipped: 0, pending: 3 })
  const second = await run('p.csv --apply --yes --json --stop-after 2')
  expect(linesOf(second).at(-1)).toMatchObject({ created: 2, skipped: 2, pending: 1 })
  const third = await run('p.csv --apply --yes --json --stop-after 2')
  expect(third.exitCode).toBe(0)
  expect(linesOf(third).at(-1)).toMatchObject({ created: 1, skipped: 4, pending: 0 })
  expect(titles()).toEqual(['Task number 1', 'Task number 2', 'Task number 3', 'Task number 4', 'Task number 5'])
})

/** A plan whose first requests get lost. The requests are so far apart that a later post shows that an earlier one is missing. */
function loseRequests(rowCount: number, times: number) {
  const bulk = setUpBulk({
    files: { 'p.csv': planWithRows(rowCount) },
    onRequest: (operation) => {
      if (operation === 'CreateIssue') bulk.clock.advance(TAKES_EFFECT_WITHIN_MS)
    },
  })
  bulk.fake.faults([{ operation: 'CreateIssue', mode: 'drop-before', times }])
  return bulk
}

test('with --stop-after, a row whose request was lost is left to the next run', async () => {
  const { run, titles } = loseRequests(3, 1)
  const first = await run('p.csv --apply --yes --json --stop-after 1')
  expect(first.exitCode).toBe(5)
  expect(titles()).toEqual(['Task number 2'])
  expect(linesOf(first).at(-1)).toMatchObject({ created: 1, unconfirmed: 0, pending: 2 })
  expect((await run('p.csv --apply --yes')).exitCode).toBe(0)
  expect(titles()).toEqual(['Task number 2', 'Task number 1', 'Task number 3'])
})

test('--stop-after also counts the rows that a run sends again at its end', async () => {
  const { run, titles } = loseRequests(3, 2)
  const first = await run('p.csv --apply --yes --json --stop-after 2')
  expect(first.exitCode).toBe(5)
  expect(titles()).toEqual(['Task number 3', 'Task number 1'])
  expect(linesOf(first).at(-1)).toMatchObject({ created: 2, unconfirmed: 0, pending: 1 })
  expect((await run('p.csv --apply --yes')).exitCode).toBe(0)
  expect(titles()).toHaveLength(3)
})

test('if failures stop a run, a row whose request was lost is left to the next run', async () => {
  const { fake, clock, run, titles } = loseRequests(6, 1)
  fake.faults([{ operation: 'CreateIssue', mode: 'drop-before', after: 1, times: 3 }])
  const first = await run('p.csv --apply --yes --json')
  expect(titles()).toEqual(['Task number 2'])
  expect(linesOf(first).at(-1)).toMatchObject({ created: 1, unconfirmed: 3, pending: 2 })
  clock.advance(LISTED_WITHIN_MS)
  expect((await run('p.csv --apply --yes')).exitCode).toBe(0)
  expect(titles()).toHaveLength(6)
})

test('a run that --stop-after ends still confirms a row whose response was lost', async () => {
  const { fake, run, titles } = setUpBulk({ files: { 'p.csv': planWithRows(3) } })
  fake.conditions({ lag: { listings: 60 } })
  fake.faults([{ operation: 'CreateIssue', mode: 'drop-after' }])
  const first = await run('p.csv --apply --yes --json --stop-after 1')
  expect(linesOf(first).at(-1)).toMatchObject({ created: 2, unconfirmed: 0, pending: 1 })
  expect(titles()).toEqual(['Task number 1', 'Task number 2'])
})

test('the preview of a partly applied plan shows what is left', async () => {
  const { run } = setUpBulk({ files: { 'p.csv': planWithRows(5) } })
  await run('p.csv --apply --yes --stop-after 2')
  const { stdout } = await run('p.csv')
  expect(stdout).toContain('3 new · 2 already exist')
  expect(stdout).not.toContain('(new)')
  expect(linesOf(await run('p.csv --json')).at(-1)).toMatchObject({ new: 3, skipped: 2, pending: 3, preview: true })
})

test('resumes a plan from standard input with its ledger', async () => {
  const { run, titles } = setUpBulk({ files: { '-': planWithRows(3) } })
  expect((await run('- --apply --yes')).stderr).toContain('needs --ledger FILE')
  expect((await run('- --ledger l.jsonl --apply --yes')).stderr).toContain('add --format csv|jsonl|json|yaml')
  const flags = '- --ledger l.jsonl --format csv --apply --yes'
  const first = await run(`${flags} --stop-after 1`)
  expect(first.exitCode).toBe(5)
  expect(first.stderr.replaceAll(/\s+/g, ' ')).toContain(
    'Resume mcp-comms issue bulk - --apply --ledger l.jsonl --format csv',
  )
  expect((await run(flags)).exitCode).toBe(0)
  expect(titles()).toHaveLength(3)
})

test('the preview of a plan from standard input shows a command that is accepted', async () => {
  const { run, titles } = setUpBulk({ files: { '-': planWithRows(3) } })
  const { stdout } = await run('- --format csv')
  const [, flags = ''] = /Create them: mcp-comms issue bulk (.+)\n/.exec(stdout) ?? []
  expect(flags).toBe('- --apply --ledger plan.ledger.jsonl --format csv')
  expect((await run(`${flags} --yes`)).exitCode).toBe(0)
  expect(titles()).toHaveLength(3)
  expect((await run('- --format csv')).stdout).toContain('3 already exist')
})

test('--repo applies to rows that do not name a repository', async () => {
  const text = `title,body,repo\nFollow the next version,The client has to follow the next version.,\nShow the icons,The client has to show the icons.,example/other\n`
  const repositories = { [REPO]: {}, 'example/other': {} }
  const { run, titles } = setUpBulk({ files: { 'p.csv': text }, repositories })
  expect((await run(`p.csv --apply --yes -R ${REPO}`)).exitCode).toBe(0)
  expect(titles(REPO)).toEqual(['Follow the next version'])
  expect(titles('example/other')).toEqual(['Show the icons'])
})

test('a preview works without a token, and offline', async () => {
  const { run, fake } = setUpBulk({ signedIn: false })
  for (const line of ['p.csv', 'p.csv --offline']) {
    const { exitCode, stdout } = await run(line)
    expect(exitCode).toBe(0)
    expect(stdout).toContain('3 new')
    expect(stdout).toContain('GitHub was not asked')
  }
  expect(fake.requests()).toEqual([])
})

test('a dry run prints each request, and sends none', async () => {
  const { run, fake, file } = setUpBulk({ signedIn: false })
  const { exitCode, stdout } = await run('p.csv --apply --dry-run')
  expect(exitCode).toBe(0)
  expect(linesOf({ stdout })).toMatchObject([
    { row: 1, operation: 'CreateIssue', variables: { input: { title: 'Task number 1' } } },
    { row: 2, operation: 'CreateIssue' },
    { row: 3, operation: 'CreateIssue' },
  ])
  expect(fake.requests()).toEqual([])
  expect(file('p.csv.ledger.jsonl')).toBe('')
})

test('a dry run of --apply asks GitHub nothing, so it may be --offline', async () => {
  const { run, fake } = setUpBulk()
  const { exitCode, stdout } = await run('p.csv --apply --offline --dry-run')
  expect([exitCode, linesOf({ stdout }).length, fake.requests()]).toEqual([0, 3, []])
})

test('a dry run prints only requests that are still to be sent', async () => {
  const { run } = setUpBulk()
  await run('p.csv --apply --yes --stop-after 2')
  const third = await run('p.csv --dry-run')
  expect(linesOf(third)).toMatchObject([{ row: 3 }])
  expect(third.stderr).toContain('These are the requests of the plan:')
  await run('p.csv --apply --yes')
  const none = await run('p.csv --dry-run')
  expect([none.exitCode, none.stdout, none.stderr]).toEqual([0, '', 'Nothing is sent: no row creates a post.\n'])
})

test('a dry run promises no request if each row has a problem', async () => {
  const { run } = setUpBulk({ files: { 'p.csv': 'title,colour\nA task,red\n' } })
  const { exitCode, stdout, stderr } = await run('p.csv --dry-run')
  expect([exitCode, stdout]).toEqual([1, ''])
  expect(stderr).not.toContain('These are the requests')
})

test('a dry run of a plan with problems reports them', async () => {
  const { run } = setUpBulk({ files: { 'p.csv': `title,repo\n,${REPO}\n` } })
  const { exitCode, stderr } = await run('p.csv --dry-run')
  expect(exitCode).toBe(1)
  expect(stderr).toContain('it has no title')
})

test('a run that --stop-after ends records the post of an earlier run that it has found', async () => {
  const { run, file, changeFile, clock, titles } = setUpBulk()
  await run('p.csv --apply --yes --stop-after 1')
  changeFile('p.csv.ledger.jsonl', file('p.csv.ledger.jsonl').replace(/[^\n]*\n$/, ''))
  clock.advance(20 * 60_000)
  const [head = '', ...rows] = planWithRows(3).trimEnd().split('\n')
  changeFile('p.csv', `${[head, ...rows.toReversed()].join('\n')}\n`)
  const second = await run('p.csv --apply --yes --json --stop-after 1')
  expect(linesOf(second)).toMatchObject([
    { state: 'created', title: 'Task number 3' },
    { state: 'pending', title: 'Task number 2' },
    { state: 'created', title: 'Task number 1' },
    { created: 2, pending: 1 },
  ])
  expect(titles()).toEqual(['Task number 1', 'Task number 3'])
})
