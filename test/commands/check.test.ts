import { expect, test } from 'vitest'
import { MAX_UNMARKED_BODY_LENGTH } from '../../src/text/added-lines.ts'
import { REPO } from '../support/github.ts'
import { DRAFT, setUpPosting } from '../support/posting.ts'
import { quillonText } from '../support/quillon.ts'

const INCOMPLETE = DRAFT.replace('Split the reply after the first byte.', '')

test('exits 0 and prints one line if there are no problems', async () => {
  const { stdout, exitCode, stderr } = await setUpPosting().run('check', 'd.md')
  expect({ stdout, stderr, exitCode }).toEqual({ stdout: 'No problems found in d.md\n', stderr: '', exitCode: 0 })
})

test('prints a finding with its line, exits 3, and does not change the draft', async () => {
  const { run, operations } = setUpPosting({ files: { 'd.md': INCOMPLETE } })
  const { stdout, exitCode, files } = await run('check', 'd.md')
  expect(exitCode).toBe(3)
  expect(stdout).toContain('d.md:9  stop  required\n  "Steps to reproduce" is required')
  expect(files['d.md']).toBe(INCOMPLETE)
  // GitHub is not searched for duplicates of a draft with a blocking finding.
  expect(operations()).toEqual(['Target'])
})

test('--allow overrides a check, but not one that needs a confirmation at a prompt', async () => {
  const leak = DRAFT.replace('Split the reply', `Call it with ghp_${'a1B2c3D4e5F6'.repeat(3)}. Split the reply`)
  const { run } = setUpPosting({ files: { 'd.md': INCOMPLETE, 'leak.md': leak } })
  const allowed = await run('check', 'd.md', '--allow', 'required', '--allow', 'placeholders')
  expect(allowed).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('required') })
  expect((await run('check', 'leak.md', '--allow', 'secrets')).exitCode).toBe(3)
  const unknown = await run('check', 'd.md', '--allow', 'requierd')
  expect(unknown).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('unknown check') })
})

test('a file that is not a draft is checked only for private content', async () => {
  const leak = `# It fails\n\nI call it with\n\nghp_${'a1B2c3D4e5F6'.repeat(3)}\n`
  const { run, operations } = setUpPosting({
    files: { 'leak.md': leak, 'plain.md': '# The page on transports\n\nIt has a list.\n' },
  })
  const leaking = await run('check', 'leak.md')
  expect(leaking).toMatchObject({ exitCode: 3, stdout: expect.stringContaining('leak.md:5  stop  secrets') })
  expect(leaking.stdout).not.toMatch(/stop {2}(?!secrets)/)
  expect(leaking.stderr).toContain('leak.md is not a draft, so it was only checked for what must not be public')
  expect(await run('check', 'plain.md')).toMatchObject({ exitCode: 0, stdout: 'No problems found in plain.md\n' })
  // GitHub is not searched for a text that may have to stay private.
  expect(operations()).toEqual([])
})

test('a malformed --repo is reported, even if the draft names its repository', async () => {
  const { run } = setUpPosting({ files: { 'd.md': DRAFT } })
  expect(await run('check', 'd.md', '--repo', 'not a repo')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('"not a repo" isn\'t a repository'),
  })
})

test('front matter without a kind does not make a file a draft', async () => {
  const page = '---\nlayout: page\n---\n# Servers\n\nkind: Deployment\n'
  const { run } = setUpPosting({ files: { 'pages/page.md': page, 'pages/d.md': DRAFT } })
  const named = await run('check', 'pages/page.md')
  expect(named).toMatchObject({ exitCode: 0, stdout: 'No problems found in pages/page.md\n' })
  expect(named.stderr).toContain('pages/page.md is not a draft')
  const inFolder = await run('check', 'pages')
  expect(inFolder).toMatchObject({ exitCode: 0, stdout: 'No problems found in pages/d.md\n' })
  expect(inFolder.stderr).toBe('mcp-comms: skipped pages/page.md: not a draft\n')
})

test('a draft that lost its kind is not skipped: it gets a warning, and is checked for private content', async () => {
  const withoutKind = DRAFT.replace(/^kind: .*\n/m, '')
  const leak = `${withoutKind}\nghp_${'a1B2c3D4e5F6'.repeat(3)}\n`
  const { run } = setUpPosting({ files: { 'ready/a.md': DRAFT, 'ready/b.md': withoutKind, 'leak/c.md': leak } })
  const { stdout, stderr, exitCode } = await run('check', 'ready')
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 })
  expect(stdout).toContain('ready/b.md:1  warn  required\n  this looks like a draft without its line "kind"')
  expect(stdout).toContain('"kind: issue"')
  const named = await run('check', 'ready/b.md', '--json')
  expect(JSON.parse(named.stdout).findings).toMatchObject([{ check: 'required', code: 'kind-missing', line: 1 }])
  expect((await run('check', 'leak')).exitCode).toBe(3)
})

