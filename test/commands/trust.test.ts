import { describe, expect, test } from 'vitest'
import { type Outcome, run } from '../support/app.ts'
import { REPO } from '../support/github.ts'
import { policyText } from '../support/policy.ts'
import { DRAFT, setUpPosting } from '../support/posting.ts'
import { quillonText } from '../support/quillon.ts'
import { formText } from '../support/templates.ts'
import { trustFiles } from '../support/trust-files.ts'

const PATH = '.mcp-comms/policy.yaml'
const TRUST_FILE = '/state/mcp-comms/trust.json'
const WHERE_TO_REPORT = ['where', '--type', 'conduct', '--json']
/** A policy that an attacker planted. It redirects posts and conduct reports, and removes the rules for AI. */
const PLANTED = policyText
  .replaceAll('mcp-coc@anthropic.com', 'reports@evil.example')
  .replace(/^ai:\n(?: .*\n|\n)+/m, '')
  .replace('    repo: modelcontextprotocol/modelcontextprotocol\n', '    repo: evil/evil\n')
  .replace('title: Model Context Protocol', 'title: Planted rules')
/** A policy of another community, which is ten times shorter. */
const OTHER = quillonText.replaceAll('conduct@quillon.example', 'reports@evil.example')
const FILES = { [PATH]: OTHER }
const QUESTION = 'Use the rules of this folder?'

function expectBuiltInRules({ stdout, stderr, exitCode }: Outcome) {
  expect(exitCode, stderr).toBe(0)
  expect(stdout).toContain('mcp-coc@anthropic.com')
  expect(stdout).not.toContain('evil.example')
}

