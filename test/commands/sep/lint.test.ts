import { basename, dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { RULES } from '../../../src/seps/lint/rules.ts'
import { run } from '../../support/app.ts'
import { setUpProposing } from '../../support/proposing.ts'
import { githubToken } from '../../support/secrets.ts'
import { sepDraft } from '../../support/sep-draft.ts'

const FILE = 'seps/0000-icons-for-tools.md'
const VALID = { [FILE]: sepDraft() }
const INVALID = { [FILE]: sepDraft({ Status: 'Proposal', Type: 'standards-track' }) }

describe('sep lint', () => {
  test('says that there are no problems', async () => {
    expect(await run(['sep', 'lint', FILE], { files: VALID })).toMatchObject({
      stdout: '✔ No problems found in 1 SEP\n',
      stderr: '',
      exitCode: 0,
    })
  })

  test('exits with 1 if there is an error', async () => {
    const { stdout, exitCode } = await run(['sep', 'lint', FILE], { files: INVALID })
    expect(stdout).toContain('SEP011 status-known')
    expect(stdout).toContain('✖ 1 error, 1 warning')
    expect(exitCode).toBe(1)
  })

  test('without --all, many warnings beside an error are only counted; --json always lists them', async () => {
    const sentences = Array.from({ length: 5 }, () => 'A host must ask.\n')
    const files = { [FILE]: sepDraft({ Status: 'Proposal', Specification: sentences.join('\n') }) }
    const lint = async (...flags: string[]) => (await run(['sep', 'lint', FILE, ...flags], { files })).stdout
    const { findings } = JSON.parse(await lint('--json')).files[0]
    const warnings = findings.filter(({ severity }: { readonly severity: string }) => severity === 'warning').length
    expect(warnings).toBeGreaterThan(3)
    expect(await lint()).toMatch(new RegExp(`\n  and ${warnings} warnings \\(--all\\)\n`))
    expect((await lint()).match(/ warn /g)).toBeNull()
    expect((await lint('--all')).match(/ warn /g)).toHaveLength(warnings)
    expect(await lint('--json', '--all')).toBe(await lint('--json'))
  })

  describe.each(['human', 'json', 'github', 'sarif'])('with --format %s', (format) => {
    test.each([
      ['status', { Status: githubToken }],
      ['date', { Created: githubToken }],
      ['type (after the part that a message quotes)', { Type: `${'x'.repeat(105)} ${githubToken}` }],
      ['title (whose fix repeats it)', { heading: `# SEP-0000: ${githubToken.replace('_', '\\_')}` }],
      ['link', { after: `\nSee [it](${githubToken}.md).` }],
      ['definition of a link', { after: `\n[x]: ${githubToken}` }],
      ['code that is not MDX', { after: `\n<${githubToken}>` }],
    ])('a secret in the %s is not printed', async (_, changes) => {
      for (const flags of [[], ['--fix']]) {
        const files = { [FILE]: sepDraft(changes) }
        const { stdout, stderr } = await run(['sep', 'lint', FILE, '--all', '--format', format, ...flags], { files })
        expect((stdout + stderr).toLowerCase()).not.toContain(githubToken.slice(4, 12).toLowerCase())
      }
    })
  })

  test('a message masks a secret, and is otherwise unchanged', async () => {
    const { stdout } = await run(['sep', 'lint', FILE], { files: { [FILE]: sepDraft({ Status: githubToken }) } })
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('"***" isn\'t a status; use one of Draft, In-Review, Accepted')
  })

  test('--fix does not undo an edit that was made meanwhile', async () => {
    const edited = sepDraft({ Type: 'standards-track', Rationale: 'An editor has just saved this.' })
    const { run: runOnDisk } = setUpProposing({
      files: { [FILE]: sepDraft({ Type: 'standards-track' }) },
      onDisk: (disk) => {
        const read = disk.get.bind(disk)
        disk.get = (path) => {
          const text = read(path)
          if (path === FILE) disk.set(FILE, edited)
          return text
        }
      },
    })
    const { files, stderr, exitCode } = await runOnDisk('sep', 'lint', FILE, '--fix')
    expect({ files, exitCode }).toEqual({ files: { [FILE]: edited }, exitCode: 1 })
    expect(stderr).toContain('changed by another program')
  })

  test('exits with 0 if there are only warnings', async () => {
    const files = { [FILE]: sepDraft({ Type: 'standards-track' }) }
    expect((await run(['sep', 'lint', FILE], { files })).exitCode).toBe(0)
  })

  test('the file name is not checked on standard input', async () => {
    expect(await run(['sep', 'lint', '-'], { files: { '-': sepDraft() } })).toMatchObject({ exitCode: 0, stderr: '' })
  })

  test('a call without a file is a usage error', async () => {
    expect(await run(['sep', 'lint'])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('name the files to check'),
    })
  })

  test('one unreadable file does not hide the findings of the others', async () => {
    const { stdout, stderr, exitCode } = await run(['sep', 'lint', 'gone.md', FILE], { files: VALID })
    expect(stderr).toBe('mcp-comms: gone.md: file not found\n')
    expect(stdout).toBe('✔ No problems found in 1 SEP\n')
    expect(exitCode).toBe(1)
  })

  test.each([
    ['a PDF', '%PDF-1.7', 'x.md:1: this is a PDF'],
    ['empty', '\n \n', 'x.md:1: the file is empty'],
    ['too long', 'a'.repeat(2_000_001), 'x.md:1: the file has more than 2,000,000 characters'],
  ])('reports in one line that a file is %s', async (_, text, line) => {
    const { stdout, stderr, exitCode } = await run(['sep', 'lint', 'x.md'], { files: { 'x.md': text } })
    expect(stdout).toBe('')
    expect(stderr).toContain(line)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(exitCode).toBe(1)
  })

  test.each([
    ['a missing heading', 'Hello.', 'SEP001 title', 'the file has no heading'],
    ['a second SEP in the file', `${sepDraft()}\n# SEP-12: Another\n`, 'SEP045 one-sep', 'a second SEP starts here'],
    [
      'an HTML comment (not valid MDX)',
      sepDraft({ Motivation: 'So <!-- x -->.' }),
      'SEP029 mdx-valid',
      'cannot be built',
    ],
  ])('reports %s as a finding', async (_, text, rule, message) => {
    const { stdout, stderr, exitCode } = await run(['sep', 'lint', FILE], { files: { [FILE]: text } })
    expect(stdout).toContain(rule)
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(message)
    expect(stderr).toBe('')
    expect(exitCode).toBe(1)
  })

  test('a retired rule can be configured, but not explained', async () => {
    const argv = ['sep', 'lint', FILE, '--rule', 'SEP042=off', '--rule', 'working-group=error']
    expect((await run(argv, { files: VALID })).exitCode).toBe(0)
    const { stderr, exitCode } = await run(['sep', 'lint', '--explain', 'ai-disclosure'])
    expect(stderr).toContain('SEP042 ai-disclosure is no longer a rule')
    expect(exitCode).toBe(2)
  })

  test('CRLF and a byte order mark are accepted', async () => {
    const files = { [FILE]: `\uFEFF${sepDraft().replaceAll('\n', '\r\n')}` }
    expect((await run(['sep', 'lint', FILE], { files })).stdout).toBe('✔ No problems found in 1 SEP\n')
  })
})