test.each([
  ['in flow style', '---\n{kind: issue, repo: example/protocol, title: Flow style}\n---\nBody\n'],
  ['that is indented', '---\n  kind: issue\n  repo: example/protocol\n  title: Indented\n---\nBody\n'],
])('a file with front matter %s is a draft', async (_, text) => {
  const { stderr, exitCode } = await setUpPosting({ files: { 'd.md': text } }).run('check', 'd.md')
  expect(stderr).not.toContain('is not a draft')
  expect(exitCode).toBe(3)
})

test('a file with broken front matter is an error', async () => {
  const { stderr, exitCode } = await setUpPosting({ files: { 'd.md': '---\nkind: issue\ntitle: x\n' } }).run(
    'check',
    'd.md',
  )
  expect({ stderr, exitCode }).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('second "---"') })
})

test('with several drafts, names those without problems as well', async () => {
  const { run } = setUpPosting({ files: { 'a.md': DRAFT, 'b.md': INCOMPLETE, 'c.md': DRAFT } })
  const { stdout } = await run('check', 'a.md', 'b.md', 'c.md')
  expect(stdout).toMatch(/^No problems found in a\.md\nb\.md:9 .*No problems found in c\.md\n$/s)
})

test('checks the other drafts if one is missing or damaged, and ends with an error', async () => {
  const files = { 'a.md': INCOMPLETE, 'b.md': DRAFT.replace('title: ', 'title: "'), 'd.md': DRAFT }
  const { run } = setUpPosting({ files })
  const text = await run('check', 'a.md', 'b.md', 'c.md', 'd.md', 'a.md')
  expect(text.exitCode).toBe(1)
  expect(text.stdout).toMatch(/^a\.md:9 .*No problems found in d\.md\n$/s)
  expect(text.stdout.match(/\d problems? found/g)).toHaveLength(1)
  expect(text.stderr).toMatch(/b\.md:\d+: .*c\.md: file not found/s)
  const { exitCode, stdout } = await run('check', 'd.md', 'c.md', '--json')
  expect([exitCode, JSON.parse(stdout)]).toEqual([1, { ok: false, findings: [] }])
})

test('for a possible vulnerability, shows the command that reports it privately', async () => {
  const vulnerableDraft = `${DRAFT}\nA remote attacker can bypass authentication and read the messages of another tenant.\n`
  const { stderr } = await setUpPosting({ files: { 'my weak.md': vulnerableDraft } }).run('check', 'my weak.md')
  expect(stderr).toContain('To report it privately instead: mcp-comms security report --from "my weak.md"\n')
  const files = {
    'weak.md': vulnerableDraft,
    'no-repo.md': vulnerableDraft.replace(/^repo: .*\n/m, ''),
    'p.yaml': quillonText,
  }
  const { run } = setUpPosting({ files })
  const flags = ['-R', REPO, '--policy', 'p.yaml']
  const withoutRepo = await run('check', 'no-repo.md', ...flags)
  expect(withoutRepo.stderr).toContain(`security report --from no-repo.md --repo ${REPO} --policy p.yaml\n`)
  // The flag does not apply to a draft that names its repository, and the report goes there, too.
  const withRepo = await run('check', 'weak.md', '-R', 'modelcontextprotocol/inspector', '--policy', 'p.yaml')
  expect(withRepo.stderr).toContain('security report --from weak.md --policy p.yaml\n')
})

test('-R sets the repository of drafts that name none', async () => {
  const withoutRepo = INCOMPLETE.replace(/^repo: .*\n/m, '')
  const { run } = setUpPosting({ files: { 'd.md': withoutRepo } })
  const { stdout } = await run('check', 'd.md', '-R', REPO)
  expect(stdout).toContain('"Steps to reproduce" is required')
})

test('--json reports the findings of several drafts in one JSON object', async () => {
  const { run } = setUpPosting({ files: { 'a.md': DRAFT, 'b.md': INCOMPLETE } })
  const { stdout, exitCode } = await run('check', 'a.md', 'b.md', '--json')
  expect(exitCode).toBe(3)
  expect(JSON.parse(stdout)).toMatchObject({
    ok: false,
    findings: expect.arrayContaining([expect.objectContaining({ draft: 'b.md', check: 'required', line: 9 })]),
  })
})