describe('a policy in a checkout', () => {
  test('is not used before it is trusted, and a line says how to trust it', async () => {
    const outcome = await run(WHERE_TO_REPORT, { files: FILES })
    expectBuiltInRules(outcome)
    expect(JSON.parse(outcome.stdout)).toMatchObject({ policy: { path: null } })
    expect(outcome.stderr).toBe(
      `mcp-comms: not using the rules in ${PATH}, because you have not trusted them yet. To use them: mcp-comms trust ${PATH}\n`,
    )
  })

  test('is not trusted if the path is empty, as it is in a script whose variable is not set', async () => {
    const { stderr, exitCode } = await run(['trust', ''], { files: FILES })
    expect([stderr, exitCode]).toEqual(['mcp-comms: The path is empty: name a folder, or leave out the path\n', 2])
  })

  test('is not even parsed before it is trusted', async () => {
    expectBuiltInRules(await run(WHERE_TO_REPORT, { files: { [PATH]: 'name: [' } }))
  })

  test('is used after `trust`, until its content changes or `trust --remove` ends the trust', async () => {
    const files = await trustFiles(FILES)
    expect((await run(WHERE_TO_REPORT, { files })).stdout).toContain('reports@evil.example')
    const changed = await run(WHERE_TO_REPORT, { files: { ...files, [PATH]: `${OTHER}# more\n` } })
    expectBuiltInRules(changed)
    expect(changed.stderr).toContain('have changed since you trusted them')
    const removed = await run(['trust', '--remove'], { files })
    expect(removed.stdout).toBe(`${PATH}\n`)
    expectBuiltInRules(await run(WHERE_TO_REPORT, { files: removed.files }))
  })

  test('is used at once if --policy names it, and a message says so', async () => {
    const { stdout, stderr } = await run([...WHERE_TO_REPORT, '--policy', PATH], { files: FILES })
    expect(stdout).toContain('reports@evil.example')
    expect(stderr).toBe(`Using the rules in ${PATH}\n`)
  })

  test('is shown to a person once, with its differences from the built-in rules', async () => {
    const argv = ['where', '--type', 'conduct']
    const accepted = await run(argv, { files: { [PATH]: PLANTED }, person: [{ ask: QUESTION, say: true }] })
    expect(accepted.stderr).toContain('Contact for "Reports under the code of conduct": reports@evil.example')
    expect(accepted.stderr.replaceAll(/\s+/g, ' ')).toContain(
      'posts go to evil/evil, not to modelcontextprotocol/modelcontextprotocol',
    )
    expect(accepted.stderr).toContain('The built-in rules for AI agents still apply')
    expect(accepted.stdout).toContain('reports@evil.example')
    expect((await run(argv, { files: accepted.files, person: [] })).stdout).toContain('reports@evil.example')
    const declined = await run(argv, { files: { [PATH]: PLANTED }, person: [{ ask: QUESTION, say: false }] })
    expectBuiltInRules(declined)
    expectBuiltInRules(await run(argv, { files: declined.files, person: [] }))
  })

  test('is shown with the repositories to which it leads posts, and with replaced contacts before new ones', async () => {
    const decoys = Array.from(
      { length: 9 },
      (_, index) =>
        `  a${index}: { title: A${index}, address: a${index}@x.example, url: https://x.example, source: communication }`,
    )
    const text = policyText
      .replace('repo: modelcontextprotocol/python-sdk\n', 'repo: Evil/python-sdk\n')
      .replace(/^contacts:\n/m, `contacts:\n${decoys.join('\n')}\n`)
      .replaceAll('mcp-coc@anthropic.com', 'reports@evil.example')
    const { stderr } = await run(['where', '--type', 'conduct'], {
      files: { [PATH]: text },
      person: [{ ask: QUESTION, say: false }],
    })
    expect(stderr).toContain('Repositories that the built-in rules do not name:\n  Evil/python-sdk\n')
    expect(stderr).toContain('Contact for "Reports under the code of conduct": reports@evil.example')
  })

  test('is shown with the repositories that only a command or an address of it names', async () => {
    const text = policyText
      .replace('command: mcp-comms groups', 'command: mcp-comms issue new --repo  evil/one')
      .replace('url: https://github.com/anthropics/claude-ai-mcp/issues', 'url: https://GitHub.com:443/evil/two/issues')
    const { stderr } = await run(['where', '--type', 'conduct'], {
      files: { [PATH]: text },
      person: [{ ask: QUESTION, say: false }],
    })
    expect(stderr).toContain('Repositories that the built-in rules do not name:\n  evil/one\n  evil/two\n')
  })

  test('is shown with every host that it names, however the address is written', async () => {
    const hosts = [
      'HTTPS://Evil-One.example/x',
      'https:\\\\evil-two.example/x',
      'https://[2001:db8::1]/x',
      'https://\u0435vil-four.example/x',
    ]
    const text = policyText.replace(/^( +)about: .*$/m, `$1about: See ${hosts.join(' and ')}`)
    const { stderr } = await run(['where', '--type', 'conduct'], {
      files: { [PATH]: text },
      person: [{ ask: QUESTION, say: false }],
    })
    for (const host of ['evil-one.example', 'evil-two.example', '[2001:db8::1]', 'xn--vil-four-b8g.example'])
      expect(stderr.split('\n').map((line) => line.trim())).toContain(host)
  })

  test('is shown without hosts of the built-in rules, also if punctuation follows their addresses', async () => {
    const texts = ['(https://modelcontextprotocol.io)', 'https://modelcontextprotocol.io,', 'https://evil.example.']
    const text = policyText.replace(/^( +)about: .*$/m, `$1about: "${texts.join(' ')}"`)
    const { stderr } = await run(['where', '--type', 'conduct'], {
      files: { [PATH]: text },
      person: [{ ask: QUESTION, say: false }],
    })
    const lines = stderr.split('\n').map((line) => line.trim())
    expect(lines).toContain('evil.example')
    expect(lines.filter((line) => line.includes('modelcontextprotocol.io'))).toEqual([])
  })

  test('is trusted only if the file with the trusted policies is valid', async () => {
    const files = await trustFiles(FILES)
    expect(JSON.parse(files[TRUST_FILE] ?? '')).toMatchObject({ version: 1, entries: [{ path: PATH, trusted: true }] })
    expect((await run(['trust', '--list'], { files })).stdout).toBe(`trusted  ${PATH}\n`)
    for (const text of ['', '{', '{"version":2,"entries":[]}', '[]'])
      expectBuiltInRules(await run(WHERE_TO_REPORT, { files: { ...FILES, [TRUST_FILE]: text } }))
  })
})

