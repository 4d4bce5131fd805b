import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile, readlink } from 'node:fs/promises'
import { hostname } from 'node:os'
import { promisify } from 'node:util'
import * as z from 'zod'
import { Failure, UsageError } from '../../errors.ts'
import { systemClock } from '../clock.ts'
import { codeOf, readOwnFile, toReadFailure } from './read.ts'
import { createFile, isStream, removeFile, withoutLink } from './write.ts'

const MAX_LOCK_BYTES = 10_000
/** On a disk without hard links, a new lock is empty for a moment. A lock that stays empty for longer was left behind by a dead run. */
const WRITTEN_WITHIN_MS = 1_000
const text = z.string().max(300)
/** The host name is printed, so it must not contain control characters. It may be empty. Older versions wrote only `pid` and `host`. */
const holderSchema = z.object({
  pid: z.int().positive(),
  started: text.nullable().default(null),
  host: text.regex(/^\P{C}*$/u),
  machine: text.nullable().default(null),
  boot: text.nullable().default(null),
  namespace: text.nullable().default(null),
})
type Holder = Readonly<z.output<typeof holderSchema>>

/**
 * Locks a file by creating `PATH.lock`, which only one run can do. Takes over a lock that a dead run left behind. A symbolic link
 * to a file has the same lock as the file itself.
 * @param displayPath the path for messages, as the user gave it
 * @returns the function that releases the lock
 * @throws Failure (file) if another run holds the lock
 * @throws UsageError for a pipe or a device, because a run that locks a file also writes into it
 */
export async function lockFile(path: string, displayPath: string, processes: Processes): Promise<() => Promise<void>> {
  if (await isStream(path).catch(() => false))
    throw new UsageError(`${displayPath} is a pipe or a device`, {
      hint: 'name a file, because the result is written into it',
    })
  const real = await withoutLink(path)
  return lockPath(real, real === path ? displayPath : real, processes)
}

async function lockPath(path: string, displayPath: string, processes: Processes): Promise<() => Promise<void>> {
  const lock = `${path}.lock`
  const displayLockPath = `${displayPath}.lock`
  const thisRun = await describeThisRun(processes)
  const lockText = JSON.stringify(thisRun)
  const acquire = () => createFile(lock, displayLockPath, lockText)
  const findHolder = async () => parseHolder(await contentOf(lock, displayLockPath))
  const refuseIfHeld = async () => {
    let holder = await findHolder()
    if (holder === null) {
      await processes.sleep(WRITTEN_WITHIN_MS)
      holder = await findHolder()
    }
    if (holder !== null && (await mayBeAlive(holder, thisRun, processes))) throw alreadyLocked(displayPath, holder)
  }
  if (!(await acquire())) {
    await refuseIfHeld()
    await takeOverAlone(lock, displayLockPath, processes, async () => {
      await refuseIfHeld()
      await removeFile(lock, displayLockPath)
      if (!(await acquire())) throw alreadyLocked(displayPath, await findHolder())
    })
  }
  return async () => {
    if ((await contentOf(lock, displayLockPath)) === lockText) await removeFile(lock, displayLockPath)
  }
}

/**
 * If two runs find a stale lock, the slower one could remove the new lock of the faster one. So a run takes over a stale
 * lock only while it holds a lock on the lock itself.
 */
async function takeOverAlone(
  lock: string,
  displayLockPath: string,
  processes: Processes,
  takeOver: () => Promise<void>,
): Promise<void> {
  const release = await lockPath(lock, displayLockPath, processes)
  try {
    await takeOver()
  } finally {
    await release()
  }
}

/** null: the lock no longer exists. An unreadable lock is an error, because it must not count as stale. */
async function contentOf(lock: string, displayLockPath: string): Promise<string | null> {
  try {
    return (await readOwnFile(lock, displayLockPath, MAX_LOCK_BYTES)).toString('utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw toReadFailure(displayLockPath, error)
  }
}

/** null: the lock no longer exists, or its content is invalid. */
function parseHolder(content: string | null): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(content ?? ''))
  } catch {
    return null
  }
}

async function describeThisRun(processes: Processes): Promise<Holder> {
  const [ownProcess, space] = await Promise.all([processes.find(processes.ownPid), processes.space()])
  return { pid: processes.ownPid, started: ownProcess?.started ?? null, ...space }
}

