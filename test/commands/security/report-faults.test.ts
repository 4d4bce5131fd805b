import { expect, test } from 'vitest'
import type { FaultInput } from '../../support/fake-github/faults.ts'
import { LATE_MODES, MODES, type Mode } from '../../support/fake-github/faults.ts'
import { REPO, TOKEN } from '../../support/github.ts'
import { setUpPosting } from '../../support/posting.ts'

const DRAFT_PATH = '/state/mcp-comms/drafts/2026-11-22-advisory-protocol.md'
const SUMMARY = 'A crafted resume token opens sessions of other users'
const TEXT = 'The server compares only the first eight bytes of the resume token.'
const NOTES = { 'notes.md': `# ${SUMMARY}\n\n${TEXT}\n` }
const SEND = ['security', 'report', '--repo', REPO, '--from', 'notes.md', '--yes'] as const
const RESUME = ['security', 'report', '--from', DRAFT_PATH, '--yes'] as const
const REPORT_REQUEST = 'POST /repos/{owner}/{repo}/security-advisories/reports'
const LIST_REQUEST = 'GET /repos/{owner}/{repo}/security-advisories'
const ENABLED_REQUEST = 'GET /repos/{owner}/{repo}/private-vulnerability-reporting'

const UNCONFIRMED =
  /unconfirmed: GitHub has not confirmed \/state.* \(sent to example\/protocol as @newcomer\).*security report --from/s

/** The result of a fault on the report: how many reports, the exit code, and the message, or null if the run overcomes the fault. */
const OUTCOMES: Readonly<Record<Mode, readonly [reports: number, exitCode: number, sentence: RegExp | null]>> = {
  'drop-before': [0, 1, UNCONFIRMED],
  'drop-after': [1, 0, null],
  '502-before': [0, 1, UNCONFIRMED],
  '502-after': [1, 0, null],
  '504-after': [1, 0, null],
  slow: [1, 0, null],
  'not-json': [0, 1, UNCONFIRMED],
  partial: [1, 0, null],
  'bad-credentials': [0, 4, /rejected the token/s],
  forbidden: [0, 1, /did not accept the report.*current-core-maintainers/s],
  'secondary-403': [0, 1, /asked us to slow down/s],
  'secondary-200': [0, 1, /did not accept the report|asked us to slow down/],
  'submitted-too-quickly': [0, 1, /rejected a part of the report/s],
  'rate-limited': [0, 1, /did not accept the report|requests are used up/],
}

test.each(MODES.map((mode) => [mode, ...OUTCOMES[mode]] as const))(
  'with the fault %s, reports: %i, exit code: %i, and exactly one report after the next run',
  async (mode, count, code, sentence) => {
    const { fake, run, advisories, posts, clock } = setUpPosting({ files: NOTES })
    fake.faults([{ operation: REPORT_REQUEST, mode }])
    const first = await run(...SEND)
    expect({ exitCode: first.exitCode, reports: advisories().length }).toEqual({ exitCode: code, reports: count })
    if (sentence !== null) expect(first.stderr).toMatch(sentence)
    expect(first.files[DRAFT_PATH]).toContain(TEXT)
    fake.verify()

    clock.advance(3_600_000)
    const again = await run(...RESUME)
    expect(advisories()).toHaveLength(1)
    expect(again.files[DRAFT_PATH]).toContain(`url: https://github.com/${REPO}/security/advisories/GHSA-fake-fake-0001`)
    expect(posts()).toEqual([])
    expect(first.stdout + first.stderr + again.stdout + again.stderr).not.toMatch(/resume token|eight bytes|ghp_/)
  },
)

test.each(LATE_MODES)('a report that arrives late (%s) is found, and not sent again', async (mode) => {
  const { fake, run, advisories, clock } = setUpPosting({ files: NOTES })
  fake.faults([{ operation: REPORT_REQUEST, mode, ms: 25_000 }])
  await run(...SEND)
  clock.advance(3_600_000)
  await run(...RESUME)
  expect(advisories()).toHaveLength(1)
})

test.each<[string, FaultInput, number]>([
  [
    'GitHub refuses the report and quotes its text',
    { operation: REPORT_REQUEST, mode: 'refused', message: `bad: ${TEXT}` },
    1,
  ],
  [
    'a proxy answers instead of GitHub',
    { operation: REPORT_REQUEST, mode: 'proxy', status: 404, page: 'json', write: 'done' },
    0,
  ],
])('if %s, no output contains the text', async (_, fault, code) => {
  const { fake, run, advisories } = setUpPosting({ files: NOTES })
  fake.faults([fault])
  const { exitCode, stdout, stderr, files } = await run(...SEND)
  expect(exitCode).toBe(code)
  expect(stdout + stderr).not.toContain('eight bytes')
  expect(files[DRAFT_PATH]).toContain(TEXT)
  expect(advisories()).toHaveLength(code === 0 ? 1 : 0)
})

