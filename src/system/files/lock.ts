import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import * as z from 'zod'
import { Failure } from '../../errors.ts'
import { codeOf, fileFailure } from './failure.ts'
import { createFile, removeFile } from './write.ts'

/** The host is shown, so it may hold nothing that moves a cursor. */
const holderSchema = z.object({ pid: z.int().positive(), host: z.string().regex(/^\P{C}+$/u) })
type Holder = z.infer<typeof holderSchema>

/** This run among the others of the machine. */
export type Runs = { readonly own: number; isRunning(pid: number): boolean }

/**
 * A file `PATH.lock` that only one run can make. One that was left behind by a run that has died is taken over.
 * @throws Failure (file) that names who holds it.
 */
export async function lockFile(path: string, shown: string, runs: Runs): Promise<() => Promise<void>> {
  const [lock, shownLock] = [`${path}.lock`, `${shown}.lock`]
  const mine = JSON.stringify({ pid: runs.own, host: hostname() } satisfies Holder)
  const take = () => createFile(lock, shownLock, mine)
  const refuseIfHeld = async () => {
    const holder = holderIn(await contentOf(lock, shownLock))
    if (holder !== null && isAlive(holder, runs)) throw held(shown, holder)
  }
  if (!(await take())) {
    await refuseIfHeld()
    await alone(lock, shownLock, runs, async () => {
      await refuseIfHeld()
      await removeFile(lock, shownLock)
      if (!(await take())) throw held(shown, holderIn(await contentOf(lock, shownLock)))
    })
  }
  return async () => {
    if ((await contentOf(lock, shownLock)) === mine) await removeFile(lock, shownLock)
  }
}

/**
 * Of two runs that find a lock to be stale, the slower would take away the new lock of the quicker. So only one at a
 * time may do it: the one that holds a lock on the lock.
 */
async function alone(lock: string, shownLock: string, runs: Runs, takeOver: () => Promise<void>): Promise<void> {
  const release = await lockFile(lock, shownLock, runs)
  try {
    await takeOver()
  } finally {
    await release()
  }
}

/** null: it is gone by now. One that may not be read is somebody's, and never taken for broken. */
async function contentOf(lock: string, shownLock: string): Promise<string | null> {
  try {
    return await readFile(lock, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw fileFailure(shownLock, error)
  }
}

/** null: it is no lock of ours. */
function holderIn(content: string | null): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(content ?? ''))
  } catch {
    return null
  }
}

/** A run on another machine cannot be seen from here, so it counts as alive. */
function isAlive({ pid, host }: Holder, runs: Runs): boolean {
  return host !== hostname() || runs.isRunning(pid)
}

function held(shown: string, holder: Holder | null): Failure {
  const who = holder === null ? 'another run' : `another run (process ${holder.pid} on ${holder.host})`
  return new Failure(
    'file',
    `${shown}: ${who} is at work on it; wait for it, or if there is none, remove ${shown}.lock`,
  )
}
