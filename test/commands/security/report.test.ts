import { describe, expect, test } from 'vitest'
import { parseDraft } from '../../../src/drafts/format.ts'
import { Failure } from '../../../src/errors.ts'
import { REPO } from '../../support/github.ts'
import { setUpPosting } from '../../support/posting.ts'
import { quillonText } from '../../support/quillon.ts'
import { CONFIRM_ALL, CTRL_C, type Disk, type ScriptedAnswer } from '../../support/script.ts'
import { githubToken } from '../../support/secrets.ts'

const FOLDER = '/state/mcp-comms/drafts'
const DRAFT_PATH = `${FOLDER}/2026-11-22-advisory-protocol.md`
const SUMMARY = 'A crafted resume token opens sessions of other users'
const TEXT = 'The server compares only the first eight bytes of the resume token.'

/** A report that was written without a template. */
const NOTES = `# ${SUMMARY}\n\n${TEXT}\n`

const ANSWERS: readonly ScriptedAnswer[] = [
  { ask: 'Is it just one of these?', pick: 'No' },
  { ask: 'Summary, in one line', type: SUMMARY },
  { ask: 'What is the vulnerability?', pick: 'Write it here' },
  { ask: 'What is the vulnerability?', type: TEXT },
  { ask: 'How can it be reproduced?', pick: 'Leave it empty' },
  { ask: 'What can an attacker do with it?', pick: 'Leave it empty' },
  { ask: 'Where is the affected package published?', pick: 'npm' },
  { ask: 'Name of the affected package', type: '@example/sdk' },
  { ask: 'Affected versions', type: '< 1.4.2' },
  { ask: 'How severe is it?', pick: 'high' },
  { ask: 'CVSS vector', type: '' },
  { ask: 'CWE', type: 'cwe-287' },
  { ask: 'Is there a fix or a workaround?', pick: 'Leave it empty' },
  { ask: 'Who should get credit?', pick: 'Leave it empty' },
  CONFIRM_ALL,
]
const SEND: ScriptedAnswer = { ask: `Send it privately to ${REPO}?`, say: true }
const DELETE_QUESTION = `GitHub has the report now. Delete the draft ${DRAFT_PATH}?`

const setUpReport = (options: Parameters<typeof setUpPosting>[0] = {}) => setUpPosting({ files: {}, ...options })

test('the answers become a private report, which is sent once, and the draft is deleted', async () => {
  const { run, advisories, posts } = setUpReport({ person: [...ANSWERS, SEND, { ask: DELETE_QUESTION, say: true }] })
  const { exitCode, stdout, stderr, files } = await run('security', 'report', '--repo', REPO)
  expect(exitCode).toBe(0)
  expect(stdout).toBe(`https://github.com/${REPO}/security/advisories/GHSA-fake-fake-0001\n`)
  expect(advisories()).toMatchObject([
    {
      summary: SUMMARY,
      author: 'newcomer',
      details: {
        severity: 'high',
        cwe_ids: ['CWE-287'],
        vulnerabilities: [{ package: { ecosystem: 'npm', name: '@example/sdk' }, vulnerable_version_range: '< 1.4.2' }],
      },
    },
  ])
  expect(advisories()[0]?.description).toMatch(new RegExp(`^### What is the vulnerability\\?\n\n${TEXT}\n`))
  expect(posts()).toEqual([])
  expect(files[DRAFT_PATH]).toBeUndefined()
  expect(stderr).toContain(`Every answer is kept in ${DRAFT_PATH},\nwhich only you can read.`)
  expect(stderr).toMatch(/Until\sthen,\stell\snobody\selse\./)
  expect(stdout + stderr).not.toContain(TEXT)
  expect(stdout + stderr).not.toContain(SUMMARY)
})

test('an answer and the change to it that a person has begun are both kept, and not shown', async () => {
  const person: readonly ScriptedAnswer[] = [
    ...ANSWERS.slice(0, -1),
    { ask: CONFIRM_ALL.ask, pick: 'Change: Summary, in one line' },
    { ask: 'Summary, in one line', back: 'Anyone can' },
    { ask: CONFIRM_ALL.ask, pick: CTRL_C },
  ]
  const { exitCode, stderr, files } = await setUpReport({ person }).run('security', 'report', '--repo', REPO)
  expect([exitCode, files[DRAFT_PATH]]).toEqual([130, expect.stringContaining(`title: ${SUMMARY} Anyone can\n`)])
  expect(stderr).not.toContain(SUMMARY)
})

