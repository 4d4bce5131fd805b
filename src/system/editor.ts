import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Failure } from '../errors.ts'
import { readFile } from './files/read.ts'
import { configuredEditor } from './git.ts'
import { environmentFor, isWindows } from './programs.ts'

type Env = Readonly<Record<string, string | undefined>>
type Signal = 'SIGINT' | 'SIGQUIT'
/** An emitter of the terminal's signals, such as `process`. */
export type SignalSource = {
  on(signal: Signal, listener: () => void): unknown
  off(signal: Signal, listener: () => void): unknown
}

/** GitHub accepts far less, so a larger file cannot be meant for it. */
const MAX_BYTES = 4_000_000
/** Exit codes of a shell for a program that is missing or not executable. */
const NOT_STARTED: readonly unknown[] = [126, 127]

type EditOptions = {
  readonly env: Env
  readonly signals: SignalSource
  readonly notify: (sentence: string) => void
}

/**
 * Opens a text in the user's editor, and returns the edited text. If an editor cannot be started, tries the next one. Only the
 * owner can read the temporary file, which is kept if the editor fails after a change, so that no text is lost.
 */
export async function editText(text: string, { env, signals, notify }: EditOptions): Promise<string> {
  const [first = '', ...others] = await editorCommands(env)
  const path = await createTextFile(text)
  let command = first
  let exit = await runEditor(command, path, env, signals)
  for (const next of others) {
    if (!NOT_STARTED.includes(exit) || (await readFile(path, path, MAX_BYTES)) !== text) break
    notify(`The editor (${command}) could not be started; trying ${next}.`)
    command = next
    exit = await runEditor(command, path, env, signals)
  }
  const edited = await readFile(path, path, MAX_BYTES)
  if (exit === 0 || edited === text) await rm(dirname(path), { recursive: true, force: true })
  if (exit === 0) return text.startsWith(BYTE_ORDER_MARK) ? edited : edited.replace(BYTE_ORDER_MARK, '')
  throw editorFailure(command, exit, edited === text, path)
}

const BYTE_ORDER_MARK = '\uFEFF'

async function createTextFile(text: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'mcp-comms-')), 'text.md')
  await writeFile(path, text, { mode: 0o600 })
  return path
}

function editorFailure(command: string, exit: ExitStatus, isUnchanged: boolean, path: string): Failure {
  const editor = `the editor (${command})`
  if (isUnchanged && NOT_STARTED.includes(exit))
    return new Failure('file', `${editor} could not be started`, { hint: 'set EDITOR to one that is installed' })
  return isUnchanged
    ? new Failure('file', `${editor} exited with ${exit}, and nothing was changed`, {
        hint: 'to use another editor, set EDITOR',
      })
    : new Failure('file', `${editor} exited with ${exit}`, { hint: `your text is in ${path}` })
}

/** Keeps the shell alive on Ctrl-C, like this program. The editor still receives the signal. */
const IGNORE_SIGNALS = 'trap : INT QUIT; '

/** The editor's exit code, or the name of the signal that ended it. */
type ExitStatus = number | string

/**
 * Runs the command in a shell, because it is the user's setting and may contain arguments. The editor writes to our standard
 * error, because standard output is for the result. Ctrl-C while the editor runs is meant only for the editor.
 */
async function runEditor(command: string, path: string, env: Env, signals: SignalSource): Promise<ExitStatus> {
  const usesWindowsShell = isWindows(env)
  const [program, args] = usesWindowsShell
    ? [`${command} "${path}"`, []]
    : ['/bin/sh', ['-c', `${IGNORE_SIGNALS}${command} "$1"`, 'sh', path]]
  const ignore = () => undefined
  signals.on('SIGINT', ignore)
  signals.on('SIGQUIT', ignore)
  try {
    return await new Promise((resolve) => {
      const child = spawn(program, args, { stdio: [0, 2, 2], env: environmentFor(env), shell: usesWindowsShell })
      child.on('error', () => resolve(127))
      child.on('close', (code, signal) => resolve(code ?? signal ?? 1))
    })
  } finally {
    signals.off('SIGINT', ignore)
    signals.off('SIGQUIT', ignore)
  }
}

/** The editors to try, as shell commands with arguments: `VISUAL`, `EDITOR`, git's editor, and then common editors. */
async function editorCommands(env: Env): Promise<readonly string[]> {
  const chosen = [env['VISUAL'], env['EDITOR'], await configuredEditor(env)].map((command) => command?.trim() ?? '')
  const common = isWindows(env) ? ['notepad'] : ['vi', 'nano']
  return [...new Set([...chosen, ...common])].filter((command) => command !== '')
}

/** The name of the first editor to try, without path, environment settings, arguments, or an ending such as `.exe`. */
export async function editorName(env: Env): Promise<string> {
  const [command = ''] = await editorCommands(env)
  const program = shellWords(command, env).find((word) => !/^\w+=/.test(word)) ?? ''
  const name = program.split(isWindows(env) ? /[\\/]/ : '/').at(-1) ?? ''
  return name.replace(/\.(exe|cmd|bat)$/i, '') || 'your editor'
}

/** Splits a command into words, like a shell: respects quotes and, except on Windows, backslashes. */
function shellWords(command: string, env: Env): readonly string[] {
  const pattern = isWindows(env) ? /(?:"[^"]*"|[^\s"])+/g : /(?:"[^"]*"|'[^']*'|\\.|[^\s"'\\])+/g
  const quotes = isWindows(env) ? /"/g : /["']|\\(?=.)/g
  return [...command.matchAll(pattern)].map(([word]) => word.replaceAll(quotes, ''))
}