test('lints the SEPs in a folder, and refuses a folder without any', async () => {
  const files = { 'seps/0000-icons.md': sepDraft(), 'seps/README.md': '# SEPs\n', 'seps/TEMPLATE.md': '# SEP-NNNN\n' }
  const { stdout } = await run(['sep', 'lint', 'seps/'], { files })
  expect(stdout).toBe('✔ No problems found in 1 SEP\n')
  expect(await run(['sep', 'lint', 'docs'], { files: { 'docs/a.md': 'x' } })).toMatchObject({
    stderr: expect.stringContaining('docs: no SEPs, such as 1234-title.md, found in this folder'),
    exitCode: 1,
  })
})

describe('--fix', () => {
  test('fixes the file and reports the remaining problems', async () => {
    const { stdout, files, exitCode } = await run(['sep', 'lint', FILE, '--fix'], { files: INVALID })
    expect(files[FILE]).toBe(sepDraft({ Status: 'Proposal' }))
    expect(stdout).toContain('fixed 1 problem')
    expect(stdout).toContain('✖ 1 error')
    expect(exitCode).toBe(1)
  })

  test('a disabled rule fixes nothing', async () => {
    const argv = ['sep', 'lint', FILE, '--fix', '--rule', 'type-known=off', '--rule', 'SEP011=warn']
    const { files, exitCode } = await run(argv, { files: INVALID })
    expect(files).toEqual(INVALID)
    expect(exitCode).toBe(0)
  })

  test('standard input cannot be fixed', async () => {
    expect((await run(['sep', 'lint', '-', '--fix'])).exitCode).toBe(2)
  })
})