test('a whole text becomes the report, front matter included, with the heading as its title', async () => {
  const { run, advisories } = setUpReport({ files: { 'notes.md': `---\ntags: [tokens]\n---\n\n${NOTES}` } })
  const { exitCode } = await run('security', 'report', '--repo', REPO, '--from', 'notes.md', '--yes')
  expect(exitCode).toBe(0)
  expect(advisories()).toMatchObject([{ summary: SUMMARY }])
  expect(advisories()[0]?.description).toContain('tags: [tokens]')
  expect(advisories()[0]?.description).toContain(TEXT)
})

test('the heading of a text with Windows line endings becomes the title', async () => {
  const { run, advisories } = setUpReport({ files: { 'notes.md': NOTES.replaceAll('\n', '\r\n') } })
  expect((await run('security', 'report', '--repo', REPO, '--from', 'notes.md', '--yes')).exitCode).toBe(0)
  expect(advisories()).toMatchObject([{ summary: SUMMARY }])
})

test('the same text is not reported a second time, also if it is not known whether the first report arrived', async () => {
  const send = ['security', 'report', '--repo', REPO, '--from', 'notes.md', '--yes'] as const
  for (const mode of [null, 'drop-after'] as const) {
    const { fake, run, advisories, clock } = setUpReport({ files: { 'notes.md': NOTES } })
    const listFault = {
      operation: 'GET /repos/{owner}/{repo}/security-advisories',
      mode: 'bad-credentials',
      times: 6,
    } as const
    if (mode !== null)
      fake.faults([{ operation: 'POST /repos/{owner}/{repo}/security-advisories/reports', mode }, listFault])
    expect((await run(...send)).exitCode).toBe(mode === null ? 0 : 1)
    clock.advance(25 * 3_600_000)
    const again = await run(...send)
    expect([again.exitCode, again.stderr]).toEqual([
      1,
      expect.stringContaining('notes.md became a private report before'),
    ])
    expect(advisories()).toHaveLength(1)
  }
})

test('a draft that is kept contains the address, and cannot be sent again', async () => {
  const { run, advisories } = setUpReport({ files: { 'notes.md': NOTES } })
  const sent = await run('security', 'report', '--repo', REPO, '--from', 'notes.md', '--yes', '--json')
  expect(sent.exitCode).toBe(0)
  expect(JSON.parse(sent.stdout)).toEqual({
    kind: 'advisory',
    repo: REPO,
    number: null,
    id: 'GHSA-fake-fake-0001',
    url: `https://github.com/${REPO}/security/advisories/GHSA-fake-fake-0001`,
    title: null,
    labels: { applied: [], dropped: [] },
    via: 'api',
    draft: DRAFT_PATH,
  })
  expect(sent.files[DRAFT_PATH]).toMatch(/^kind: advisory$/m)
  expect(sent.files[DRAFT_PATH]).toMatch(/^url: https:.*GHSA-fake-fake-0001$/m)
  expect(sent.files['notes.md']).toBe(NOTES)
  for (const name of [DRAFT_PATH, DRAFT_PATH.replace(`${FOLDER}/`, '')]) {
    const again = await run('security', 'report', '--from', name, '--yes')
    expect(again).toMatchObject({ exitCode: 1, stdout: '' })
    expect(again.stderr, name).toContain('was sent already')
  }
  expect(advisories()).toHaveLength(1)
})

test('a sent report that has lost its address is not sent again while it has the date', async () => {
  const { run, advisories, changeFile } = setUpReport({ files: { 'notes.md': NOTES } })
  await run('security', 'report', '--repo', REPO, '--from', 'notes.md', '--yes')
  changeFile(DRAFT_PATH, (text) => text.replace(/^url: .*\n/m, ''))
  const { exitCode, stderr } = await run('security', 'report', '--from', DRAFT_PATH, '--yes')
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining('says that it was already published, but not where')])
  expect(advisories()).toHaveLength(1)
})

