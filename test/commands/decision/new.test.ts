import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { REPO } from '../../support/github.ts'
import { setUpPosting } from '../../support/posting.ts'
import { RECORD_BODY, RECORD_FIELDS, RECORD_TITLE, recordFlags } from '../../support/record.ts'
import { CONFIRM_ALL, CTRL_C, type ScriptedAnswer } from '../../support/script.ts'

const DRAFT_PATH = '/state/mcp-comms/drafts/2026-11-22-decision-protocol-decision-take-turns-as-release-manager.md'
const NEW = ['decision', 'new', '--repo', REPO, '--title', RECORD_TITLE]
const answerHere = (ask: string, type: string): readonly ScriptedAnswer[] => [
  { ask, pick: 'Write it here' },
  { ask, type },
]

test('writes a draft from the five parts that flags give, with the label', async () => {
  const { exitCode, stdout, stderr, files } = await setUpPosting({ files: {} }).run(...NEW, ...recordFlags())
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `${DRAFT_PATH}\n` })
  expect(files[DRAFT_PATH]).toMatch(/^---\nkind: decision\nrepo: example\/protocol\ntemplate: decision\.yml\n/)
  expect(files[DRAFT_PATH]).toContain('labels:\n  - notes\n')
  expect(files[DRAFT_PATH]?.endsWith(`---\n${RECORD_BODY}`)).toBe(true)
  expect(stderr).toContain('Also: Update the community documentation.')
})

test.each<[flags: readonly string[], input: string]>([
  [['--field', 'kind=@kind.txt'], ''],
  [['--field', 'kind=-'], 'process\n'],
  [['--field', 'kind =process'], ''],
])('says what else to change for the kind of decision that %j gives', async (kindFlags, input) => {
  const { run } = setUpPosting({ files: { 'kind.txt': 'process\n', '-': input } })
  const { exitCode, stderr } = await run(...NEW, ...recordFlags({ kind: '' }), ...kindFlags)
  expect(exitCode, stderr).toBe(0)
  expect(stderr).toContain('Also: Update the community documentation.')
})

test('says what else to change for a draft that already has its kind of decision', async () => {
  const { run } = setUpPosting({ files: {} })
  await run(...NEW, ...recordFlags({ options: '' }))
  const { exitCode, stderr } = await run('decision', 'new', '--from', DRAFT_PATH, '--field', 'options=Keep one')
  expect(exitCode, stderr).toBe(0)
  expect(stderr).toContain('Also: Update the community documentation.')
})

test('lists all missing answers together, and keeps the given ones', async () => {
  const { exitCode, stderr, files } = await setUpPosting({ files: {} }).run(
    ...NEW,
    ...recordFlags({ kind: '', options: '' }),
  )
  expect(exitCode).toBe(2)
  expect(stderr).toContain('kind: "Kind of decision" needs an answer; choices: technical, specification, process')
  expect(stderr).toContain('options: "Options considered" needs an answer')
  expect(stderr).toContain(`mcp-comms decision new --from ${DRAFT_PATH}`)
  expect(files[DRAFT_PATH]).toContain(RECORD_FIELDS['rationale'])
})

test('asks a person first what was decided, and then for each part', async () => {
  const person: readonly ScriptedAnswer[] = [
    { ask: 'What was decided?', pick: 'A process' },
    { ask: 'Title', type: RECORD_TITLE },
    { ask: 'What led to it', type: '' },
    ...answerHere('Decision makers', 'The maintainers'),
    ...answerHere('Background and motivation', 'Releases waited'),
    ...answerHere('Options considered', 'Keep one'),
    ...answerHere('Decision and rationale', 'We take turns'),
    ...answerHere('Implementation steps', 'none'),
    { ask: 'AI help', type: '' },
    CONFIRM_ALL,
  ]
  const { exitCode, files, stderr } = await setUpPosting({ files: {}, person }).run('decision', 'new', '--repo', REPO)
  expect(exitCode).toBe(0)
  expect(files[DRAFT_PATH]).toContain('### Kind of decision\n\nprocess\n')
  expect(stderr).toContain(`Post it with:\n  mcp-comms decision open ${DRAFT_PATH}\n`)
})

