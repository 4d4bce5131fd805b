import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { makePipe, temporaryFolder } from '../support/folder.ts'
import { spawnProgram } from '../support/program.ts'

const FLAGS = ['--type', 'bug', '--sensitivity', 'public', '--actionability', 'actionable', '--area', 'go-sdk']

describe('the built program', () => {
  test('--help prints an overview of the commands', async () => {
    const { stdout, exitCode } = await spawnProgram(['--help'])
    expect(exitCode).toBe(0)
    await expect(stdout).toMatchFileSnapshot('../golden/help.txt')
  })

  test.each(['where', 'groups', 'policy diagram'])('%s --help has an example', async (command) => {
    const { stdout, exitCode } = await spawnProgram([...command.split(' '), '--help'])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/\$ mcp-comms /)
  })

  test('policy --help succeeds', async () => {
    expect((await spawnProgram(['policy', '--help'])).exitCode).toBe(0)
  })

  test('--version prints the version of the package', async () => {
    const { default: manifest } = await import('../../package.json', { with: { type: 'json' } })
    expect((await spawnProgram(['--version'])).stdout).toBe(`${manifest.version}\n`)
  })

  test('`help` with the name of a command prints the same as its --help', async () => {
    const { stdout } = await spawnProgram(['issue', 'bulk', '--help'])
    expect((await spawnProgram(['help', 'issue', 'bulk'])).stdout).toBe(stdout)
  })

  test('without arguments, prints the help and exits with 2', async () => {
    const { stderr, exitCode } = await spawnProgram([])
    expect(stderr).toMatch(/Usage: mcp-comms/)
    expect(exitCode).toBe(2)
  })

  test('suggests a similar command for an unknown one', async () => {
    const { stderr, exitCode } = await spawnProgram(['wehre'])
    expect(stderr).toMatch(/^mcp-comms: unknown command 'wehre'\. Did you mean where\?\n$/)
    expect(exitCode).toBe(2)
  })

  test('works in an empty folder, with the built-in policy', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'mcp-comms-'))
    onTestFinished(() => rmSync(cwd, { recursive: true }))
    const { stdout, exitCode } = await spawnProgram(['where', ...FLAGS, '--json'], { cwd })
    expect(JSON.parse(stdout)).toMatchObject({ channel: 'issue', policy: { name: 'mcp' } })
    expect(exitCode).toBe(0)
  })

  test('names what is missing when not running interactively', async () => {
    const { stdout, stderr, exitCode } = await spawnProgram(['where'])
    expect([stdout, exitCode]).toEqual(['', 2])
    expect(stderr).toMatch(/--type bug\|docs/)
  })

  test('refuses a policy that cannot be read', async () => {
    const { stderr, exitCode } = await spawnProgram(['where', ...FLAGS, '--policy', 'test'])
    expect(stderr).toBe('mcp-comms: test: this is a folder, not a file\n')
    expect(exitCode).toBe(1)
  })

  test.each([
    ['nowhere.txt', 'mcp-comms: nowhere.txt: file not found\n'],
    ['test', 'mcp-comms: test: this is a folder, not a file\n'],
  ])('refuses texts that cannot be read: %s', async (file, message) => {
    const { stdout, stderr, exitCode } = await spawnProgram(['where', '--file', file])
    expect([stdout, stderr, exitCode]).toEqual(['', message, 1])
  })

  test('reads texts from standard input, with Windows line endings', async () => {
    const input = 'typo in the quickstart\r\n{"id":"x","text":"harassment"}'
    const { stdout, exitCode } = await spawnProgram(['where', '--file', '-'], { input })
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { line: 1, channel: 'issue' },
      { line: 2, id: 'x', channel: 'conduct' },
    ])
    expect(exitCode).toBe(0)
  })

  test('reads a text of a megabyte', async () => {
    const { stdout, exitCode } = await spawnProgram(['where', '--file', '-'], { input: 'crash '.repeat(180_000) })
    expect(JSON.parse(stdout)).toMatchObject({ line: 1 })
    expect(exitCode).toBe(0)
  })

  test('goes on and keeps its exit code if the reader of its result ends early', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'mcp-comms-'))
    onTestFinished(() => rmSync(cwd, { recursive: true }))
    writeFileSync(join(cwd, 'a.md'), 'The page on transports has a list.\n')
    writeFileSync(join(cwd, 'b.md'), `I call it with ghp_${'a1B2c3D4e5F6'.repeat(3)}\n`)
    const within = ['bash', '-c', '"$@" | true; exit $PIPESTATUS', 'bash']
    expect((await spawnProgram(['check', 'a.md', 'b.md'], { cwd, within })).exitCode).toBe(3)
  })

  test('prints a stack trace only in debug mode', async () => {
    const argv = ['where', ...FLAGS, '--policy', 'nowhere.yaml']
    expect((await spawnProgram(argv)).stderr).not.toMatch(/ {4}at /)
    expect((await spawnProgram(argv, { env: { DEBUG: 'mcp-comms' } })).stderr).toMatch(/ {4}at /)
  })

  test('prints the policy, with --json and without', async () => {
    const { stdout } = await spawnProgram(['policy', 'show', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ name: 'mcp', home: 'spec' })
    expect((await spawnProgram(['policy', 'show'])).stdout).toMatch(/mcp-coc@anthropic\.com/)
  })

  test('refuses a diagram in an unknown format', async () => {
    const { stderr, exitCode } = await spawnProgram(['policy', 'diagram', '--format', 'png'])
    expect(stderr).toMatch(/--format expects text, mermaid or svg, not /)
    expect(exitCode).toBe(2)
  })
})

/** Writes a text into a pipe from another process, because that waits until the program reads it. */
function writeInto(pipe: string, text: string): void {
  const writer = spawn('sh', ['-c', 'printf %s "$1" > "$2"', 'sh', text, pipe])
  onTestFinished(() => void writer.kill())
}

test('a draft from a pipe is refused, because the address of its post could not be saved', async () => {
  const folder = temporaryFolder()
  makePipe(join(folder, 'draft.md'))
  const { exitCode, stdout, stderr } = await spawnProgram(['issue', 'open', 'draft.md', '--yes'], { cwd: folder })
  expect([exitCode, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(/^mcp-comms: draft\.md is a pipe/)
})

test('a private report can be made from a draft in a pipe, which is read once', async () => {
  const folder = temporaryFolder()
  makePipe(join(folder, 'draft.md'))
  const draft =
    '---\nkind: issue\nrepo: modelcontextprotocol/go-sdk\ntitle: A title\n---\n\n# The session id\n\nIt can be guessed.\n'
  writeInto(join(folder, 'draft.md'), draft)
  const call = [
    'security',
    'report',
    '--from',
    'draft.md',
    '--repo',
    'modelcontextprotocol/go-sdk',
    '--dry-run',
    '--yes',
  ]
  const { exitCode, stdout } = await spawnProgram(call, { cwd: folder })
  expect([exitCode, stdout]).toEqual([0, expect.stringContaining('"<the text, ')])
})

test('the command that applies a plan from a pipe names its ledger, because --apply requires it', async () => {
  const folder = temporaryFolder()
  makePipe(join(folder, 'plan.csv'))
  const plan = 'title,body,repo\nAdd retries to the client,The client gives up at once.,modelcontextprotocol/go-sdk\n'
  writeInto(join(folder, 'plan.csv'), plan)
  const { stdout } = await spawnProgram(['issue', 'bulk', 'plan.csv', '--offline'], { cwd: folder })
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain('issue bulk plan.csv --apply --ledger plan.ledger.jsonl')
})