test('the draft of a report from standard input is refused, because it would be sent as another report', async () => {
  const { run, advisories, changeFile } = setUpReport({ files: { 'notes.md': NOTES } })
  const sent = await run('security', 'report', '--repo', REPO, '--from', 'notes.md', '--yes')
  changeFile('-', () => sent.files[DRAFT_PATH] ?? '')
  const { exitCode, stderr } = await run('security', 'report', '--repo', REPO, '--from', '-', '--yes')
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining('this text is the draft of a private report')])
  expect(advisories()).toHaveLength(1)
})

test.each([
  ['-R', ['-R', 'python-sdk'], {}],
  ['GH_REPO', [], { GH_REPO: 'python-sdk' }],
])("%s accepts the policy's name for a repository", async (_, flags, env) => {
  const { run } = setUpReport({ files: { 'notes.md': NOTES }, signedIn: false, env })
  const { stdout } = await run('security', 'report', '--from', 'notes.md', ...flags)
  expect(stdout).toBe('https://github.com/modelcontextprotocol/python-sdk/security/advisories/new\n')
})

test('intended behavior is routed to its public channel, and no file is written', async () => {
  const { run, operations } = setUpReport({
    person: [{ ask: 'Is it just one of these?', pick: 'The configured command runs' }],
  })
  const { exitCode, stdout, stderr, files } = await run('security', 'report', '--repo', REPO)
  expect(exitCode).toBe(0)
  expect(stderr).toContain('That is intended, so it is not a vulnerability')
  expect(stdout).toContain('Next')
  expect(files).toEqual({})
  expect(operations()).toEqual([])
})

test('without --repo, a person chooses whose code it is, and a script gets an error that names the flag', async () => {
  const script = await setUpReport().run('security', 'report', '--yes')
  expect(script).toMatchObject({ exitCode: 2 })
  expect(script.stderr).toContain('--repo OWNER/NAME')
  const { run } = setUpReport({
    person: [
      { ask: 'Is it just one of these?', pick: 'No' },
      { ask: 'In whose code did you see the problem?', pick: 'Claude' },
    ],
  })
  const elsewhere = await run('security', 'report')
  expect(elsewhere.exitCode).toBe(1)
  expect(elsewhere.stderr).toContain("Report it privately to the product's vendor")
})

test.each([
  ['without private reporting', { privateReporting: false }, REPO, 'accepts no private reports'],
  ['archived', { archived: true }, REPO, 'accepts no private reports'],
])(
  'if the repository is %s, the private contact is named, and nothing is sent',
  async (_, repository, repo, reason) => {
    const { run, advisories, posts, operations } = setUpReport({ repository, files: { 'notes.md': NOTES } })
    const { exitCode, stderr, stdout, files } = await run(
      'security',
      'report',
      '--repo',
      repo,
      '--from',
      'notes.md',
      '--yes',
    )
    expect(exitCode).toBe(1)
    expect(stderr).toContain(`${repo} ${reason}`)
    expect(stderr).toContain('https://modelcontextprotocol.io/community/governance#current-core-maintainers')
    expect(stderr).toContain('Do not post anything about the vulnerability publicly')
    expect(stderr).toContain(`Resume with: mcp-comms security report --from ${DRAFT_PATH}`)
    expect(files[DRAFT_PATH]).toContain(TEXT)
    expect([stdout, ...advisories(), ...posts()]).toEqual([''])
    expect(operations().filter((operation) => operation.startsWith('POST'))).toEqual([])
  },
)

test('without a token, prints the address of the private page only if the policy says that the repository has one', async () => {
  const { run, operations } = setUpReport({ files: { 'notes.md': NOTES }, signedIn: false })
  const args = ['security', 'report', '--from', 'notes.md', '--repo', 'modelcontextprotocol/python-sdk'] as const
  const { exitCode, stdout, stderr } = await run(...args)
  expect(exitCode).toBe(0)
  expect(stdout).toBe('https://github.com/modelcontextprotocol/python-sdk/security/advisories/new\n')
  expect(stderr).toContain('Not signed in to GitHub')
  expect(operations()).toEqual([])
  // With --yes, a script expects that the report is sent.
  const unattended = await run(...args, '--field', 'severity=high', '--yes')
  expect([unattended.stdout, unattended.exitCode]).toEqual(['', 4])
  const unknown = await run('security', 'report', '--from', 'notes.md', '--repo', 'modelcontextprotocol/ext-auth')
  expect(unknown.exitCode).toBe(1)
  expect(unknown.stderr).toContain('it is not known whether modelcontextprotocol/ext-auth accepts private reports')
})

