import { expect, test } from 'vitest'
import { linesOf, planWithRows, setUpBulk } from '../../../support/bulk.ts'
import { REPO } from '../../../support/github.ts'

/** Forbids `times` issues after the first `after` ones. */
const forbidIssues = (after: number, times: number) => ({
  operation: 'CreateIssue',
  mode: 'forbidden' as const,
  after,
  times,
})

test('one row that fails does not stop the others, and the next run tries it again', async () => {
  const { fake, run, titles } = setUpBulk({ files: { 'p.csv': planWithRows(4) } })
  fake.faults([forbidIssues(1, 1)])
  const { exitCode, stdout, stderr } = await run('p.csv --apply --yes')
  expect(exitCode).toBe(5)
  expect(stdout.split('\n').map((line) => line.split('\t')[0])).toEqual(['created', 'failed', 'created', 'created', ''])
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
    '3 created, 1 failed Ledger p.csv.ledger.jsonl Resume mcp-comms issue bulk p.csv --apply',
  )
  expect(stderr).toMatch(/row 2: .*token/)
  const next = await run('p.csv --apply --yes --json')
  expect(next.exitCode).toBe(0)
  expect(linesOf(next).at(-1)).toMatchObject({ created: 1, skipped: 3, failed: 0, pending: 0 })
  expect(titles().sort()).toEqual(['Task number 1', 'Task number 2', 'Task number 3', 'Task number 4'])
})

test('an issue with the title of a row that GitHub refused is reported, because it is not the post of the row', async () => {
  const title = 'Keep the résumé of a café'
  const { fake, run } = setUpBulk({
    files: { 'p.csv': planWithRows(1).replace('Task number 1', title.normalize('NFD')) },
    repositories: { [REPO]: { permission: 'WRITE', issues: [{ title }] } },
  })
  fake.faults([forbidIssues(0, 1)])
  expect((await run('p.csv --apply --yes')).exitCode).toBe(5)
  expect(linesOf(await run('p.csv --json')).at(-1)).toMatchObject({ warnings: [{ check: 'duplicate', row: 1 }] })
})

test('--fail-fast leaves the other rows to the next run', async () => {
  const { fake, run, titles } = setUpBulk({ files: { 'p.csv': planWithRows(4) } })
  fake.faults([forbidIssues(1, 1)])
  const stopped = await run('p.csv --apply --yes --json --fail-fast')
  expect(stopped.exitCode).toBe(5)
  expect(linesOf(stopped)).toMatchObject([
    { state: 'created' },
    { state: 'failed', class: 'permission' },
    { state: 'pending' },
    { state: 'pending' },
    { created: 1, failed: 1, pending: 2 },
  ])
  expect((await run('p.csv --apply --yes')).exitCode).toBe(0)
  expect(titles()).toHaveLength(4)
})

test('three consecutive failures of the same kind stop the run, because the other rows would fail as well', async () => {
  const { fake, run, titles, mutations } = setUpBulk({ files: { 'p.csv': planWithRows(6) } })
  fake.faults([forbidIssues(0, 3)])
  const stopped = await run('p.csv --apply --yes --json')
  expect(stopped.exitCode).toBe(5)
  expect(linesOf(stopped).at(-1)).toMatchObject({ created: 0, failed: 3, pending: 3 })
  expect(stopped.stderr).toContain('Stopped')
  expect(mutations()).toHaveLength(3)
  expect((await run('p.csv --apply --yes')).exitCode).toBe(0)
  expect(titles()).toHaveLength(6)
})

test('a row whose label is unconfirmed is reported with the reason, although nothing of the row was sent', async () => {
  const plan = JSON.stringify([
    { title: 'Show the icons', body: 'The client has to show them.', repo: REPO, labels: 'new' },
  ])
  const { fake, run, titles } = setUpBulk({ files: { 'p.json': plan } })
  fake.faults([{ operation: 'CreateLabel', mode: 'drop-before', times: 3 }])
  const { exitCode, stdout, stderr } = await run('p.json --apply --yes --create-labels --json')
  expect([exitCode, titles()]).toEqual([5, []])
  expect(linesOf({ stdout })).toMatchObject([{ state: 'failed' }, { failed: 1, pending: 0 }])
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
    `row 1: unconfirmed: GitHub has not confirmed the label "new" in ${REPO}`,
  )
  expect((await run('p.json --apply --yes --create-labels')).exitCode).toBe(0)
})

test('failures with reused issues between them do not stop the run', async () => {
  const body = 'The client has to follow the next version of the specification.'
  const post = (title: string) => ({ title, body, repo: REPO })
  const rows = ['One', 'Two', 'Three', 'Four'].flatMap((name, index) => [
    post(`${name} more task`),
    { reuse: `#${index + 1}`, repo: REPO },
  ])
  const issues = [1, 2, 3, 4].map((number) => ({ title: `An issue ${number}` }))
  const { fake, run, titles } = setUpBulk({
    files: { 'p.json': JSON.stringify(rows) },
    repositories: { [REPO]: { permission: 'WRITE', issues } },
  })
  fake.faults([forbidIssues(0, 3)])
  expect((await run('p.json --apply --yes')).exitCode).toBe(5)
  expect(titles()).toContain('Four more task')
})

test('failures with a success between them do not stop the run', async () => {
  const { fake, run, titles } = setUpBulk({ files: { 'p.csv': planWithRows(6) } })
  fake.faults([forbidIssues(0, 2), forbidIssues(1, 2)])
  expect((await run('p.csv --apply --yes')).exitCode).toBe(5)
  expect(titles()).toHaveLength(2)
})

test('two responses that reject the token do not stop the run', async () => {
  const files = { 'p.csv': planWithRows(5) }
  const { fake, run, titles } = setUpBulk({ files })
  fake.faults([{ operation: 'CreateIssue', mode: 'bad-credentials', times: 2 }])
  const { exitCode } = await run('p.csv --apply --yes')
  expect(exitCode).toBe(5)
  expect(titles()).toHaveLength(3)
})

test('rows that could not be read again count as left', async () => {
  const { run, titles } = setUpBulk()
  const meanwhile = (disk: Map<string, string>) => disk.set('p.csv', planWithRows(3).replace('Task number 2', ''))
  const { exitCode, stderr } = await run('p.csv --apply --ai-disclosure none', {
    person: [{ ask: 'Type 3 to create all of them', type: '3', meanwhile }],
  })
  expect([exitCode, titles().length]).toEqual([5, 1])
  expect(stderr).toContain('1 created, 2 left')
})

test('a child waits for its parent if the parent failed', async () => {
  const plan = `rows:
  - { title: Follow the next version, key: a, repo: example/protocol, body: "The client has to follow the next version." }
  - { title: Show the icons of servers, parent: a, repo: example/protocol, body: "The client has to show the icons." }
`
  const { fake, run, posts } = setUpBulk({ files: { 'p.yaml': plan } })
  fake.faults([forbidIssues(0, 1)])
  const { exitCode, stderr } = await run('p.yaml --apply --yes', { columns: 200 })
  expect(exitCode).toBe(5)
  expect(stderr).toContain('row 2: its parent, the row "a", does not exist yet')
  expect(posts()).toEqual([])
  expect((await run('p.yaml --apply --yes')).exitCode).toBe(0)
  expect(posts()).toMatchObject([{ parent: null }, { parent: 'example/protocol#1' }])
})
