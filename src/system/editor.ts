import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Failure } from '../errors.ts'
import { type Env, editorCommand, isWindows } from './editor/command.ts'
import { readFile } from './files/read.ts'

type Signal = 'SIGINT' | 'SIGQUIT'
/** Where the signals of the terminal arrive. */
export type Signals = {
  on(signal: Signal, listener: () => void): unknown
  off(signal: Signal, listener: () => void): unknown
}

/** GitHub takes far less; an editor that saves more has saved something else. */
const LIMIT = 4_000_000
/** What a shell answers for a program that is not there, or is none. */
const NOT_STARTED: readonly unknown[] = [126, 127]

/**
 * A person's own editor on a text. The file can be read by its owner only; when the editor fails it stays, so that
 * nothing that was written is lost.
 */
export async function edit(text: string, env: Env, signals: Signals): Promise<string> {
  const command = await editorCommand(env)
  const path = await newFile(text)
  const ended = await runOn(command, path, env, signals)
  const edited = await readFile(path, path, LIMIT)
  if (ended === 0 || edited === text) await rm(dirname(path), { recursive: true, force: true })
  if (ended === 0) return text.startsWith(BYTE_ORDER_MARK) ? edited : edited.replace(BYTE_ORDER_MARK, '')
  throw new Failure('file', `the editor (${command}) ${faultOf(ended, edited === text, path)}`)
}

const BYTE_ORDER_MARK = '\uFEFF'

async function newFile(text: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'mcp-comms-')), 'text.md')
  await writeFile(path, text, { mode: 0o600 })
  return path
}

function faultOf(ended: Ended, isUnchanged: boolean, path: string): string {
  if (isUnchanged && NOT_STARTED.includes(ended)) return 'cannot be started; set EDITOR to one that you have'
  return `ended with ${ended}; ${isUnchanged ? 'nothing was changed' : `what you wrote is in ${path}`}`
}

/** The shell outlives a Ctrl-C, as we do; what it starts hears it as ever. */
const WAITS = 'trap : INT QUIT; '

/** An exit code, or what kept it from having one. */
type Ended = number | string

/**
 * The command is the person's own setting and may hold arguments, so a shell reads it; the path reaches it apart. It
 * writes to the terminal, never into our own result. A Ctrl-C while it runs is meant for it alone.
 */
async function runOn(command: string, path: string, env: Env, signals: Signals): Promise<Ended> {
  const shell = isWindows(env)
  const [program, args] = shell
    ? [`${command} "${path}"`, []]
    : ['/bin/sh', ['-c', `${WAITS}${command} "$1"`, 'sh', path]]
  const leaveIt = () => undefined
  signals.on('SIGINT', leaveIt)
  signals.on('SIGQUIT', leaveIt)
  try {
    return await new Promise((resolve) => {
      const child = spawn(program, args, { stdio: [0, 2, 2], env: { ...env }, shell })
      child.on('error', () => resolve(127))
      child.on('close', (code, signal) => resolve(code ?? signal ?? 1))
    })
  } finally {
    signals.off('SIGINT', leaveIt)
    signals.off('SIGQUIT', leaveIt)
  }
}