test('without a token, the private page is on the GitHub server that gets the requests', async () => {
  const env = { GITHUB_API_URL: 'https://ghe.example.com/api/v3' }
  const { run } = setUpReport({ files: { 'notes.md': NOTES }, signedIn: false, env })
  const repo = 'modelcontextprotocol/python-sdk'
  const { exitCode, stdout, stderr } = await run('security', 'report', '--from', 'notes.md', '--repo', repo)
  expect(exitCode, stderr).toBe(0)
  expect(stdout).toBe(`https://ghe.example.com/${repo}/security/advisories/new\n`)
})

describe('without a token, what the policy says about private reports also holds for a repository by its earlier name', () => {
  test('if it accepts them', async () => {
    const { run } = setUpReport({ files: { 'notes.md': NOTES }, signedIn: false })
    const repo = 'modelcontextprotocol/experimental-ext-skills'
    const { exitCode, stdout } = await run('security', 'report', '--from', 'notes.md', '--repo', repo)
    expect([exitCode, stdout]).toEqual([0, `https://github.com/${repo}/security/advisories/new\n`])
  })

  test('if there is a note', async () => {
    const policy = quillonText.replace(
      /(formerly: \[quillon-lang\/index\][\s\S]*?accepted: null)/,
      '$1, note: Ask the keepers of the index',
    )
    const { run } = setUpReport({ files: { 'notes.md': NOTES, 'policy.yaml': policy }, signedIn: false })
    const args = ['--from', 'notes.md', '--repo', 'quillon-lang/index', '--policy', 'policy.yaml']
    const { exitCode, stderr } = await run('security', 'report', ...args)
    expect(exitCode).toBe(1)
    expect(stderr).toContain('Ask the keepers of the index')
  })
})

test('--web opens the page even with a token', async () => {
  const { run, advisories } = setUpReport({ files: { 'notes.md': NOTES } })
  const { opened, exitCode } = await run('security', 'report', '--repo', REPO, '--from', 'notes.md', '--web')
  expect(exitCode).toBe(0)
  expect(opened).toEqual([`https://github.com/${REPO}/security/advisories/new`])
  expect(advisories()).toEqual([])
})

test('the address is printed although the draft cannot be deleted afterwards', async () => {
  const refuseToDelete = (disk: Disk) => {
    disk.delete = () => {
      throw new Failure('file', 'd.md: no permission to write there')
    }
  }
  const { run } = setUpPosting({
    files: { 'd.md': `---\nkind: advisory\nrepo: ${REPO}\ntitle: ${SUMMARY}\n---\n${TEXT}\n` },
    person: [
      { ask: `Send it privately to ${REPO}?`, say: true },
      { ask: 'GitHub has the report now. Delete the draft d.md?', say: true, meanwhile: refuseToDelete },
    ],
  })
  const { exitCode, stdout, stderr } = await run('security', 'report', '--from', 'd.md')
  expect(exitCode, stderr).toBe(0)
  expect(stdout).toBe(`https://github.com/${REPO}/security/advisories/GHSA-fake-fake-0001\n`)
  expect(stderr).toContain('The draft could not be deleted: d.md: no permission')
})

test('a draft that somebody edits at the question whether to delete it is kept', async () => {
  const draft = `---\nkind: advisory\nrepo: ${REPO}\ntitle: ${SUMMARY}\n---\n${TEXT}\n`
  const meanwhile = (disk: Disk) => void disk.set('d.md', `${disk.get('d.md')}It also happens in 1.9.\n`)
  const { run } = setUpPosting({
    files: { 'd.md': draft },
    person: [
      { ask: `Send it privately to ${REPO}?`, say: true },
      { ask: 'GitHub has the report now. Delete the draft d.md?', say: true, meanwhile },
    ],
  })
  const { exitCode, stderr, files } = await run('security', 'report', '--from', 'd.md')
  expect(exitCode, stderr).toBe(0)
  expect(stderr).toContain('The draft has changed since it was sent, so it is kept: d.md\n')
  expect(files['d.md']).toContain('It also happens in 1.9.')
})