/** We cannot see a process on another machine or in another container, so it counts as one that may be alive. */
async function mayBeAlive(holder: Holder, thisRun: Holder, processes: Processes): Promise<boolean> {
  if (holder.host !== thisRun.host || areDifferent(holder.machine, thisRun.machine)) return true
  // No process outlives a restart. But without a machine id, the lock may be from another machine with the same host name.
  if (areDifferent(holder.boot, thisRun.boot)) return thisRun.machine === null || holder.machine === null
  if (areDifferent(holder.namespace, thisRun.namespace)) return true
  const running = await processes.find(holder.pid)
  return running !== null && !areDifferent(holder.started, running.started)
}

function areDifferent(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a !== b
}

function alreadyLocked(displayPath: string, holder: Holder | null): Failure {
  const place = holder === null || holder.host === '' ? '' : ` on ${holder.host}`
  const who = holder === null ? 'another run' : `another run (process ${holder.pid}${place})`
  return new Failure('file', `${displayPath}: ${who} is using it`, {
    hint: `wait for it to finish, or remove ${displayPath}.lock if it is not running`,
  })
}

/** The scope of a process id. After a restart, or in another container, the same id may belong to another process. */
export type ProcessSpace = {
  readonly host: string
  /** Identifies the machine, because two machines may have the same host name. null: the system does not say. */
  readonly machine: string | null
  /** Changes each time the system starts. null: the system does not say. */
  readonly boot: string | null
  /** Differs between containers. null: the system has none. */
  readonly namespace: string | null
}

/** The processes that we can see, and the id of our own. `sleep` gives another process time to write its lock. */
export type Processes = {
  readonly ownPid: number
  space(): Promise<ProcessSpace>
  /** null: no such process is running. */
  find(pid: number): Promise<RunningProcess | null>
  sleep(milliseconds: number): Promise<void>
}

/** `started` distinguishes two processes that had the same id. null: the system does not say. */
type RunningProcess = { readonly started: string | null }

type ThisProcess = {
  readonly pid: number
  readonly platform: NodeJS.Platform
  kill(pid: number, signal: 0): boolean
}

export function systemProcesses(thisProcess: ThisProcess): Processes {
  return {
    ownPid: thisProcess.pid,
    space: async () => ({
      host: hostname(),
      machine: await machineId(),
      boot: await textOrNull('/proc/sys/kernel/random/boot_id'),
      namespace: await readlink('/proc/self/ns/pid').catch(() => null),
    }),
    find: async (pid) => (isRunning(thisProcess, pid) ? { started: await startOf(thisProcess, pid) } : null),
    sleep: systemClock.sleep,
  }
}

function isRunning(thisProcess: ThisProcess, pid: number): boolean {
  try {
    return thisProcess.kill(pid, 0)
  } catch (error) {
    // EPERM: the process exists, but belongs to another user.
    return codeOf(error) === 'EPERM'
  }
}

/**
 * The hash of the machine's id, because the id itself must not leave the machine:
 * https://www.freedesktop.org/software/systemd/man/machine-id.html
 */
async function machineId(): Promise<string | null> {
  const id = await textOrNull('/etc/machine-id')
  return id === null ? null : createHash('sha256').update(`mcp-comms ${id}`).digest('hex').slice(0, 20)
}

/**
 * The time at which a process started. On Linux, in clock ticks since the system started, which is the 22nd field of
 * https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
async function startOf({ platform }: ThisProcess, pid: number): Promise<string | null> {
  if (platform === 'darwin') return startByPs(pid)
  const stat = await textOrNull(`/proc/${pid}/stat`)
  // The second field is the program's name in parentheses, and may contain spaces and parentheses.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
}

async function startByPs(pid: number): Promise<string | null> {
  try {
    const env = { LC_ALL: 'C', TZ: 'UTC' }
    const { stdout } = await promisify(execFile)('/bin/ps', ['-o', 'lstart=', '-p', String(pid)], { env })
    return stdout.trim() || null
  } catch {
    return null
  }
}

async function textOrNull(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).trim() || null
  } catch {
    return null
  }
}
