import { describe, expect, test } from 'vitest'
import { markerFor } from '../../../../src/text/added-lines.ts'
import { CTRL_C } from '../../../support/app.ts'
import { linesOf, setUpBulk } from '../../../support/bulk.ts'
import { MODES } from '../../../support/fake-github/faults.ts'
import { REPO } from '../../../support/github.ts'

const LEDGER = 'p.yaml.ledger.jsonl'
const UNDO = `--undo ${LEDGER}`
const PLAN = `
defaults: { repo: ${REPO}, body: The client has to follow the next version of the specification. }
rows:
  - { title: Show the icons of servers }
  - { title: Show the progress of a task }
  - { title: Cancel a request, reuse: "#1" }
  - { title: What comes next?, kind: discussion, category: Ideas }
`

async function applyPlan() {
  const issues = [{ title: 'Cancel a request' }]
  const bulk = setUpBulk({
    files: { 'p.yaml': PLAN },
    repositories: { [REPO]: { permission: 'WRITE', categories: ['Ideas'], issues }, 'example/other': {} },
  })
  expect((await bulk.run('p.yaml --apply --yes')).exitCode).toBe(0)
  const closeReasons = () => bulk.posts().map((post) => [post.title, 'stateReason' in post ? post.stateReason : null])
  return { ...bulk, closeReasons }
}
const CLOSE_REASONS_AFTER_UNDO = [
  ['Cancel a request', null],
  ['Show the icons of servers', 'NOT_PLANNED'],
  ['Show the progress of a task', 'NOT_PLANNED'],
  ['What comes next?', 'OUTDATED'],
]

test('the posts that a plan created are closed, as not planned or outdated, and reused issues stay open', async () => {
  const { run, closeReasons, ledger, mutations } = await applyPlan()
  const { exitCode, stdout, stderr } = await run(`${UNDO} --yes`)
  expect(exitCode).toBe(0)
  expect(closeReasons()).toEqual(CLOSE_REASONS_AFTER_UNDO)
  expect(stdout.trim().split('\n')).toHaveLength(3)
  expect(stderr).toContain('\n3 closed.\n')
  expect(ledger(`${LEDGER}.undo.jsonl`).filter(({ record }) => record === 'done')).toHaveLength(3)
  const mutationCount = mutations().length
  expect((await run(`${UNDO} --yes`)).stderr).toContain('3 closed before.\n')
  expect(mutations()).toHaveLength(mutationCount)
})

test('a person confirms by typing the number of posts', async () => {
  const { run, closeReasons } = await applyPlan()
  expect((await run(UNDO, { person: [{ ask: 'Type 3 to close all of them', pick: CTRL_C }] })).exitCode).toBe(130)
  expect(closeReasons().every(([, reason]) => reason === null)).toBe(true)
  expect((await run(UNDO, { person: [{ ask: 'Type 3 to close all of them', type: '3' }] })).exitCode).toBe(0)
  expect(closeReasons()).toEqual(CLOSE_REASONS_AFTER_UNDO)
})

test('--undo needs --yes when not running interactively', async () => {
  const { run, closeReasons } = await applyPlan()
  const { exitCode, stderr } = await run(UNDO)
  expect(exitCode).toBe(2)
  expect(stderr).toContain('add --yes to close them')
  expect(closeReasons().every(([, reason]) => reason === null)).toBe(true)
})

test('--undo is refused with --offline, because it sends requests', async () => {
  const { run, closeReasons } = await applyPlan()
  expect(await run(`${UNDO} --offline --yes`)).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('--undo needs GitHub: leave out --offline'),
  })
  expect(closeReasons().every(([, reason]) => reason === null)).toBe(true)
  expect((await run(`${UNDO} --offline --dry-run`)).exitCode).toBe(0)
})

test('--undo is refused with --stop-after, because it would close more posts', async () => {
  const { run, closeReasons } = await applyPlan()
  expect(await run(`${UNDO} --stop-after 1 --yes`)).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('--undo closes everything that the plan created: leave out --stop-after'),
  })
  expect(closeReasons().every(([, reason]) => reason === null)).toBe(true)
})

test('a dry run lists the posts that --undo would close, and closes none', async () => {
  const { run, closeReasons, file } = await applyPlan()
  const { exitCode, stdout } = await run(`${UNDO} --dry-run`)
  expect(exitCode).toBe(0)
  expect(stdout.trim().split('\n')).toHaveLength(3)
  expect(closeReasons().every(([, reason]) => reason === null)).toBe(true)
  expect(file(`${LEDGER}.undo.jsonl`)).toBe('')
})

test('a dry run with --json prints the same lines as a run, with the state pending', async () => {
  const { run, closeReasons } = await applyPlan()
  const lines = linesOf(await run(`${UNDO} --dry-run --json`))
  expect(lines).toMatchObject([
    ...[2, 3, 4].map((number) => ({ number, state: 'pending' })),
    { closed: 0, skipped: 0, failed: 0, pending: 3, ledger: `${LEDGER}.undo.jsonl` },
  ])
  expect(closeReasons().every(([, reason]) => reason === null)).toBe(true)
})