describe('`trust` with a path', () => {
  const here = { [PATH]: OTHER }
  const inRoot = { ...here, [`/${PATH}`]: quillonText }
  const inBackslash = { ...here, [`a/b/${PATH}`]: OTHER, [`a\\b/${PATH}`]: quillonText }

  test.each([
    ['/', inRoot, `/${PATH}`],
    ['//', inRoot, `/${PATH}`],
    ['/.mcp-comms', inRoot, `/${PATH}`],
    [`/${PATH}`, inRoot, `/${PATH}`],
    ['..', { ...here, [`../${PATH}`]: quillonText }, `../${PATH}`],
    ['sub/', { ...here, [`sub/${PATH}`]: quillonText }, `sub/${PATH}`],
    ['a\\b', inBackslash, `a\\b/${PATH}`],
    ['.', inRoot, PATH],
    ['./.mcp-comms/', inRoot, PATH],
  ])('trusts and forgets only what is in that folder: %s', async (path, files, expected) => {
    const trusted = await run(['trust', path, '--json'], { files })
    expect(JSON.parse(trusted.stdout)).toEqual({ trusted: [expected] })
    const entries = JSON.parse(trusted.files[TRUST_FILE] ?? '').entries
    expect(entries).toMatchObject([{ path: expected, trusted: true }])
    const removed = await run(['trust', '--remove', path, '--json'], { files: trusted.files })
    expect(JSON.parse(removed.stdout)).toEqual({ removed: [expected] })
  })

  test.each([
    ['a folder', 'sub', `sub/${PATH}`],
    ['the file itself', `sub/${PATH}`, `sub/${PATH}`],
    ['the folder of the rules', 'sub/.mcp-comms/', `sub/${PATH}`],
    ['no path', undefined, PATH],
  ])('forgets rules that were deleted since: %s', async (_, path, file) => {
    const argument = path === undefined ? [] : [path]
    const { files } = await run(['trust', ...argument], { files: { [file]: quillonText } })
    const { [file]: _deleted, ...remaining } = files
    const removed = await run(['trust', '--remove', ...argument], { files: remaining })
    expect([removed.exitCode, removed.stdout]).toEqual([0, `${file}\n`])
    expect((await run(['trust', '--list', '--json'], { files: removed.files })).stdout).toBe('[]\n')
    const again = await run(['trust', '--remove', ...argument], { files: removed.files })
    expect(again.stderr).toContain('no .mcp-comms with rules or templates')
  })

  test.each([
    ['/', here],
    ['/', { 'a.md': 'x' }],
    ['a\\b', { [`a/b/${PATH}`]: OTHER }],
  ])('fails if that folder has no rules, although another one has: %s', async (path, files) => {
    const { exitCode, files: after } = await run(['trust', path], { files })
    expect(exitCode).not.toBe(0)
    expect(after).toEqual(files)
  })
})

describe('a policy that cannot be used, such as one that is too large', () => {
  const files = { [PATH]: '#'.repeat(2_000_000), 'd.md': DRAFT }

  test('leaves the built-in rules in force, and a line says why', async () => {
    const outcome = await run(WHERE_TO_REPORT, { files })
    expectBuiltInRules(outcome)
    expect(outcome.stderr).toMatch(/^mcp-comms: not using the rules that were found: .*: larger than the limit of /)
    expect(outcome.stderr).toContain('Repair these rules to use them, or remove them.')
  })

  test('stops a command that would publish', async () => {
    const posting = setUpPosting({ files })
    const { exitCode, stderr } = await posting.run('issue', 'open', 'd.md', '--yes')
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(`cannot be used: ${PATH}: larger than the limit`)])
    expect(posting.posts()).toEqual([])
  })

  test('is not offered to a person, and neither is an invalid one', async () => {
    const argv = ['where', '--type', 'conduct']
    expectBuiltInRules(await run(argv, { files, person: [] }))
    const invalid = await run(argv, { files: { [PATH]: 'name: [' }, person: [] })
    expectBuiltInRules(invalid)
    expect(invalid.stderr).toContain(`not using the rules that were found: ${PATH}:1:`)
  })
})

