import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect, onTestFinished } from 'vitest'
import type { Files } from '../../src/app.ts'
import { Failure } from '../../src/errors.ts'
import type { Processes, ProcessSpace } from '../../src/system/files/lock.ts'
import { nodeFiles } from '../../src/system/files.ts'

export const SPACE: ProcessSpace = { host: 'desk', machine: 'm1', boot: 'b1', namespace: 'pid:[1]' }

/**
 * The processes of a machine, as the process with the id `ownPid` sees them. By default, every id belongs to a running process.
 */
export function processesSeenBy(
  ownPid: number,
  { space = {}, isRunning = () => true, started = '7', whileWaiting = () => {} }: ProcessOptions = {},
): Processes {
  return {
    ownPid,
    space: async () => ({ ...SPACE, ...space }),
    find: async (pid) => (isRunning(pid) ? { started } : null),
    sleep: async () => whileWaiting(),
  }
}

type ProcessOptions = {
  readonly space?: Partial<ProcessSpace>
  readonly isRunning?: (pid: number) => boolean
  /** The start time of every process; null if the system does not report it. */
  readonly started?: string | null
  /** What another process does while this one waits. */
  readonly whileWaiting?: () => void
}

/** The user who runs the tests, with a made-up home folder. */
export const CURRENT_USER = { home: () => '/home/newcomer', user: process.getuid?.() ?? null }

/** A real folder that is removed after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-comms-test-'))
  onTestFinished(() => {
    chmodSync(folder, 0o700)
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

export function realFiles({
  processes = processesSeenBy(1000),
  stdin = '',
}: {
  processes?: Processes
  stdin?: string | Readable
} = {}) {
  const folder = temporaryFolder()
  const input = () => (typeof stdin === 'string' ? Readable.from([Buffer.from(stdin)]) : stdin)
  return {
    folder,
    files: nodeFiles({ ...CURRENT_USER, cwd: () => folder, stdin: input, processes: async () => processes }),
    at: (name: string) => join(folder, name),
    /** The names of all files and folders directly in the folder, including hidden ones. */
    names: () => readdirSync(folder).sort(),
    /** The same folder, as another process sees it. */
    asProcess: (other: Processes): Files =>
      nodeFiles({ ...CURRENT_USER, cwd: () => folder, stdin: input, processes: async () => other }),
  }
}

/**
 * The message of the expected file failure. Any other error, or none, fails the test, and so does a message with more than one
 * line or with a period at its end.
 */
export async function fileFailureOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(Failure)
  if (!(error instanceof Failure)) return ''
  expect(error.failureClass).toBe('file')
  expect(error.message).toMatch(/^[^\n]+[^.\n]$/)
  return error.message
}

/** Creates a named pipe: a file without a size, whose text comes from another process. */
export function makePipe(path: string): void {
  execFileSync('/bin/sh', ['-c', 'mkfifo "$0"', path])
}

const NOBODY = 65534

/** Calls `run` as a user who is not root, because root may write anywhere. */
export async function withoutRoot<T>(folder: string, run: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return run()
  chownSync(folder, NOBODY, NOBODY)
  process.seteuid?.(NOBODY)
  try {
    return await run()
  } finally {
    process.seteuid?.(0)
  }
}
