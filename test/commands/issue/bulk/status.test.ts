import { expect, test } from 'vitest'
import { linesOf, planWithRows, setUpBulk, withoutRunRepo } from '../../../support/bulk.ts'
import { REPO } from '../../../support/github.ts'

const LEDGER = 'p.csv.ledger.jsonl'

/** Applies a plan of four rows: the second fails, and the run stops before the fourth. */
async function applyPartly() {
  const bulk = setUpBulk({ files: { 'p.csv': planWithRows(4) } })
  bulk.fake.faults([{ operation: 'CreateIssue', mode: 'forbidden', after: 1 }])
  await bulk.run('p.csv --apply --yes --stop-after 2')
  return bulk
}

test('shows the state of each row with its title, without a request', async () => {
  const { run, fake } = await applyPartly()
  const requestCountBefore = fake.requests().length
  const { exitCode, stdout } = await run(`--status ${LEDGER}`)
  expect(exitCode).toBe(5)
  expect(stdout).toContain(`  created  Task number 1\n           https://github.com/${REPO}/issues/1\n`)
  expect(stdout).toMatch(/ {2}failed {3}Task number 2\n {11}\S/)
  expect(stdout).toContain('  left     Task number 4\n\n2 created, 1 failed, 1 left')
  expect(fake.requests()).toHaveLength(requestCountBefore)
})

test('if another plan has replaced the file, shows only what is in the ledger', async () => {
  const { run, fake, changeFile } = await applyPartly()
  changeFile('p.csv', 'title,body,repo\nAnother plan,x,example/other\n')
  const requestCountBefore = fake.requests().length
  const { exitCode, stdout } = await run(`--status ${LEDGER}`)
  expect(exitCode).toBe(5)
  expect(stdout).toContain(`Ledger  ${LEDGER}\n  plan p.csv · 1 run, the last on 2026-11-22`)
  expect(stdout).toContain(`  created  https://github.com/${REPO}/issues/1\n`)
  expect(stdout).toMatch(/ {2}failed {3}task-number-2-\w+\n {11}\S/)
  expect(stdout).toContain('2 created, 1 failed, 1 left')
  expect(fake.requests()).toHaveLength(requestCountBefore)
})

test('shows the command that resumes', async () => {
  const { run } = await applyPartly()
  const { stdout } = await run(`--status ${LEDGER}`)
  expect(stdout).toMatch(/1 left\nResume with: mcp-comms issue bulk p\.csv --apply\n$/)
})

test.each([
  ['--repo', `-R example/other`, {}],
  ['GH_REPO', '', { GH_REPO: 'example/other' }],
])(
  'the command that resumes has the repository of %s, even if only rows for another one were sent',
  async (_, flags, env) => {
    const { run, titles } = setUpBulk({
      files: { 'p.csv': planWithRows(2).replace(/,example\/protocol\n$/, ',\n') },
      repositories: { [REPO]: {}, 'example/other': {} },
    })
    await run(`p.csv --apply --yes --stop-after 1 ${flags}`, { env })
    const { stdout } = await run(`--status ${LEDGER}`)
    expect(stdout).toContain('  left     Task number 2\n')
    expect(stdout).toContain('Resume with: mcp-comms issue bulk p.csv --apply --repo example/other\n')
    expect((await run('p.csv --apply --yes --repo example/other')).exitCode).toBe(0)
    expect(titles('example/other')).toEqual(['Task number 2'])
  },
)

test('the ledger of an older version does not have the repository of --repo, so it is that of the rows that were sent', async () => {
  const { run, file, changeFile } = setUpBulk({
    files: { 'p.csv': planWithRows(2).replaceAll(`,${REPO}\n`, ',\n') },
    repositories: { [REPO]: {} },
  })
  await run(`p.csv --apply --yes --stop-after 1 -R ${REPO}`)
  changeFile(LEDGER, withoutRunRepo(file(LEDGER)))
  const { stdout } = await run(`--status ${LEDGER}`)
  expect(stdout).toContain('Task number 1')
  expect(stdout).toContain('  left     Task number 2\n')
  expect(stdout).toContain(`Resume with: mcp-comms issue bulk p.csv --apply --repo ${REPO}\n`)
})

test('--json prints one line per row, and a summary', async () => {
  const { run } = await applyPartly()
  const lines = linesOf(await run(`--status ${LEDGER} --json`))
  expect(lines).toMatchObject([
    { state: 'created', title: 'Task number 1', url: `https://github.com/${REPO}/issues/1`, why: null },
    { state: 'failed', title: 'Task number 2', url: null, why: expect.stringContaining('token') },
    { state: 'created', title: 'Task number 3' },
    { state: 'pending', title: 'Task number 4', url: null, why: null },
    { created: 2, reused: 0, failed: 1, pending: 1, unknown: 0, ledger: LEDGER, plan: 'p.csv', runs: 1 },
  ])
})

test('exits 0 once every row exists', async () => {
  const { run } = await applyPartly()
  await run('p.csv --apply --yes')
  const { exitCode, stdout } = await run(`--status ${LEDGER}`)
  expect(exitCode).toBe(0)
  expect(stdout).toContain('4 created\n')
  expect(stdout).toContain('2 runs')
})