test.each([
  ['leaves out what the token may not see', 'published', null],
  ['is forbidden', 'forbidden', ['repo']],
  ['does not exist for the token', 'not-found', ['repo']],
] as const)(
  'a report stays unconfirmed, and is not sent again, if the list of reports %s',
  async (_, advisoryAccess, scopes) => {
    const viewer = { login: 'newcomer', scopes: scopes === null ? null : [...scopes] }
    const { fake, run, advisories, operations, clock } = setUpPosting({
      files: NOTES,
      repository: { advisoryAccess },
      otherSeed: { viewer },
    })
    fake.faults([{ operation: REPORT_REQUEST, mode: 'drop-before' }])
    const first = await run(...SEND)
    expect(first.exitCode).toBe(1)
    expect(first.stderr).toContain(`Look at https://github.com/${REPO}/security/advisories yourself`)
    for (const hours of [1, 24]) {
      clock.advance(hours * 3_600_000)
      const again = await run(...RESUME)
      expect(again.exitCode).toBe(1)
      expect(again.stderr).toContain('unconfirmed')
    }
    expect(operations().filter((operation) => operation === REPORT_REQUEST)).toHaveLength(1)
    expect(advisories()).toEqual([])

    const onWeb = await run('security', 'report', '--from', DRAFT_PATH, '--web')
    expect(onWeb.opened).toEqual([])
  },
)

test('a report that may be on the second page of the list is not sent again', async () => {
  const newer = { summary: 'A newer one', createdAt: '2027-01-01T00:00:00Z' }
  const { fake, run, advisories, clock } = setUpPosting({
    files: NOTES,
    repository: { advisories: Array.from({ length: 100 }, () => newer) },
  })
  fake.faults([{ operation: REPORT_REQUEST, mode: 'drop-after' }])
  expect((await run(...SEND)).exitCode).toBe(1)
  clock.advance(3_600_000)
  const again = await run(...RESUME)
  expect(again.stderr).toContain('unconfirmed: there are too many newer posts')
  expect(advisories()).toHaveLength(101)
})

test('GitHub is asked only once whose token this is while a report is looked up', async () => {
  const { fake, run, advisories, operations, clock } = setUpPosting({ files: NOTES })
  fake.faults([{ operation: REPORT_REQUEST, mode: 'drop-before' }])
  await run(...SEND)
  clock.advance(3_600_000)
  const countOf = (name: string) => operations().filter((operation) => operation === name).length
  const [lists, viewers] = [countOf(LIST_REQUEST), countOf('Viewer')]
  await run(...RESUME)
  expect([countOf(LIST_REQUEST) - lists, countOf('Viewer') - viewers, advisories().length]).toEqual([3, 1, 1])
})

test('a report is not sent again by another account, to which GitHub does not show it', async () => {
  const { fake, run, advisories, clock } = setUpPosting({ files: NOTES })
  fake.faults([
    { operation: REPORT_REQUEST, mode: 'drop-after' },
    { operation: LIST_REQUEST, mode: 'bad-credentials', times: 6 },
  ])
  expect((await run(...SEND)).exitCode).toBe(1)
  fake.change([{ change: 'viewer', login: 'colleague' }])
  clock.advance(3_600_000)
  const again = await run(...RESUME)
  expect(again.stderr).toContain('because this token belongs to another account')
  expect(again.exitCode).toBe(1)
  expect(advisories()).toHaveLength(1)
})

test.each([
  ['the maintainers have rewritten', { summary: 'Sessions can be taken over', description: 'In short: they can.' }],
  ['has been emptied', { summary: SUMMARY, description: '' }],
])('a report of which %s the text is not sent again', async (_, { summary, description }) => {
  const rewritten = { summary, description, author: 'newcomer', state: 'draft' as const }
  const { fake, run, advisories, clock } = setUpPosting({
    files: NOTES,
    repository: { advisories: [{ ...rewritten, createdAt: '2026-11-22T10:00:30Z' }] },
  })
  fake.faults([{ operation: REPORT_REQUEST, mode: 'drop-before' }])
  expect((await run(...SEND)).exitCode).toBe(1)
  for (const hours of [1, 24]) {
    clock.advance(hours * 3_600_000)
    const { exitCode, stderr } = await run(...RESUME)
    expect([exitCode, stderr.replaceAll(/\s+/g, ' ')]).toEqual([
      1,
      expect.stringMatching(
        /unconfirmed: GitHub has something of yours that may be .* with a changed text, so nothing was sent again\. Look at https:\S+ yourself: if it is there, add its address/,
      ),
    ])
  }
  expect(advisories()).toHaveLength(1)
})