test.each([LEDGER, `./${LEDGER}`])('--undo does not take the ledger of the plan (%s) for its own', async (ledger) => {
  const { run, closeReasons } = await applyPlan()
  const { exitCode, stderr } = await run(`${UNDO} --yes --ledger ${ledger}`)
  expect(exitCode).toBe(2)
  expect(stderr).toContain('is the ledger of the plan, and --undo needs one of its own')
  expect(closeReasons().every(([, reason]) => reason === null)).toBe(true)
})

test('if nothing is left to close, --undo says so and needs no sign-in', async () => {
  const { run, file, closeReasons } = await applyPlan()
  await run(`${UNDO} --yes`)
  const signedOut = setUpBulk({
    signedIn: false,
    files: { [LEDGER]: file(LEDGER), [`${LEDGER}.undo.jsonl`]: file(`${LEDGER}.undo.jsonl`) },
  })
  const dryRun = await signedOut.run(`${UNDO} --dry-run`)
  expect(dryRun).toMatchObject({ exitCode: 0, stdout: '', stderr: 'Nothing is sent: nothing is left to close.\n' })
  const again = await signedOut.run(`${UNDO} --yes`)
  expect(again).toMatchObject({ exitCode: 0, stdout: '', stderr: '3 closed before.\n' })
  const json = await signedOut.run(`${UNDO} --json`)
  expect(json.exitCode, json.stderr).toBe(0)
  expect(linesOf(json)).toMatchObject([{ closed: 0, skipped: 3, failed: 0, pending: 0 }])
  expect(closeReasons()).toEqual(CLOSE_REASONS_AFTER_UNDO)
})

test.each(['CloseIssue', 'CloseDiscussion'].flatMap((operation) => MODES.map((mode) => [operation, mode] as const)))(
  'whatever happens to %s (%s), all posts are closed in the end',
  async (operation, mode) => {
    const { fake, run, closeReasons } = await applyPlan()
    fake.faults([{ operation, mode }])
    let runs = 0
    while ((await run(`${UNDO} --yes`)).exitCode !== 0) expect(++runs).toBeLessThan(3)
    expect(closeReasons()).toEqual(CLOSE_REASONS_AFTER_UNDO)
  },
)

test('--json prints one line for each post, and a summary', async () => {
  const { fake, run } = await applyPlan()
  fake.faults([{ operation: 'CloseIssue', mode: 'forbidden' }])
  const first = await run(`${UNDO} --yes --json`)
  expect(first.exitCode).toBe(5)
  expect(linesOf(first)).toMatchObject([
    { number: 2, state: 'failed', why: expect.any(String) },
    { number: 3, state: 'closed', why: null },
    { number: 4, state: 'closed', why: null },
    { closed: 2, skipped: 0, failed: 1, pending: 0, ledger: `${LEDGER}.undo.jsonl` },
  ])
})

test('the command that resumes repeats the ledger, the pace and the policy', async () => {
  const { fake, run } = await applyPlan()
  fake.faults([{ operation: 'CloseIssue', mode: 'forbidden' }])
  const { stderr } = await run(`${UNDO} --yes --ledger undo.jsonl --pace 5 --policy p2.yaml`)
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
    `Resume with: mcp-comms issue bulk --undo ${LEDGER} --ledger undo.jsonl --pace 5 --policy p2.yaml`,
  )
})

test('posts that were created again with a new ledger are closed, although their rows were undone before', async () => {
  const { run, changeFile, closeReasons } = await applyPlan()
  await run(`${UNDO} --yes`)
  changeFile(LEDGER, '')
  expect((await run('p.yaml --apply --yes')).exitCode).toBe(0)
  const states = linesOf(await run(`--status ${LEDGER} --json`)).map((line) => (line as { state?: string }).state)
  expect(states).toEqual(['created', 'created', 'reused', 'created', undefined])
  expect((await run(`${UNDO} --yes`)).stderr).toContain('\n3 closed.\n')
  expect(closeReasons().filter(([, reason]) => reason === null)).toEqual([['Cancel a request', null]])
  expect((await run(`${UNDO} --yes`)).stderr).toContain('3 closed before.\n')
})