test('a dry run shows the request without its text, and writes nothing', async () => {
  const { run, operations } = setUpReport({ files: { 'notes.md': NOTES } })
  const { exitCode, stdout, stderr, files } = await run(
    ...['security', 'report', '--repo', 'modelcontextprotocol/go-sdk', '--from', 'notes.md', '--dry-run'],
    ...['--field', 'cvss=CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'],
  )
  expect(exitCode).toBe(0)
  expect(stdout).toContain('POST /repos/{owner}/{repo}/security-advisories/reports')
  expect(stdout).toContain('"cvss_vector_string": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"')
  expect(stdout + stderr).not.toMatch(/resume token|first eight bytes/)
  expect(files).toEqual({ 'notes.md': NOTES })
  expect(operations()).toEqual([])
})

test('a dry run of a report that was begun before uses the flags, and leaves its draft as it is', async () => {
  const draft = `---\nkind: advisory\nrepo: ${REPO}\ntitle: ${SUMMARY}\n---\n${TEXT}\n`
  const { run } = setUpReport({ files: { 'd.md': draft } })
  const { exitCode, stdout, stderr, files } = await run(
    ...['security', 'report', '--from', 'd.md', '--dry-run', '--field', 'severity=high'],
    ...['--repo', 'modelcontextprotocol/go-sdk'],
  )
  expect(exitCode, stderr).toBe(0)
  expect(stdout).toContain('"severity": "high"')
  expect(stdout).toContain('the text in d.md')
  expect(stderr).toContain('modelcontextprotocol/go-sdk')
  expect(files).toEqual({ 'd.md': draft })
})

test('a dry run counts a single character as one', async () => {
  const { run } = setUpReport({ files: { 'notes.md': '# A\n\nB\n' } })
  const { stdout } = await run(
    'security',
    'report',
    '--repo',
    'modelcontextprotocol/go-sdk',
    '--from',
    'notes.md',
    '--dry-run',
  )
  expect(stdout).toContain(', 1 character>')
})

test.each([
  [['--field', 'description=the text'], /--field description: others can see a command line/],
  [['--field', 'summary=the text'], /--field summary: others can see a command line/],
  [['--field', 'cvss=AV:N'], /cvss: this is not a CVSS vector/],
  [['--field', 'cwe=22'], /cwe: write each weakness as its CWE number, such as CWE-22/],
  [
    ['--field', `cwe=${Array.from({ length: 21 }, (_, index) => `CWE-${index + 1}`).join(',')}`],
    /cwe: name at most 20/,
  ],
  [['--field', 'severity=terrible'], /severity: .*critical, high, medium, low/],
  [['--field', 'nothing=1'], /nothing: unknown field/],
  [['-o', '-'], /A private report is not printed/],
])('%j is rejected, and nothing is sent', async (flags, message) => {
  const { run, advisories } = setUpReport({ files: { 'notes.md': NOTES } })
  const { exitCode, stderr } = await run('security', 'report', '--repo', REPO, '--from', 'notes.md', '--yes', ...flags)
  expect([1, 2]).toContain(exitCode)
  expect(stderr).toMatch(message)
  expect(advisories()).toEqual([])
})

test('a flag for an unknown field stops the report before it is written, and an earlier one no longer does', async () => {
  const draft = `---\nkind: advisory\nrepo: ${REPO}\ntitle: ${SUMMARY}\nfields: { nothing: x }\n---\n${TEXT}\n`
  const { run, advisories } = setUpReport({ files: { 'd.md': draft } })
  const flags = ['security', 'report', '--from', 'd.md', '--yes']
  const wrong = await run(...flags, '--field', 'sevrity=high')
  expect([wrong.exitCode, wrong.files['d.md']]).toEqual([2, draft])
  expect(wrong.stderr).toContain('--field sevrity: unknown field. Did you mean severity?')
  const { exitCode, stderr } = await run(...flags, '--field', 'severity=high')
  expect(exitCode, stderr).toBe(0)
  expect(advisories()).toHaveLength(1)
})

