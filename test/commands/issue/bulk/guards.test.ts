import { expect, test } from 'vitest'
import { CTRL_C } from '../../../support/app.ts'
import { linesOf, planWithRows, setUpBulk } from '../../../support/bulk.ts'
import { REPO } from '../../../support/github.ts'

const TYPE_3 = 'Type 3 to create all of them'

test('more than fifty rows are refused unless --max allows them', async () => {
  const { run, mutations, titles, file } = setUpBulk({ files: { 'p.csv': planWithRows(51) } })
  const refused = await run('p.csv --apply --yes')
  expect(refused.exitCode).toBe(2)
  expect(refused.stderr).toContain(
    'The plan would create 51 posts, and --max is 50. Nothing was sent. If you mean it, pass --max 51',
  )
  expect((await run('p.csv --apply --yes --json')).exitCode).toBe(2)
  expect(mutations()).toEqual([])
  expect(file('p.csv.ledger.jsonl')).toBe('')
  expect((await run('p.csv')).stdout).toContain('mcp-comms issue bulk p.csv --apply --max 51\n')
  expect((await run('p.csv --apply --yes --max 51')).exitCode).toBe(0)
  expect(titles()).toHaveLength(51)
})

test('rows that already exist do not count toward --max', async () => {
  const { run, changeFile, titles } = setUpBulk({ files: { 'p.csv': planWithRows(30) } })
  await run('p.csv --apply --yes')
  changeFile('p.csv', planWithRows(60))
  expect((await run('p.csv --apply --yes')).exitCode).toBe(0)
  expect(titles()).toHaveLength(60)
})

test.each(['--max 0', '--max many', '--max 1.5', '--stop-after 0', '--pace 0', '--pace fast'])(
  '%s is refused before anything is sent',
  async (flag) => {
    const { run, fake } = setUpBulk()
    const { exitCode, stderr } = await run(`p.csv --apply --yes ${flag}`)
    expect(exitCode).toBe(2)
    expect(stderr).toContain(flag.split(' ')[0])
    expect(fake.requests().filter(({ kind }) => kind === 'mutation')).toEqual([])
  },
)

test('a person confirms by typing the number of posts', async () => {
  const { run, titles } = setUpBulk()
  expect((await run('p.csv --apply', { person: [{ ask: TYPE_3, type: ' 3 ' }] })).exitCode).toBe(0)
  expect(titles()).toHaveLength(3)
})

test('the line right above the question says how many posts are created, and where', async () => {
  const files = { 'p.csv': `${planWithRows(2)}One more,It has a text of its own.,example/other\n` }
  const { run } = setUpBulk({ files, repositories: { [REPO]: {}, 'example/other': {} } })
  const { stderr } = await run('p.csv --apply', { person: [{ ask: TYPE_3, pick: CTRL_C }] })
  expect(stderr).toContain('+ Task number 1')
  expect(stderr).toMatch(/3 rows in 2 repositories .*\n\np\.csv creates 3 posts in 2 repositories\.\n/s)
  const inOneRepository = await setUpBulk().run('p.csv --apply', { person: [{ ask: TYPE_3, pick: CTRL_C }] })
  expect(inOneRepository.stderr).toContain(`\np.csv creates 3 posts in ${REPO}.\n`)
})

test('another number does not confirm, and nothing is sent', async () => {
  const { run, mutations } = setUpBulk()
  const { stderr } = await run('p.csv --apply', { person: [{ ask: TYPE_3, type: '2' }] })
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain('does not accept the answer: Type 3, or press Esc to cancel.')
  expect(mutations()).toEqual([])
})

test('Ctrl-C at the question sends nothing', async () => {
  const { run, mutations, file } = setUpBulk()
  const { exitCode, stderr } = await run('p.csv --apply', { person: [{ ask: TYPE_3, pick: CTRL_C }] })
  expect(exitCode).toBe(130)
  expect(stderr).toContain('Cancelled. Nothing was sent.')
  expect(mutations()).toEqual([])
  expect(file('p.csv.ledger.jsonl')).toBe('')
})