test('leaves out a row that failed and then got another title, because it is another row now', async () => {
  const { run, changeFile, file } = await applyPartly()
  changeFile('p.csv', file('p.csv').replace('Task number 2', 'Task of the second part'))
  expect((await run('p.csv --apply --yes')).exitCode).toBe(0)
  const { exitCode, stdout } = await run(`--status ${LEDGER}`)
  expect(stdout).toContain('\n\n4 created\n')
  expect(stdout).not.toContain('failed')
  expect(exitCode).toBe(0)
})

test('a row whose request got no response is unknown', async () => {
  const { run, changeFile, file } = setUpBulk()
  await run('p.csv --apply --yes --stop-after 1')
  changeFile(LEDGER, file(LEDGER).split('\n').slice(0, 2).join('\n'))
  const { exitCode, stdout } = await run(`--status ${LEDGER}`)
  expect(exitCode).toBe(5)
  expect(stdout).toContain('1 unknown')
})

test('a ledger that does not exist is an error', async () => {
  const { run } = setUpBulk()
  const { exitCode, stderr } = await run('--status none.jsonl')
  expect(exitCode).toBe(1)
  expect(stderr).toContain('none.jsonl: ledger not found; the first --apply creates it')
})

test('recognizes rows that name no repository', async () => {
  const { run } = setUpBulk({ files: { 'p.csv': planWithRows(3).replaceAll(`,${REPO}`, ',') } })
  await run(`p.csv -R ${REPO} --apply --yes --stop-after 1`)
  const { stdout } = await run(`--status ${LEDGER}`)
  expect(stdout).toContain('  left     Task number 2\n  left     Task number 3\n\n1 created, 2 left')
})

test('accepts the short name of a repository', async () => {
  const repo = 'modelcontextprotocol/inspector'
  const { run } = setUpBulk({
    files: { 'p.csv': planWithRows(3).replaceAll(`,${REPO}`, ',') },
    repositories: { [repo]: {} },
  })
  await run('p.csv -R inspector --apply --yes --stop-after 1')
  const { stdout } = await run(`--status ${LEDGER} -R inspector`)
  expect(stdout).toContain('  left     Task number 2\n  left     Task number 3\n\n1 created, 2 left')
  expect(stdout).toContain(`Resume with: mcp-comms issue bulk p.csv --apply --repo ${repo}`)
})

test('the plan of a ledger with another name is found only in the folder of the ledger', async () => {
  const { run } = setUpBulk({ files: { 'plans/p.csv': planWithRows(2) } })
  await run('plans/p.csv --apply --yes --stop-after 1 --ledger plans/l.jsonl')
  expect((await run('--status plans/l.jsonl')).stdout).toContain('  left     Task number 2\n')
  const otherFolder = setUpBulk({ files: { 'plans/p.csv': planWithRows(2) } })
  await otherFolder.run('plans/p.csv --apply --yes --stop-after 1 --ledger l.jsonl')
  expect((await otherFolder.run('--status l.jsonl')).stdout).not.toContain('Task number 2')
})

test('a title with a secret is not shown, nor the key that comes from it', async () => {
  const secret = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`
  const { run, changeFile, file } = setUpBulk()
  await run('p.csv --apply --yes --stop-after 1')
  changeFile('p.csv', file('p.csv').replace('Task number 3', `Task ${secret}`))
  const { stdout } = await run(`--status ${LEDGER}`)
  expect(stdout).toContain('  left     row-3\n\n1 created, 2 left')
  expect(stdout.toLowerCase()).not.toContain(secret.toLowerCase().slice(0, 12))
  expect((await run(`--status ${LEDGER} --json`)).stdout).not.toContain(secret)
})

test('if a row cannot be read, the number of rows that are left comes from the ledger', async () => {
  const { run, changeFile, file } = setUpBulk()
  await run('p.csv --apply --yes --stop-after 1')
  changeFile('p.csv', file('p.csv').replace(/,example\/protocol\n$/, ',no repository\n'))
  const { stdout } = await run(`--status ${LEDGER}`)
  expect(stdout).toContain('  created  Task number 1\n')
  expect(stdout).toContain('1 created, 2 left')
})

test('finds the plan of a ledger whose name has the usual ending, but not the name of the plan', async () => {
  const { run } = setUpBulk()
  await run('p.csv --apply --yes --stop-after 1 --ledger mine.ledger.jsonl')
  const { stdout } = await run('--status mine.ledger.jsonl')
  expect(stdout).toContain('  left     Task number 2\n')
  expect(stdout).toContain('Resume with: mcp-comms issue bulk p.csv --apply --ledger mine.ledger.jsonl\n')
})

test('finds the plan of a ledger whose name is nothing but the usual ending', async () => {
  const { run } = setUpBulk({ files: { 'p.csv': planWithRows(2) } })
  await run('p.csv --apply --yes --stop-after 1 --ledger .ledger.jsonl')
  const { exitCode, stdout, stderr } = await run('--status .ledger.jsonl')
  expect(exitCode, stderr).toBe(5)
  expect(stdout).toContain('  left     Task number 2\n')
})