test('for a technical decision, asks where it happens and reads that repository; the person can go back', async () => {
  const person: readonly ScriptedAnswer[] = [
    { ask: 'What was decided?', pick: 'Something technical' },
    { ask: 'Where does it happen?', back: '' },
    { ask: 'What was decided?', pick: 'Something technical' },
    { ask: 'Where does it happen?', pick: 'Go SDK' },
    { ask: 'Title', pick: CTRL_C },
  ]
  const { fake, run } = setUpPosting({
    files: {},
    person,
    otherSeed: { repositories: { 'modelcontextprotocol/go-sdk': {} } },
  })
  const { exitCode, files } = await run('decision', 'new')
  expect({ exitCode, files }).toEqual({ exitCode: 130, files: {} })
  expect(fake.requests()[0]?.variables).toMatchObject({ owner: 'modelcontextprotocol', name: 'go-sdk' })
})

test('meeting notes become a draft for a discussion in their category', async () => {
  const fields = ['group=Transports', 'date=2026-11-20', 'topics=The release', 'decisions=Take turns']
  const fieldFlags = fields.flatMap((field) => ['--field', field])
  const titleFlags = ['--title', 'Notes: transports']
  const { exitCode, files } = await setUpPosting({ files: {} }).run(
    ...['decision', 'new', '--repo', REPO, '--template', 'meeting-notes', '-o', 'n.md'],
    ...titleFlags,
    ...fieldFlags,
  )
  expect(exitCode).toBe(0)
  expect(files['n.md']).toContain('kind: decision\n')
  expect(files['n.md']).toContain('category: meeting-notes\n')
  expect(files['n.md']).toContain('- notes\n')
})

test('the author’s own text becomes a record, too', async () => {
  const { exitCode, files } = await setUpPosting({ files: { 't.md': RECORD_BODY } }).run(
    ...NEW,
    '-F',
    't.md',
    '-o',
    'r.md',
  )
  expect(exitCode).toBe(0)
  expect(files['r.md']).toContain(RECORD_BODY)
  expect(files['r.md']).toContain('notes')
})

test('--about fills in "What led to it", and `decision list --about` finds the record by it', async () => {
  const conversation = `https://github.com/${REPO}/discussions/7`
  const { run } = setUpPosting({ files: {}, repository: { labels: ['notes'] } })
  const written = await run(
    'decision',
    'new',
    '--repo',
    REPO,
    '--title',
    RECORD_TITLE,
    '--about',
    conversation,
    ...recordFlags({ about: '' }),
    '-o',
    'r.md',
  )
  expect(written.exitCode).toBe(0)
  expect(written.files['r.md']).toContain(`### What led to it\n\n${conversation}\n`)
  expect((await run('decision', 'open', 'r.md', '--yes', '--ai-disclosure', 'none')).exitCode).toBe(0)
  const { stdout } = await run('decision', 'list', '--repo', REPO, '--about', conversation, '--json')
  expect(JSON.parse(stdout).records).toMatchObject([{ title: RECORD_TITLE }])
})

test.each([
  [['--about', 'the conversation'], /--about expects the address of a post, #12.*not "the conversation"/],
  [['--about', '#12', '--body', 'We do it.'], /--field answers a question of a form/],
])('refuses %j', async (flags, message) => {
  const { exitCode, stderr } = await setUpPosting({ files: {} }).run(
    'decision',
    'new',
    '--repo',
    REPO,
    '--title',
    'x',
    ...flags,
  )
  expect(exitCode).toBe(2)
  expect(stderr).toMatch(message)
})

test('the policy that `policy new` writes has rules for records', async () => {
  const policy = readFileSync('templates/policy/start.yaml', 'utf8')
  const person: readonly ScriptedAnswer[] = [
    { ask: 'What was decided?', pick: 'Governance' },
    { ask: 'Title', pick: CTRL_C },
  ]
  const argv = ['--policy', 'p.yaml', '--repo', REPO]
  expect((await setUpPosting({ files: { 'p.yaml': policy }, person }).run('decision', 'new', ...argv)).exitCode).toBe(
    130,
  )
  const { files, stderr } = await setUpPosting({ files: { 'p.yaml': policy } }).run(
    ...['decision', 'new', ...argv, '--title', RECORD_TITLE, ...recordFlags(), '-o', 'r.md'],
  )
  expect(files['r.md']).toMatch(/^labels:\n {2}- notes$/m)
  expect(stderr).toContain('Also: Update the page about contributing.')
})
