import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

export const BIN = resolve('bin/mcp-comms.js')

type Env = Readonly<Record<string, string>>
export type Ended = { readonly stdout: string; readonly stderr: string; readonly exitCode: number | null }

/** An environment that does not depend on the machine: no colour, no CI, no token. */
export function cleanEnv(extra: Env = {}): Record<string, string> {
  const { PATH = '' } = process.env
  return { PATH, TERM: 'xterm-256color', LANG: 'C.UTF-8', ...extra }
}

type Spawned = {
  readonly input?: string
  readonly env?: Env
  readonly cwd?: string
  /** Gets what ends the program at once, as the system does when it runs out of memory. */
  readonly onStart?: (kill: () => void) => void
}

/** The built program, as a process of its own, with its input closed after `input`. One that was killed has no exit code. */
export function spawnProgram(
  argv: readonly string[],
  { input = '', env = {}, cwd = process.cwd(), onStart }: Spawned = {},
): Promise<Ended> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [BIN, ...argv], { cwd, env: cleanEnv(env) })
    onStart?.(() => void child.kill('SIGKILL'))
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (data: Buffer) => {
      stdout += data.toString()
    })
    child.stderr.on('data', (data: Buffer) => {
      stderr += data.toString()
    })
    child.on('error', failed)
    child.on('close', (exitCode) => done({ stdout, stderr, exitCode }))
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
}
