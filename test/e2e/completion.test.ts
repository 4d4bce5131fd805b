import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { createWholeProgram } from '../../scripts/docs/command-tree.ts'
import { SHELLS } from '../../src/commands/completion/command.ts'
import { FILE_PLACEHOLDERS } from '../../src/commands/completion/run.ts'
import { temporaryFolder } from '../support/folder.ts'
import { spawnProgram } from '../support/program.ts'
import { startShell } from '../support/pty.ts'

const scripts = new Map<string, string>()

beforeAll(async () => {
  for (const shell of SHELLS) scripts.set(shell, (await spawnProgram(['completion', shell])).stdout)
})

const scriptFor = (shell: string) => scripts.get(shell) ?? ''
const isInstalled = (shell: string) => spawnSync(shell, ['--version']).status === 0
const lineOf = (words: readonly string[]) => ['mcp-comms', ...words].join(' ')

const OTHER_NAMES = `
  action area bash|zsh|fish by check commit date format id id=@file id=level id=value issue kind login n name name=column number
  owner/name post rev rule section=text status text title topic type url way who words`

/** Each line to complete, and all words that bash and fish offer for it. */
const CANDIDATES: readonly (readonly [words: readonly string[], candidates: readonly string[]])[] = [
  [['iss'], ['issue']],
  [
    ['issue', ''],
    ['bulk', 'help', 'new', 'open', 'plan'],
  ],
  [
    ['issue', 'open', '--a'],
    ['--ai-disclosure', '--allow', '--assignee'],
  ],
  [['issue', 'open', '--allow', 'v'], ['vulnerability']],
  [
    ['where', '--type', 'co'],
    ['conduct', 'coordination'],
  ],
  [['where', '--area', 'typ'], ['typescript-sdk']],
  [['discussion', 'new', '-R', 'python'], ['python-sdk']],
  [
    ['policy', 'diagram', '--format', ''],
    ['mermaid', 'svg', 'text'],
  ],
  [
    ['sep', 'list', '--status', 'd'],
    ['dormant', 'draft'],
  ],
  [
    ['completion', ''],
    ['bash', 'fish', 'zsh'],
  ],
  [['help', 'tem'], ['templates']],
  [
    ['help', 'templates', ''],
    ['lint', 'list', 'show'],
  ],
  [
    ['sep', 'help', 's'],
    ['show', 'sponsors', 'status'],
  ],
  [['where', ''], []],
  [['issue', 'new', '--title', ''], []],
]

describe('bash', () => {
  const complete = (words: readonly string[]) => {
    const call = String.raw`COMP_WORDS=(mcp-comms "$@"); COMP_CWORD=$#; _mcp_comms; printf '%s\n' "${'$'}{COMPREPLY[@]}"`
    const { stdout, stderr } = spawnSync('bash', ['-c', `${scriptFor('bash')}\n${call}`, 'bash', ...words])
    expect(stderr.toString()).toBe('')
    return stdout.toString().split('\n').filter(Boolean).toSorted()
  }

  test.each(CANDIDATES)('completes %j', (words, candidates) => {
    expect(complete(words)).toEqual(candidates)
  })

  test('completes a value after an equals sign, and escapes a space', () => {
    expect(complete(['where', '--type', '=', 'bu'])).toEqual(['bug'])
    expect(complete(['where', '--sensitivity', '='])).toEqual(['limited-audience', 'people', 'public', 'security'])
    expect(complete(['sep', 'new', '--type', 'St'])).toEqual(['Standards\\ Track'])
  })

  test.each([
    ['offers files for a draft', 'issue open my', 'issue open my-draft.md'],
    ['offers files for a flag with a file', 'where --file=my', 'where --file=my-draft.md'],
    ['offers no files for a text', 'issue new --title my', 'issue new --title myx'],
    ['offers no files for a flag with choices', 'policy diagram --format my', 'policy diagram --format myx'],
  ])('%s', async (_, typed, completed) => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'my-draft.md'), '')
    writeFileSync(join(folder, 'rc'), `${scriptFor('bash')}\nmcp-comms() { echo "called: $*."; }\nPS1='ready> '\n`)
    const shell = startShell(['bash', '--noprofile', '--rcfile', join(folder, 'rc'), '-i'], { cwd: folder })
    await shell.waitFor('ready> ')
    const from = shell.press(`mcp-comms ${typed}\t${completed.endsWith('x') ? 'x' : ''}\r`)
    await shell.waitFor(`called: ${completed}`, from)
  })
})

describe('fish', () => {
  test.skipIf(!isInstalled('fish')).each(CANDIDATES)('completes %j', (words, candidates) => {
    const { stdout, stderr } = spawnSync('fish', [
      '-N',
      '-c',
      `${scriptFor('fish')}\ncomplete -C "$argv"`,
      lineOf(words),
    ])
    expect(stderr.toString()).toBe('')
    const offered = stdout.toString().split('\n').filter(Boolean)
    expect(offered.map((line) => line.replace(/\t.*/, '')).toSorted()).toEqual(candidates)
  })
})

test.skipIf(!isInstalled('zsh'))('zsh can read its script', () => {
  expect(spawnSync('zsh', ['-fn'], { input: scriptFor('zsh') })).toMatchObject({ status: 0 })
})

test.each(SHELLS)('the script for %s has all commands and flags', (shell) => {
  const program = createWholeProgram()
  const groups = program.commands.flatMap((command) => [command, ...command.commands])
  const options = groups.flatMap((command) => command.options.filter(({ hidden }) => !hidden))
  const words = new Set(options.flatMap(({ long }) => long ?? []))
  const flag = (long: string) => (shell === 'fish' ? ` -l ${long.slice(2)} ` : long)
  expect(groups.map((command) => command.name()).filter((name) => !scriptFor(shell).includes(name))).toEqual([])
  expect([...words].filter((long) => !scriptFor(shell).includes(flag(long)))).toEqual([])
})

test('a new name of an argument or a value is either that of a file, or in this list', () => {
  const program = createWholeProgram()
  const commands = program.commands.flatMap((command) => [command, ...command.commands])
  const names = commands.flatMap(({ registeredArguments, options }) => [
    ...registeredArguments.map((argument) => argument.name()),
    ...options.flatMap(({ flags }) => /<(.*)>/.exec(flags)?.[1] ?? []),
  ])
  expect([...new Set(names)].filter((name) => !FILE_PLACEHOLDERS.test(name)).toSorted()).toEqual(
    OTHER_NAMES.trim().split(/\s+/),
  )
})

test.each([[[]], [['tcsh']]])('accepts no other shell: %j', async (words) => {
  const { stdout, stderr, exitCode } = await spawnProgram(['completion', ...words])
  expect([stdout, exitCode]).toEqual(['', 2])
  for (const shell of SHELLS) expect(stderr).toContain(shell)
})