describe('a command that publishes', () => {
  const files = { ...FILES, 'd.md': DRAFT }

  test.each([
    ['issue', 'open', 'd.md', '--yes'],
    ['issue', 'open', 'd.md', '--web'],
    ['issue', 'new', '--open', '--yes', '--title', 'x', '--body', 'x'],
    ['issue', 'bulk', 'p.jsonl', '--apply', '--yes'],
    ['sep', 'open', 's.md', '--yes'],
  ])('%s %s %s %s exits with 2 while a policy in the checkout is not trusted', async (...argv) => {
    const posting = setUpPosting({
      files: { ...files, 'p.jsonl': '{"title":"The handshake stalls"}\n', 's.md': '# SEP-0000: X\n' },
    })
    const { exitCode, stderr } = await posting.run(...argv)
    expect(stderr).toContain(
      `Nothing was sent: the rules in ${PATH} would not be used, because you have not trusted them yet. Review them, then run: mcp-comms trust ${PATH}`,
    )
    expect(exitCode).toBe(2)
    expect(posting.posts()).toEqual([])
  })

  test('is not stopped in a dry run', async () => {
    const { exitCode } = await setUpPosting({ files }).run('issue', 'open', 'd.md', '--dry-run')
    expect(exitCode).toBe(0)
  })
})

describe('the rule for AI agents', () => {
  test('applies to the repositories of the built-in policy, whatever another policy says', async () => {
    const repo = 'modelcontextprotocol/modelcontextprotocol'
    const draft = DRAFT.replace(/^repo: .*$/m, `repo: ${repo}`)
    const files = { 'p.yaml': OTHER, 'd.md': draft }
    const argv = ['check', 'd.md', '--offline', '--json', '--policy', 'p.yaml']
    const { stdout } = await run(argv, { files, env: { CLAUDECODE: '1' } })
    expect(JSON.parse(stdout).findings).toContainEqual(
      expect.objectContaining({ check: 'ai-agent', severity: 'block' }),
    )
  })
})

describe('templates in a checkout', () => {
  const files = { '.mcp-comms/templates/issue/bug_report.yml': formText('Planted'), 'd.md': DRAFT }
  const list = ['templates', 'list', '--kind', 'issue', '--json', '--repo', REPO]

  test('do not replace the templates of the repository before they are trusted', async () => {
    const { stdout, stderr } = await setUpPosting({ files }).run(...list)
    expect(stdout).not.toContain('Planted')
    expect(stderr).toContain('not using the templates in .mcp-comms/templates/issue, because')
  })

  test('are counted if there are too many to list, before they are trusted', async () => {
    const names = Array.from({ length: 23 }, (_, index) => `form-${index + 10}.yml`)
    const many = Object.fromEntries(names.map((name) => [`.mcp-comms/templates/issue/${name}`, formText(name)]))
    const { stderr, exitCode } = await run(['trust'], { files: many })
    expect(exitCode, stderr).toBe(0)
    expect(stderr).toMatch(/They take precedence .*\n(?: {2}form-\d+\.yml\n){20} {2}and 3 more\n/)
  })

  test('are not trusted if none of them can be read, and `trust` says why', async () => {
    const linked = {
      '.mcp-comms/templates/issue/README': 'No form',
      '.mcp-comms/templates/issue/big.yml': 'x'.repeat(1e7),
    }
    const outcome = await run(['trust'], { files: linked })
    expect(outcome.stderr).toMatch(/skipped: .*big\.yml: larger than .*no \.mcp-comms with rules or templates/s)
    expect([outcome.exitCode, outcome.stdout, outcome.files[TRUST_FILE]]).toEqual([1, '', undefined])
  })

  test('are used after `trust`, until another template is added', async () => {
    const trusted = await trustFiles(files)
    expect((await setUpPosting({ files: trusted }).run(...list)).stdout).toContain('Planted')
    const withSecond = { ...trusted, '.mcp-comms/templates/issue/second.yml': formText('Second') }
    expect((await setUpPosting({ files: withSecond }).run(...list)).stdout).not.toContain('Planted')
  })

  test('stop the posting of a draft that would use one of them', async () => {
    const { exitCode, stderr } = await setUpPosting({ files }).run('issue', 'open', 'd.md', '--yes')
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('mcp-comms trust .mcp-comms/templates/issue')])
  })

  test('stop the posting of a discussion, too', async () => {
    const draft = DRAFT.replace('kind: issue', 'kind: discussion\ncategory: ideas')
    const { run: runPosting, posts } = setUpPosting({
      files: { '.mcp-comms/templates/discussion/bug_report.yml': formText('Planted'), 'd.md': draft },
    })
    const { exitCode, stderr } = await runPosting('discussion', 'open', 'd.md', '--yes')
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('mcp-comms trust .mcp-comms/templates/discussion')])
    expect(posts()).toEqual([])
  })
})