test('checks the drafts in a folder, and names the files that it skipped', async () => {
  const { run } = setUpPosting({
    files: { 'ready/a.md': DRAFT, 'ready/b.md': INCOMPLETE, 'ready/README.md': '# Ours\n', 'x.md': INCOMPLETE },
  })
  const { stdout, stderr, exitCode } = await run('check', 'ready/', '--json')
  expect(exitCode).toBe(3)
  expect(new Set(JSON.parse(stdout).findings.map((finding: { draft: string }) => finding.draft))).toEqual(
    new Set(['ready/b.md']),
  )
  expect(stderr).toBe('mcp-comms: skipped ready/README.md: not a draft\n')
  const both = await run('check', 'ready', 'x.md')
  expect(both.stdout).toMatch(/^ready\/b\.md:9 .*^x\.md:9 /ms)
})

test('an empty path is an error, and not the folder with all files', async () => {
  for (const command of [['check'], ['sep', 'lint'], ['templates', 'lint']]) {
    const { stderr, exitCode } = await setUpPosting().run(...command, '')
    expect([stderr, exitCode]).toEqual(['mcp-comms: A path is empty: name a file or a folder\n', 2])
  }
})

test('a folder without a draft is an error', async () => {
  const { stderr, exitCode } = await setUpPosting({ files: { 'notes/a.txt': 'x' } }).run('check', 'notes')
  expect(exitCode).toBe(1)
  expect(stderr).toContain('notes: no drafts found in this folder')
})

test('reports a title that is too long for GitHub', async () => {
  const title = 'The client never reconnects '.repeat(12).trim()
  const long = DRAFT.replace(/^title: .*$/m, `title: "${title}"`)
  const { stdout, exitCode } = await setUpPosting({ files: { 'd.md': long } }).run('check', 'd.md', '--json')
  expect(exitCode).toBe(3)
  expect(JSON.parse(stdout).findings).toContainEqual(
    expect.objectContaining({
      check: 'required',
      code: 'long-title',
      message: `its title has ${title.length} characters; GitHub accepts at most 256`,
    }),
  )
})

test('accepts the longest text that `open` accepts, and the longest summary that `security report` accepts', async () => {
  const body = 'One more line.\n'.repeat(5_000).slice(0, MAX_UNMARKED_BODY_LENGTH - 1)
  const files = {
    'd.md': `---\nkind: issue\nrepo: ${REPO}\ntitle: A list of lines\naiDisclosure: none\n---\n${body}.\n`,
    'report.md': `---\nkind: advisory\nrepo: ${REPO}\ntitle: ${'Very '.repeat(100)}bad\n---\nThe text.\n`,
    'long.md': `---\nkind: advisory\nrepo: ${REPO}\ntitle: ${'Very '.repeat(300)}bad\n---\nThe text.\n`,
  }
  const { run } = setUpPosting({ files })
  const codesIn = async (file: string) =>
    JSON.parse((await run('check', file, '--json')).stdout).findings.map(({ code }: { code?: string }) => code)
  expect(await codesIn('d.md')).not.toContain('long-body')
  expect(await codesIn('report.md')).not.toContain('long-title')
  expect(await codesIn('long.md')).toContain('long-title')
})

test('--offline sends no request', async () => {
  const { run, operations } = setUpPosting()
  const { exitCode, stderr } = await run('check', 'd.md', '--offline')
  expect(exitCode).toBe(0)
  expect(stderr).toContain('GitHub was not queried')
  expect(operations()).toEqual([])
})

test('without a token, runs the checks that need none, and says so once for all drafts', async () => {
  const { run } = setUpPosting({ signedIn: false, files: { 'd.md': DRAFT, 'e.md': DRAFT } })
  const { exitCode, stderr } = await run('check', 'd.md', 'e.md')
  expect(exitCode).toBe(0)
  expect(stderr.match(/duplicates were not checked/g)).toHaveLength(1)
})

test('an AI agent is stopped in a repository where its user has too few merged pull requests', async () => {
  const spec = 'modelcontextprotocol/modelcontextprotocol'
  const draft = `---\nkind: issue\nrepo: ${spec}\ntitle: The schema of progress notifications contradicts the text\naiDisclosure: An agent wrote it.\n---\nThe text says that total is optional, the schema requires it.\n\n**AI disclosure:** An agent wrote it.\n`
  const options = { files: { 'd.md': draft }, env: { AI_AGENT: 'some-agent', CLAUDECODE: '1' } }
  const repositories = { [spec]: { files: { 'MAINTAINERS.md': '- [Else](https://github.com/else)' } } }
  const newcomer = setUpPosting({ ...options, otherSeed: { repositories } })
  const { exitCode, stdout } = await newcomer.run('check', 'd.md')
  expect(exitCode).toBe(3)
  expect(stdout).toContain('stop  ai-agent')
  expect(newcomer.operations()).toContain('MergedPullRequests')
  const contributor = setUpPosting({
    ...options,
    otherSeed: { viewer: { login: 'newcomer', mergedPullRequests: { [spec]: 4 } }, repositories },
  })
  expect((await contributor.run('check', 'd.md')).stdout).not.toContain('ai-agent')
})
