import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

export const BIN = resolve('bin/mcp-comms.js')

type Env = Readonly<Record<string, string>>
export type ProgramResult = { readonly stdout: string; readonly stderr: string; readonly exitCode: number | null }

/** An environment that keeps only `PATH` from the current one, so that neither a token nor `CI` affects a test. */
export function cleanEnv(extra: Env = {}): Record<string, string> {
  const { PATH = '' } = process.env
  return { PATH, TERM: 'xterm-256color', LANG: 'C.UTF-8', ...extra }
}

export type SpawnOptions = {
  readonly input?: string
  readonly env?: Env
  readonly cwd?: string
  /** A command, with arguments, that starts the program, such as `unshare`. */
  readonly within?: readonly string[]
  /** Receives a function that kills the program, as the system does when it runs out of memory. */
  readonly onStart?: (kill: () => void) => void
}

/** Runs the built program as a separate process, with `input` as its standard input. A killed process has no exit code. */
export function spawnProgram(
  argv: readonly string[],
  { input = '', env = {}, cwd = process.cwd(), within = [], onStart }: SpawnOptions = {},
): Promise<ProgramResult> {
  return new Promise((resolveEnd, reject) => {
    const [command = process.execPath, ...rest] = [...within, process.execPath, BIN, ...argv]
    const child = spawn(command, rest, { cwd, env: cleanEnv(env) })
    onStart?.(() => void child.kill('SIGKILL'))
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (data: Buffer) => {
      stdout += data.toString()
    })
    child.stderr.on('data', (data: Buffer) => {
      stderr += data.toString()
    })
    child.on('error', reject)
    child.on('close', (exitCode) => resolveEnd({ stdout, stderr, exitCode }))
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
}