test.each(['severity', 'ecosystem', 'cvss', 'cwe'])(
  'no message quotes an invalid answer to %s, which may be part of the report',
  async (id) => {
    const { run } = setUpReport({ files: { 'notes.md': NOTES } })
    const argv = [
      'security',
      'report',
      '--repo',
      REPO,
      '--from',
      'notes.md',
      '--yes',
      '--field',
      `${id}=the nonce repeats`,
    ]
    const { stdout, stderr } = await run(...argv)
    expect(stderr).toContain(`${id}: `)
    expect(stdout + stderr).not.toContain('nonce')
  },
)

test('a secret in a report is only a warning, and no other check applies', async () => {
  const textWithSecret = `${NOTES}\nIt prints token: ${githubToken}\n`
  const { run, advisories, operations } = setUpReport({ files: { 'notes.md': textWithSecret } })
  const { exitCode, stderr } = await run('security', 'report', '--repo', REPO, '--from', 'notes.md', '--yes')
  expect(exitCode).toBe(0)
  expect(stderr).toMatch(/warn {2}secrets/)
  expect(stderr).not.toMatch(/stop {2}|warn {2}vulnerability/)
  expect(advisories()[0]?.description).toContain(githubToken)
  expect(operations()).not.toContain('FindDuplicates')
  const checked = await run('check', DRAFT_PATH, '--json')
  expect(JSON.parse(checked.stdout)).toMatchObject({ ok: true, findings: [{ check: 'secrets', severity: 'warn' }] })
})

test('a script that gives no answers leaves no draft behind', async () => {
  const { run } = setUpReport()
  const empty = await run('security', 'report', '-R', REPO)
  expect([empty.exitCode, empty.files]).toEqual([2, {}])
  expect(empty.stderr).not.toContain('Resume with')
  const begun = await run('security', 'report', '-R', REPO, '-f', 'severity=high')
  expect([begun.exitCode, Object.keys(begun.files)]).toEqual([2, [DRAFT_PATH]])
})

test('answers of flags that cannot change a text that was edited by hand are kept, also those beside them', async () => {
  const draft = `---\nkind: advisory\nrepo: ${REPO}\ntitle: ${SUMMARY}\n---\nMy own text.\n`
  const { run, advisories } = setUpReport({ files: { 'd.md': draft, 'more.md': TEXT } })
  const flags = ['-f', 'description=@more.md', '-f', 'severity=high']
  const { exitCode, files } = await run('security', 'report', '--from', 'd.md', ...flags)
  expect([exitCode, parseDraft(files['d.md'] ?? '', 'd.md')]).toEqual([
    2,
    expect.objectContaining({ fields: { severity: 'high' }, kept: { description: TEXT }, body: 'My own text.\n' }),
  ])
  expect((await run('security', 'report', '--from', 'd.md', '--yes')).exitCode).toBe(0)
  expect(advisories()).toMatchObject([
    { description: expect.not.stringContaining(TEXT), details: { severity: 'high' } },
  ])
})

test('-o saves the draft where the person chooses, and warns if git does not ignore it', async () => {
  const { run } = setUpReport({ files: { 'notes.md': NOTES, '.git/HEAD': 'ref: refs/heads/main' } })
  const args = ['--repo', REPO, '--from', 'notes.md', '-o', 'report.md', '--yes'] as const
  const { exitCode, stderr, files } = await run('security', 'report', ...args)
  expect(exitCode).toBe(0)
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain('report.md is in a git work tree, which does not ignore it')
  expect(files['report.md']).toContain(TEXT)
})

test('a report that was sent, but has lost its marker, is not sent again', async () => {
  const sent = `sent:\n  at: 2026-11-22T09:00:00Z\n  repo: ${REPO}\n  viewer: newcomer\n`
  const draft = `---\nkind: advisory\nrepo: ${REPO}\ntitle: ${SUMMARY}\n${sent}---\n${TEXT}\n`
  const { run, advisories } = setUpReport({ files: { 'd.md': draft } })
  const { exitCode, stderr } = await run('security', 'report', '--from', 'd.md', '--yes')
  expect([exitCode, advisories()]).toEqual([1, []])
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain('its "marker" is missing, so its post cannot be found')
})

