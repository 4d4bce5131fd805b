import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import * as z from 'zod'
import { Failure } from '../../errors.ts'
import { codeOf, readFailure } from './read.ts'
import { createFile, removeFile } from './write.ts'

/** The host name is printed, so it must not contain control characters. */
const holderSchema = z.object({ pid: z.int().positive(), host: z.string().regex(/^\P{C}+$/u) })
type Holder = z.infer<typeof holderSchema>

/** Our own process, and the others on this machine. */
export type Processes = { readonly own: number; isRunning(pid: number): boolean }

/**
 * Creates the file `PATH.lock`, which only one run can do. Takes over a lock that a dead run left behind.
 * @returns the function that releases it. @throws Failure (file) that names the holder.
 */
export async function lockFile(path: string, shown: string, processes: Processes): Promise<() => Promise<void>> {
  const [lock, shownLock] = [`${path}.lock`, `${shown}.lock`]
  const mine = JSON.stringify({ pid: processes.own, host: hostname() } satisfies Holder)
  const acquire = () => createFile(lock, shownLock, mine)
  const refuseIfHeld = async () => {
    const holder = parseHolder(await contentOf(lock, shownLock))
    if (holder !== null && isAlive(holder, processes)) throw alreadyLocked(shown, holder)
  }
  if (!(await acquire())) {
    await refuseIfHeld()
    await takeOverAlone(lock, shownLock, processes, async () => {
      await refuseIfHeld()
      await removeFile(lock, shownLock)
      if (!(await acquire())) throw alreadyLocked(shown, parseHolder(await contentOf(lock, shownLock)))
    })
  }
  return async () => {
    if ((await contentOf(lock, shownLock)) === mine) await removeFile(lock, shownLock)
  }
}

/**
 * If two runs find a stale lock, the slower one could remove the new lock of the faster one. So a run may take it over
 * only while it holds a lock on the lock itself.
 */
async function takeOverAlone(
  lock: string,
  shownLock: string,
  processes: Processes,
  takeOver: () => Promise<void>,
): Promise<void> {
  const release = await lockFile(lock, shownLock, processes)
  try {
    await takeOver()
  } finally {
    await release()
  }
}

/** null: the lock no longer exists. An unreadable lock is an error, because it must not count as stale. */
async function contentOf(lock: string, shownLock: string): Promise<string | null> {
  try {
    return await readFile(lock, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw readFailure(shownLock, error)
  }
}

/** null: the lock was not written by us. */
function parseHolder(content: string | null): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(content ?? ''))
  } catch {
    return null
  }
}

/** We cannot see processes on another machine, so they count as alive. */
function isAlive({ pid, host }: Holder, processes: Processes): boolean {
  return host !== hostname() || processes.isRunning(pid)
}

function alreadyLocked(shown: string, holder: Holder | null): Failure {
  const who = holder === null ? 'another run' : `another run (process ${holder.pid} on ${holder.host})`
  return new Failure(
    'file',
    `${shown}: ${who} is using it; wait for it to finish, or remove ${shown}.lock if it is not running`,
  )
}