test('an undo ledger of an older version, which has no addresses, counts by the keys of the rows', async () => {
  const { run, file, changeFile } = await applyPlan()
  await run(`${UNDO} --yes`)
  const undoLedger = `${LEDGER}.undo.jsonl`
  changeFile(undoLedger, file(undoLedger).replaceAll(/,"number":\d+,"url":"[^"]+"/g, ''))
  expect(file(undoLedger)).not.toContain('"url"')
  expect((await run(`${UNDO} --yes`)).stderr).toContain('3 closed before.\n')
})

test('a post that is already closed is left as it is', async () => {
  const { run, closeReasons } = await applyPlan()
  await run(`${UNDO} --yes --ledger other.jsonl`)
  const { exitCode } = await run(`${UNDO} --yes`)
  expect(exitCode).toBe(0)
  expect(closeReasons()).toEqual(CLOSE_REASONS_AFTER_UNDO)
})

test('an issue that was moved to another repository is closed there', async () => {
  const { run, fake, posts } = await applyPlan()
  fake.change([{ change: 'transfer', repository: REPO, number: 2, to: 'example/other' }])
  expect((await run(`${UNDO} --yes`)).exitCode).toBe(0)
  expect(posts('example/other')).toMatchObject([{ title: 'Show the icons of servers', stateReason: 'NOT_PLANNED' }])
  expect((await run(`${UNDO} --yes`)).stderr).toContain('3 closed before.\n')
})

test('a post with an unknown outcome is looked up first, and then closed like the others', async () => {
  const { run, changeFile, file, closeReasons, ledger } = await applyPlan()
  changeFile(LEDGER, `${file(LEDGER).trimEnd().split('\n').slice(0, -1).join('\n')}\n`)
  expect((await run(`${UNDO} --yes`)).exitCode).toBe(0)
  expect(closeReasons()).toEqual(CLOSE_REASONS_AFTER_UNDO)
  expect(ledger(LEDGER).at(-1)).toMatchObject({ record: 'done', act: 'create' })
})

test('a ledger that does not exist is an error', async () => {
  const { run } = setUpBulk()
  expect((await run('--undo none.jsonl --yes')).exitCode).toBe(1)
})

describe('--undo with a forged ledger', () => {
  const OTHERS_ISSUE = { title: 'An issue by somebody else', body: 'A text.', author: 'somebody' }
  const OWN_ISSUE = { ...OTHERS_ISSUE, title: 'Another issue of mine', author: 'newcomer' }
  const ISSUE_WITH_COPIED_MARKER = {
    ...OTHERS_ISSUE,
    title: 'A copy',
    body: `A text.\n\n${markerFor('forged-marker')}`,
  }

  /** The ledger claims that the plan created the issues 1, 2 and 3. */
  function forgeLedger(change: (record: Record<string, unknown>) => Record<string, unknown> = (record) => record) {
    const at = '2026-11-24T10:00:00.000Z'
    const lines = [1, 2, 3].flatMap((number) => {
      const row = { at, key: `k${number}`, act: 'create' }
      const url = `https://github.com/${REPO}/issues/${number}`
      return [
        { record: 'sending', ...row, row: 'r', repo: REPO, kind: 'issue', marker: 'forged-marker' },
        change({ record: 'done', ...row, number, url }),
      ]
    })
    const records = [{ record: 'run', at, version: 1, plan: 'p', file: 'p.yaml' }, ...lines]
    const text = records.map((record) => `${JSON.stringify(record)}\n`).join('')
    return setUpBulk({
      files: { 'p.yaml': PLAN, [LEDGER]: text },
      repositories: {
        [REPO]: {
          permission: 'WRITE',
          categories: ['Ideas'],
          issues: [OTHERS_ISSUE, OWN_ISSUE, ISSUE_WITH_COPIED_MARKER],
        },
      },
    })
  }

  test('closes neither posts by others, nor posts without the marker of their row', async () => {
    const { run, mutations, posts } = forgeLedger()
    const { exitCode, stdout, stderr } = await run(`${UNDO} --yes`)
    expect([exitCode, stdout]).toEqual([5, ''])
    expect(stderr).toContain(`/issues/1: it was not closed, because another account created it`)
    expect(stderr).toContain(`/issues/2: it was not closed, because it lacks the hidden marker of its row`)
    expect(stderr).toContain(`/issues/3: it was not closed, because another account created it`)
    expect(mutations()).toEqual([])
    expect(posts().filter(({ closed }) => closed)).toEqual([])
  })

  test.each([
    ['another number', { url: `https://github.com/${REPO}/issues/99` }],
    ['another page', { url: 'https://github.com/login?return_to=x' }],
    ['a program', { url: 'file:///usr/bin/x' }],
    ['a user name before the host', { url: `https://github.com@evil.example/${REPO}/issues/1` }],
    ['an escape character', { url: `https://github.com/${REPO}/issues/1\u001b]52;c;eA==\u0007` }],
    ['another server', { url: `https://evil.example/${REPO}/issues/1`, number: 1 }],
  ])('rejects a ledger with an address that leads elsewhere: %s', async (_, changed) => {
    const { run, mutations } = forgeLedger((record) => ({ ...record, ...changed }))
    for (const call of [`--status ${LEDGER}`, `${UNDO} --dry-run`, `${UNDO} --yes`, 'p.yaml --apply --yes']) {
      const { exitCode, stdout, stderr } = await run(call)
      expect(exitCode).not.toBe(0)
      expect(stdout).toBe('')
      expect(stderr).toContain(LEDGER)
    }
    expect(mutations()).toEqual([])
  })
})
