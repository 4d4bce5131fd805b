import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect, onTestFinished } from 'vitest'
import type { Files } from '../../src/app.ts'
import { Failure } from '../../src/errors.ts'
import type { Processes } from '../../src/system/files/lock.ts'
import { nodeFiles } from '../../src/system/files.ts'

/** Every process counts as running, unless a test says otherwise. */
const ALL_ALIVE: Processes = { own: 1000, isRunning: () => true }

/** A real folder that is removed after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-comms-test-'))
  onTestFinished(() => {
    chmodSync(folder, 0o700)
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** Real files in their own folder. After the test, only the files in `left` may exist there. */
export function onDisk({
  processes = ALL_ALIVE,
  stdin = '',
}: {
  processes?: Processes
  stdin?: string | Readable
} = {}) {
  const folder = temporaryFolder()
  const input = () => (typeof stdin === 'string' ? Readable.from([Buffer.from(stdin)]) : stdin)
  return {
    folder,
    files: nodeFiles({ cwd: folder, stdin: input, processes }),
    at: (name: string) => join(folder, name),
    /** All files in the folder, including hidden ones. */
    names: () => readdirSync(folder).sort(),
    /** The same folder for another run. */
    asRun: (other: Processes): Files => nodeFiles({ cwd: folder, stdin: input, processes: other }),
  }
}

/** The message of the expected file failure; any other error, or none, fails the test. */
export async function fileFailureOf(run: Promise<unknown>): Promise<string> {
  const error = await run.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(Failure)
  if (!(error instanceof Failure)) return ''
  expect(error.failure).toBe('file')
  expect(error.message).toMatch(/^[^\n]+[^.\n]$/)
  return error.message
}

/** A file without a size, whose text comes from another process. */
export function makePipe(path: string): void {
  execFileSync('/bin/sh', ['-c', 'mkfifo "$0"', path])
}

const NOBODY = 65534

/** The superuser may write anywhere, so `run` runs as another user. */
export async function withoutPower<T>(folder: string, run: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return run()
  chownSync(folder, NOBODY, NOBODY)
  process.seteuid?.(NOBODY)
  try {
    return await run()
  } finally {
    process.seteuid?.(0)
  }
}
