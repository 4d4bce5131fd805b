import { readFile, rename, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import * as z from 'zod'
import { Failure } from '../errors.ts'
import { codeOf, fileFailure } from './failure.ts'
import { createFile } from './write.ts'

const holderSchema = z.object({ pid: z.int().positive(), host: z.string() })
type Holder = z.infer<typeof holderSchema>

/** This run among the others of the machine. */
export type Runs = { readonly own: number; isRunning(pid: number): boolean }

/**
 * A file `PATH.lock` that only one run can make. One that was left behind by a run that has died is taken over.
 * @throws Failure (file) that names who holds it.
 */
export async function lockFile(path: string, shown: string, runs: Runs): Promise<() => Promise<void>> {
  const lock = `${path}.lock`
  const mine = JSON.stringify({ pid: runs.own, host: hostname() } satisfies Holder)
  const take = () => createFile(lock, `${shown}.lock`, mine)
  try {
    if (!(await take())) {
      const holder = await holderOf(lock)
      if (holder !== null && isAlive(holder, runs)) throw held(shown, holder)
      await setAside(lock, runs)
      if (!(await take())) throw held(shown, await holderOf(lock))
    }
  } catch (error) {
    throw fileFailure(`${shown}.lock`, error)
  }
  return () => rm(lock, { force: true })
}

/** null: it is no lock of ours, or gone by now. */
async function holderOf(lock: string): Promise<Holder | null> {
  try {
    return holderSchema.parse(JSON.parse(await readFile(lock, 'utf8')))
  } catch {
    return null
  }
}

/** Of two runs that find a lock to be stale, only one can move it away; then both try to take it anew. */
async function setAside(lock: string, { own }: Runs): Promise<void> {
  const aside = `${lock}.${own}`
  try {
    await rename(lock, aside)
    await rm(aside, { force: true })
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
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