describe('the output of sep lint', () => {
  test('has the findings with --json', async () => {
    const { stdout } = await run(['sep', 'lint', FILE, '--json'], { files: INVALID })
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      files: [
        {
          file: FILE,
          findings: [
            { rule: 'SEP011', name: 'status-known', severity: 'error', line: 3, column: 15 },
            { rule: 'SEP014', severity: 'warning', line: 4, column: 13, fix: [{ text: 'Standards Track' }] },
          ],
        },
      ],
    })
  })

  test('has annotations with --format github', async () => {
    const { stdout } = await run(['sep', 'lint', FILE, '--format', 'github'], { files: INVALID })
    expect(stdout).toContain(`::error file=${FILE},line=3,col=15,title=SEP011 status-known::`)
  })

  test('is SARIF with --format sarif', async () => {
    const { stdout } = await run(['sep', 'lint', FILE, '--format', 'sarif'], { files: INVALID })
    expect(JSON.parse(stdout)).toMatchObject({
      version: '2.1.0',
      runs: [{ results: [{ ruleId: 'SEP011' }, { ruleId: 'SEP014' }] }],
    })
  })

  test('is one rule in detail with --explain', async () => {
    const { stdout, exitCode } = await run(['sep', 'lint', '--explain', 'sep034'])
    await expect(stdout).toMatchFileSnapshot('../../golden/sep-explain.txt')
    expect(exitCode).toBe(0)
  })

  test('is the list of all rules with --list-rules', async () => {
    const { stdout } = await run(['sep', 'lint', '--list-rules'])
    for (const { id, name } of RULES) expect(stdout).toContain(`${id} ${name}`)
    const json = JSON.parse((await run(['sep', 'lint', '--list-rules', '--json'])).stdout)
    expect(json).toMatchObject(RULES.map(({ id, name, severity }) => ({ id, name, severity })))
  })
})

test.each([
  [['--explain', 'nothing'], 'unknown rule "nothing": the rules are SEP001 title'],
  [['--rule', 'title'], '--rule title has no valid severity: expected off, warn or error'],
  [['--rule', 'title=loud'], 'expected off, warn or error'],
  [['--rule', 'title=off=error'], '--rule title=off=error has no valid severity'],
  [['--rule', 'x=off'], 'unknown rule "x"'],
])('sep lint %j is a usage error', async (flags, message) => {
  const { stderr, exitCode } = await run(['sep', 'lint', FILE, ...flags], { files: VALID })
  expect(stderr).toContain(message)
  expect(exitCode).toBe(2)
})

describe('--changed-since', () => {
  const argv = ['sep', 'lint', FILE, '--changed-since', 'main', '--json']
  const rulesOf = (stdout: string) => JSON.parse(stdout).files[0].findings.map(({ rule }: { rule: string }) => rule)
  const invalidText = INVALID[FILE] ?? ''
  const REVISION = { [`-C ${dirname(FILE)} rev-parse --verify --quiet main^{commit}`]: 'c0ffee\n' }
  /** The revision has the same file, but with other text in these lines. */
  const gitWithChanged = (...lines: readonly number[]) => {
    const before = invalidText.split('\n').map((line, index) => (lines.includes(index + 1) ? 'other' : line))
    return { ...REVISION, [`-C ${dirname(FILE)} cat-file blob c0ffee:./${basename(FILE)}`]: before.join('\n') }
  }

  test('reports only findings on changed lines', async () => {
    const { stdout } = await run(argv, { files: INVALID, git: gitWithChanged(4) })
    expect(rulesOf(stdout)).toEqual(['SEP014'])
  })

  test('fixes only changed lines', async () => {
    const { files } = await run([...argv, '--fix'], { files: INVALID, git: gitWithChanged(3) })
    expect(files).toEqual(INVALID)
    const fixed = await run([...argv, '--fix'], { files: INVALID, git: gitWithChanged(4) })
    expect(fixed.files[FILE]).toBe(sepDraft({ Status: 'Proposal' }))
    expect(rulesOf(fixed.stdout)).toEqual([])
  })

  test('reports nothing if no line has changed', async () => {
    expect((await run(argv, { files: INVALID, git: gitWithChanged() })).exitCode).toBe(0)
  })

  test('treats every line as changed if the revision does not have the file', async () => {
    expect(rulesOf((await run(argv, { files: INVALID, git: REVISION })).stdout)).toEqual(['SEP011', 'SEP014'])
  })

  test('reports a second SEP that the revision does not have', async () => {
    const git = { ...REVISION, [`-C ${dirname(FILE)} ls-tree --name-only -z c0ffee ./`]: 'TEMPLATE.md\0' }
    const files = { ...VALID, 'seps/0000-sounds.md': sepDraft(), 'seps/TEMPLATE.md': '', 'seps/notes.md': '' }
    const { stdout } = await run(argv, { files, git })
    expect(rulesOf(stdout)).toEqual(['SEP045'])
    expect(stdout).toContain('other new SEPs: 0000-sounds.md')
    const gitWithSounds = { ...git, [`-C ${dirname(FILE)} ls-tree --name-only -z c0ffee ./`]: '0000-sounds.md\0' }
    expect(rulesOf((await run(argv, { files, git: gitWithSounds })).stdout)).toEqual([])
  })

  test.each([['main'], ['--output=x']])('refuses the revision %s, which git does not know', async (revision) => {
    const { stderr, exitCode } = await run(['sep', 'lint', FILE, `--changed-since=${revision}`], { files: INVALID })
    expect(stderr).toContain('revision')
    expect(exitCode).toBe(2)
  })
})

