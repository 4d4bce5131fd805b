import { describe, expect, test } from 'vitest'
import { GitHubFailure } from '../../src/github/failure.ts'
import { CTRL_C, type RunOptions, run } from '../support/app.ts'
import { githubToken as TOKEN } from '../support/secrets.ts'

const DRAFT =
  '---\nkind: issue\nrepo: example/protocol\ntitle: It stops\n---\nThe server stops after a minute when a client connects twice, and logs nothing.\n'
const rejectToken = () => Promise.reject(new GitHubFailure({ kind: 'bad-credentials' }))

type FailingCall = readonly [name: string, argv: readonly string[], options: RunOptions, error: object]

const FAILURES: readonly FailingCall[] = [
  [
    'an unknown flag',
    ['issue', 'new', '--reop', 'a/b'],
    {},
    { code: 'usage', message: "unknown option '--reop'", hint: 'Did you mean --repo?', exit: 2 },
  ],
  [
    'a flag of another command',
    ['issue', 'new', '-R', 'a/b', '--web'],
    {},
    { code: 'usage', message: "unknown option '--web'", hint: 'see mcp-comms issue new --help', exit: 2 },
  ],
  [
    'an unknown command',
    ['isue', 'new'],
    {},
    { code: 'usage', message: "unknown command 'isue'", hint: 'Did you mean issue?', exit: 2 },
  ],
  ...[
    ['help', 'sepp'],
    ['sepp', '--help'],
    ['sepp', 'new', '-h'],
  ].map(
    (argv): FailingCall => [
      `the help of an unknown command (${argv.join(' ')})`,
      argv,
      {},
      { code: 'usage', message: "unknown command 'sepp'", hint: 'Did you mean sep?', exit: 2 },
    ],
  ),
  [
    'the help of an unknown command in a group',
    ['help', 'issue', 'bluk'],
    {},
    { code: 'usage', message: "unknown command 'bluk'", hint: 'Did you mean bulk?', exit: 2 },
  ],
  ...[
    [['version'], 'Did you mean --version?'],
    [['sep', 'view'], 'Did you mean show?'],
    [['view'], 'Did you mean sep show, templates show or policy show?'],
    [['issue', 'create'], 'Did you mean new?'],
    [['issue', 'view'], 'see mcp-comms issue --help'],
    [['constructor'], 'see mcp-comms --help'],
  ].map(
    ([argv = [], hint]): FailingCall => [
      `a command of another program (${argv})`,
      [...argv],
      {},
      { code: 'usage', message: expect.stringMatching(/^unknown command/), hint, exit: 2 },
    ],
  ),
  [
    'a missing argument',
    ['issue', 'open'],
    {},
    { code: 'usage', message: "missing required argument 'draft'", hint: 'see mcp-comms issue open --help', exit: 2 },
  ],
  [
    'a flag with an unknown choice',
    ['issue', 'bulk', 'plan.xls', '--format', "it's xls"],
    {},
    {
      code: 'usage',
      message: '--format expects csv, jsonl, json or yaml, not "it\'s xls"',
      hint: 'see mcp-comms issue bulk --help',
      exit: 2,
    },
  ],
  [
    'an unknown choice',
    ['where', '--type', 'bgu'],
    {},
    { code: 'usage', message: '--type bgu: unknown type', hint: expect.stringMatching(/^Did you mean bug\?/), exit: 2 },
  ],
  [
    'missing answers',
    ['where', '--type', 'vulnerability'],
    {},
    {
      code: 'usage',
      message: expect.stringMatching(/^Not running interactively; missing:\n {2}--area/),
      hint: expect.stringContaining('mcp-comms where'),
      exit: 2,
    },
  ],
  [
    'a file that does not exist',
    ['check', 'gone.md'],
    {},
    { code: 'file', message: 'gone.md: file not found', hint: null, exit: 1 },
  ],
  [
    'a rejected token',
    ['issue', 'open', 'd.md', '--yes'],
    { files: { 'd.md': DRAFT }, github: rejectToken },
    {
      code: 'authentication',
      reason: 'bad-credentials',
      message: expect.stringMatching(/^GitHub rejected the token/),
      exit: 4,
    },
  ],
  [
    'a missing file for a command that accepts several',
    ['sep', 'lint', 'gone.md'],
    {},
    { code: 'file', message: 'gone.md: file not found', exit: 1 },
  ],
]