test('another report of the same author, from another time, does not stop a report that did not arrive', async () => {
  const other = { summary: 'Another one', description: 'Short.', author: 'newcomer', state: 'draft' as const }
  const { fake, run, advisories } = setUpPosting({
    files: NOTES,
    repository: {
      advisories: ['2026-11-20T10:00:00Z', '2026-11-22T10:30:00Z'].map((createdAt) => ({ ...other, createdAt })),
    },
  })
  fake.faults([{ operation: REPORT_REQUEST, mode: 'drop-before' }])
  const { exitCode, stderr } = await run(...SEND)
  expect(exitCode, stderr).toBe(0)
  expect(advisories()).toHaveLength(3)
})

test('a report that is not in the list is sent again if the list shows another report by the same author, because the token then sees all reports of that author', async () => {
  const earlier = { summary: 'An earlier one', author: 'newcomer', state: 'triage' as const }
  const { fake, run, advisories, clock } = setUpPosting({
    files: NOTES,
    repository: { advisories: [earlier] },
    otherSeed: { viewer: { login: 'newcomer', scopes: null } },
  })
  fake.faults([{ operation: REPORT_REQUEST, mode: 'drop-before' }])
  expect((await run(...SEND)).exitCode).toBe(1)
  clock.advance(3_600_000)
  expect((await run(...RESUME)).exitCode).toBe(0)
  expect(advisories()).toHaveLength(2)
})

test('a report that arrived is not sent again after its draft was edited', async () => {
  const { fake, run, advisories, clock } = setUpPosting({ files: NOTES })
  fake.faults([
    { operation: REPORT_REQUEST, mode: 'drop-after' },
    { operation: LIST_REQUEST, mode: 'bad-credentials', times: 6 },
  ])
  const first = await run(...SEND)
  expect(first.exitCode).toBe(1)
  clock.advance(60_000)
  const edited = await run(...RESUME, '--field', 'severity=high')
  expect(edited.exitCode).toBe(0)
  expect(advisories()).toHaveLength(1)
})

test('a draft that has changed since it was sent is kept, because GitHub does not have the new text', async () => {
  const setUp = setUpPosting({ files: NOTES })
  setUp.fake.faults([
    { operation: REPORT_REQUEST, mode: 'drop-after' },
    { operation: LIST_REQUEST, mode: 'bad-credentials', times: 6 },
  ])
  expect((await setUp.run(...SEND)).exitCode).toBe(1)
  setUp.clock.advance(60_000)
  setUp.changeFile(DRAFT_PATH, (text) => `${text}\nOnly this line was not sent.\n`)
  const { exitCode, stderr, files } = await setUp.run('security', 'report', '--from', DRAFT_PATH)
  expect(exitCode, stderr).toBe(0)
  expect(files[DRAFT_PATH]).toContain('Only this line was not sent.')
  expect(stderr).toContain('The draft has changed since it was sent, so it is kept')
})

test.each<Mode>(['forbidden', '502-before', 'not-json'])(
  'no report is sent if neither GitHub (%s) nor the policy says whether the repository accepts reports',
  async (mode) => {
    const { fake, run, operations } = setUpPosting({ files: NOTES })
    fake.faults([{ operation: ENABLED_REQUEST, mode, times: 'always' }])
    const { exitCode, stderr } = await run(...SEND)
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(/it is not known whether|GitHub has a problem|did not come from GitHub/)
    expect(operations()).not.toContain(REPORT_REQUEST)
  },
)

test('the text is in no output and in no request except the report, and the token is in none of them', async () => {
  const { fake, run } = setUpPosting({ files: NOTES })
  const outcome = await run(...SEND)
  const others = fake.requests().filter(({ operation }) => operation !== REPORT_REQUEST)
  expect(JSON.stringify([outcome.stdout, outcome.stderr, others])).not.toMatch(/resume token|eight bytes/)
  expect(JSON.stringify([outcome, fake.requests()])).not.toContain(TOKEN)
})