describe('checks that read other files, or that a flag adds', () => {
  const NUMBERED = 'seps/321-icons.md'
  const numberedSep = (fields: Record<string, string>) => ({
    [NUMBERED]: sepDraft({
      heading: '# SEP-321: Icons',
      PR: 'https://github.com/modelcontextprotocol/modelcontextprotocol/pull/321',
      ...fields,
    }),
  })

  test('the list of maintainers is found in a parent folder, or named by --maintainers', async () => {
    const files = {
      ...numberedSep({ Sponsor: '@ada' }),
      'MAINTAINERS.md': '## Core Maintainers\n\n- [Grace](https://github.com/grace)\n',
    }
    expect((await run(['sep', 'lint', NUMBERED], { files })).stdout).toContain('@ada is not a maintainer according to')
    const withAda = { ...files, 'people.md': '## Core Maintainers\n\n- [Ada](https://github.com/ada)\n' }
    expect((await run(['sep', 'lint', NUMBERED, '--maintainers', 'people.md'], { files: withAda })).exitCode).toBe(0)
    const withoutNames = { ...files, 'people.md': 'Nobody.' }
    expect((await run(['sep', 'lint', NUMBERED, '--maintainers', 'people.md'], { files: withoutNames })).exitCode).toBe(
      2,
    )
  })

  test('the SEPs and files that a text refers to have to exist', async () => {
    const files = {
      ...numberedSep({ Rationale: 'As SEP-99; see [it](100-old.md) and [that](gone.md).' }),
      'seps/100-old.md': '',
    }
    const { stdout } = await run(['sep', 'lint', NUMBERED, '--seps', 'seps'], { files })
    expect(stdout).toContain("SEP-99 isn't in the SEP folder")
    expect(stdout).toContain("gone.md doesn't exist")
    expect(stdout).not.toContain('100-old.md')
    expect((await run(['sep', 'lint', NUMBERED, '--seps', 'nowhere'], { files })).exitCode).toBe(2)
  })

  test('the links of a draft in another folder are resolved against the folder of --seps', async () => {
    const files = {
      'drafts/0000-icons-for-tools.md': sepDraft({
        'Backward Compatibility': 'See [it](100-old.md), [the page](../docs/x.mdx) and [that](gone.md).',
      }),
      'spec/seps/100-old.md': '',
      'spec/docs/x.mdx': '',
    }
    const { stdout } = await run(['sep', 'lint', 'drafts/0000-icons-for-tools.md', '--seps', 'spec/seps'], { files })
    expect(stdout).toContain("gone.md doesn't exist")
    expect(stdout).not.toContain('100-old.md')
    expect(stdout).not.toContain('x.mdx')
  })

  test('the requirements for Final are checked with --final', async () => {
    const { stdout } = await run(['sep', 'lint', NUMBERED, '--final'], { files: numberedSep({}) })
    expect(stdout).toContain('SEP061')
  })
})