describe('errors', () => {
  test.each(FAILURES)('with --json, the error for %s is one JSON object on stderr', async (_, argv, options, error) => {
    const { stderr, exitCode } = await run([...argv, '--json'], options)
    const output = JSON.parse(stderr)
    expect(output).toEqual({ error: expect.objectContaining(error) })
    expect(output.error).toMatchObject({ exit: exitCode })
  })

  test.each(FAILURES)(
    'without --json, the message about %s does not show the internal class of the error',
    async (_, argv, options) => {
      const { stderr } = await run(argv, options)
      expect(stderr).toMatch(/^mcp-comms: \S/)
      expect(stderr).not.toMatch(/\((validation|file|authentication|permission|rate limit|network|GitHub)\)|[{}]/)
    },
  )

  test.each([
    [
      ['completion', 'powershell'],
      'completion expects bash, zsh or fish, not "powershell": see mcp-comms completion --help',
    ],
    [['issue', 'new', '--repo'], '--repo <owner/name> needs a value: see mcp-comms issue new --help'],
  ])('%j is a usage error', async (argv, message) => {
    const { stderr, exitCode } = await run(argv)
    expect([stderr.trim(), exitCode]).toEqual([`mcp-comms: ${message}`, 2])
  })

  test.each([
    [80, /^ {2}-R, --repo <owner\/name> {2}the repository/m],
    [36, /^ {2}-R, --repo <owner\/name>\n {6}the repository/m],
  ])('help fits a terminal with %d columns, except commands', async (columns, flag) => {
    const { stdout } = await run(['issue', 'new', '--help'], { columns })
    const lines = stdout
      .split('\n')
      .filter((line) => !line.includes('mcp-comms issue new') && !line.includes('.mcp-comms/'))
    expect(lines.filter((line) => line.length > columns)).toEqual([])
    expect(stdout).toMatch(flag)
  })

  test('cancelling a question exits with 130, and says that nothing was sent', async () => {
    const { stderr, exitCode } = await run(['where'], { person: [{ ask: 'What is it about?', pick: CTRL_C }] })
    expect([stderr.trim(), exitCode]).toEqual(['mcp-comms: Cancelled. Nothing was sent.', 130])
  })

  test.each([
    [['the inspector crashes'], 'To ask where a text belongs: mcp-comms where "…"'],
    [['the', 'inspector', 'crashes'], 'To ask where a text belongs: mcp-comms where "…"'],
    [['bulk', 'x'], 'Did you mean issue bulk?'],
    [['bulk', '--help'], 'Did you mean issue bulk?'],
    [['report'], 'Did you mean security report?'],
    [['lint', 'f'], 'Did you mean decision lint, sep lint, templates lint or policy lint?'],
    [['new'], 'Did you mean issue new, discussion new, decision new, sep new or policy new?'],
    [['create'], 'Did you mean issue new, discussion new, decision new, sep new or policy new?'],
    [['issue', 'create'], 'Did you mean new?'],
    [['sep', 'create'], 'Did you mean new?'],
    [['security', 'create'], 'see mcp-comms security --help'],
    [['isue', 'new'], 'Did you mean issue?'],
    [['zzzzzzzz'], 'see mcp-comms --help'],
  ])('the error for the unknown command in %j has a hint', async (argv, hint) => {
    const { stderr, exitCode } = await run([...argv, '--json'])
    const word = argv.find((name) => !['issue', 'sep', 'security'].includes(name))
    expect(JSON.parse(stderr).error).toMatchObject({ message: `unknown command '${word}'`, hint })
    expect(exitCode).toBe(2)
  })

  test.each([['help where'], ['help help'], ['help'], ['--help'], ['issue new --help'], ['help where the inspector']])(
    '`%s` prints help, and no error',
    async (line) => {
      const { stdout, stderr, exitCode } = await run(line.split(' '))
      expect([stderr, exitCode]).toEqual(['', 0])
      expect(stdout).toMatch(/^Usage: mcp-comms/)
    },
  )

  test.each([
    ['the address of a clone', ['issue', 'new', '--from', `https://${TOKEN}@github.com/example/protocol`]],
    ['the address of a file', ['where', 'it fails', '--policy', `https://bob:${TOKEN.slice(4)}@example.org/p.yaml`]],
    ['a flag without a name', ['issue', 'new', '--repo', 'example/protocol', '--field', TOKEN]],
    ['an unknown command', [TOKEN]],
  ])('no error shows a token in %s', async (_, argv) => {
    for (const flags of [[], ['--json']]) {
      const { stdout, stderr } = await run([...argv, ...flags], { env: { DEBUG: 'mcp-comms' } })
      expect(stderr).toContain('***')
      expect(stdout + stderr).not.toContain(TOKEN.slice(4))
    }
  })

  test.each(['password = bWMM642!oQHO', 'mysql -pbWMM642!oQHO', 'Kennwort: bWMM642!oQHO'])(
    'no error shows a password: %s',
    async (words) => {
      const { stderr } = await run(['check', words])
      expect(stderr).toContain('***')
      expect(stderr).not.toContain('oQHO')
    },
  )

  test('--json after "--" is a file name', async () => {
    const { stderr } = await run(['check', '--', '--json'])
    expect(stderr).toBe('mcp-comms: --json: file not found\n')
  })

  test.each([40, 60])(
    'errors are wrapped to fit a terminal of %i columns, and indented below their label',
    async (columns) => {
      const { stderr } = await run(['issue', 'open', '-'], { person: [], columns })
      const [first = '', ...others] = stderr.trimEnd().split('\n')
      expect(first).toMatch(/^mcp-comms: \S/)
      expect(others.length).toBeGreaterThan(1)
      for (const line of others) expect(line).toMatch(/^ {11}\S/)
      for (const line of [first, ...others]) expect(line.length).toBeLessThan(columns)
    },
  )
})

const LIST = '# Maintainers\n\n## Core Maintainers\n\n- [Grace](https://github.com/grace)\n'
const FORM = `name: Bug\ndescription: It fails\nbody:\n${`  - type: input\n    id: ${TOKEN}\n    attributes: { label: ${TOKEN} }\n`.repeat(2)}`

test.each([
  ['groups', TOKEN],
  ['sep', 'sponsors', TOKEN, '--maintainers', 'MAINTAINERS.md'],
  ['sep', 'sponsors', TOKEN, '--maintainers', 'MAINTAINERS.md', '--json'],
  ['templates', 'lint', 'bug.yml', 'config.yml'],
  ['templates', 'lint', 'bug.yml', 'config.yml', '--json'],
])('a secret is not repeated by %s %s %s', async (...argv) => {
  const files = { 'MAINTAINERS.md': LIST, 'bug.yml': FORM, 'config.yml': `blank_issues_enabled: ${TOKEN}\n` }
  const { stdout, stderr } = await run(argv, { files })
  expect(stdout + stderr).toContain('"***')
  expect(stdout + stderr).not.toContain(TOKEN)
})