test.each(['', ' --json', ' --no-input'])(
  '--apply%s without --yes is refused when not running interactively',
  async (flag) => {
    const { run, mutations } = setUpBulk()
    const { exitCode, stderr } = await run(`p.csv --apply${flag}`)
    expect(exitCode).toBe(2)
    expect(stderr).toContain('Nothing was sent. Not running interactively: add --yes to continue with this plan.')
    expect(mutations()).toEqual([])
  },
)

test('a plan that only reuses issues needs a confirmation', async () => {
  const files = { 'p.csv': 'reuse,repo\n#1,example/protocol\n' }
  const repositories = { [REPO]: { issues: [{ title: 'It is there' }] } }
  const declined = setUpBulk({ files, repositories })
  expect((await declined.run('p.csv --apply', { person: [{ ask: 'Continue?', say: false }] })).exitCode).toBe(130)
  expect(declined.file('p.csv.ledger.jsonl')).toBe('')
  const accepted = setUpBulk({ files, repositories })
  const { exitCode, stderr } = await accepted.run('p.csv --apply', { person: [{ ask: 'Continue?', say: true }] })
  expect(exitCode).toBe(0)
  expect(stderr).toContain('0 created, 1 reused')
  expect(accepted.mutations()).toEqual([])
})

test('--json prints one line per row and a summary, and nothing else on stdout', async () => {
  const { run } = setUpBulk()
  const preview = await run('p.csv --json')
  expect(linesOf(preview)).toMatchObject([
    { row: 1, line: 2, kind: 'issue', repo: REPO, title: 'Task number 1', state: 'new' },
    { row: 2, state: 'new' },
    { row: 3, state: 'new' },
    { created: 0, reused: 0, skipped: 0, failed: 0, pending: 3, ledger: 'p.csv.ledger.jsonl', preview: true },
  ])
  const applied = await run('p.csv --apply --yes --json')
  expect(linesOf(applied)).toMatchObject([
    {
      row: 1,
      state: 'created',
      number: 1,
      url: `https://github.com/${REPO}/issues/1`,
      labels: { applied: [], dropped: [] },
    },
    { row: 2, state: 'created' },
    { row: 3, state: 'created' },
    { created: 3, reused: 0, skipped: 0, failed: 0, pending: 0, ledger: 'p.csv.ledger.jsonl' },
  ])
})

test.each([
  ['', 'Which plan?'],
  ['p.csv --status x', 'Give only one of these'],
  ['--status x --undo y', 'Give only one of these'],
  ['p.csv --apply --offline', '--apply needs GitHub: leave out --offline'],
])('"issue bulk %s" is a usage error', async (line, message) => {
  const { run, fake } = setUpBulk()
  const { exitCode, stderr } = await run(line)
  expect(exitCode).toBe(2)
  expect(stderr).toContain(message)
  expect(fake.requests()).toEqual([])
})

test('without a token, --apply exits with 4', async () => {
  const { run } = setUpBulk({ signedIn: false })
  expect((await run('p.csv --apply --yes')).exitCode).toBe(4)
})

test.each(['', '--offline', '--dry-run', '--stop-after 1 --apply --yes', '--status p.csv.ledger.jsonl'])(
  'an address with a token in --repo is refused, and not shown, although every row names a repository (%s)',
  async (flags) => {
    const { run, titles } = setUpBulk()
    await run('p.csv --apply --yes --stop-after 1')
    const plan = flags.startsWith('--status') ? '' : 'p.csv'
    const { exitCode, stdout, stderr } = await run(
      `${plan} ${flags} --repo https://not-a-real-token@github.com/${REPO}`,
    )
    expect([exitCode, titles().length], stderr).toEqual([2, 1])
    expect(stderr).toContain(`"https://***@github.com/${REPO}" isn't a repository`)
    expect(stdout + stderr).not.toContain('not-a-real-token')
  },
)