test('after Ctrl-C while the report is sent, the exit code still says that the draft could not be updated', async () => {
  let stop: () => void = () => undefined
  const { run, advisories } = setUpPosting({
    files: { 'notes.md': NOTES },
    onInterrupt: (listener) => {
      stop = listener
    },
    onSent: (disk) => {
      disk.set(DRAFT_PATH, 'no draft')
      stop()
    },
  })
  const { exitCode, stderr } = await run('security', 'report', '--repo', REPO, '--from', 'notes.md', '--yes')
  expect(advisories()).toHaveLength(1)
  expect(stderr).toContain('sent, but the draft file could not be updated')
  expect(exitCode).toBe(1)
})

test.each([
  ['would cut', 'title: Fix #2 lets the resume token through', 'YAML cuts the text here'],
  ['takes for a block', 'title: | The resume token leaks', 'text cannot begin with "|"'],
  ['takes for a folded block', 'title: >The resume token leaks', 'text cannot begin with ">"'],
  ['takes for a block and its sign', 'title: |- The resume token leaks', 'Not a YAML token'],
])('an error about a title that YAML %s does not quote the title', async (_, line, message) => {
  const report = `---\nkind: advisory\nrepo: ${REPO}\n${line}\n---\n${TEXT}\n`
  const { exitCode, stderr } = await setUpReport({ files: { 'r.md': report } }).run(
    'security',
    'report',
    '--from',
    'r.md',
  )
  expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/r\.md:4: /)])
  expect(stderr).toContain(message)
  expect(stderr).not.toContain('resume')
})

test('without a terminal, everything that is missing is named at once', async () => {
  const { run } = setUpReport({ files: { 'notes.md': NOTES } })
  const nothing = await run('security', 'report')
  expect([nothing.stdout, nothing.exitCode]).toEqual(['', 2])
  expect(nothing.stderr).toMatch(/--repo OWNER\/NAME.*\n {2}--field summary=@FILE\n {2}--field description: /)
  const withSummary = await run('security', 'report', '--field', 'summary=@notes.md')
  expect(withSummary.stderr).toMatch(/--repo OWNER\/NAME.*\n {2}--field description: /)
  expect(withSummary.stderr).not.toContain(TEXT)
  expect(Object.keys(withSummary.files)).toEqual(['notes.md'])
  expect(withSummary.stderr).toContain('Or pass a text: --from FILE.')
  const withText = setUpReport({ files: { 'text.md': `${TEXT}\n` } })
  const { stderr } = await withText.run('security', 'report', '--repo', REPO, '--from', 'text.md')
  expect(stderr).toMatch(/missing or invalid:\n {2}--field summary=@FILE\n$/)
})

test('no error quotes a text after --field that has no id, or suggests to write one there', async () => {
  const withoutId = await setUpReport().run('security', 'report', '--repo', REPO, '--field', TEXT)
  expect([withoutId.exitCode, withoutId.stderr]).toEqual([2, expect.stringContaining('--field … has no id')])
  const missing = await setUpReport().run('security', 'report', '--repo', REPO, '--field', 'summary=@nowhere.md')
  expect([missing.exitCode, missing.stderr]).toEqual([1, 'mcp-comms: nowhere.md: file not found\n'])
})

test('a draft that somebody deletes at the question whether to delete it is not said to be kept', async () => {
  const { run } = setUpPosting({
    files: { 'd.md': `---\nkind: advisory\nrepo: ${REPO}\ntitle: ${SUMMARY}\n---\n${TEXT}\n` },
    person: [
      { ask: `Send it privately to ${REPO}?`, say: true },
      {
        ask: 'GitHub has the report now. Delete the draft d.md?',
        say: true,
        meanwhile: (disk: Disk) => void disk.delete('d.md'),
      },
    ],
  })
  const { exitCode, stderr } = await run('security', 'report', '--from', 'd.md')
  expect(exitCode, stderr).toBe(0)
  expect(stderr).not.toContain('it is kept')
})
