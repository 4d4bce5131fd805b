import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile, readlink } from 'node:fs/promises'
import { hostname } from 'node:os'
import { promisify } from 'node:util'

/** Where a process number has a meaning: the same number is another process after a restart, and in another container. */
export type ProcessSpace = {
  readonly host: string
  /** Identifies the machine, because two machines may have the same host name. null: the system does not say. */
  readonly machine: string | null
  /** Changes each time the system starts. null: the system does not say. */
  readonly boot: string | null
  /** Differs between containers. null: the system has none. */
  readonly namespace: string | null
}

/** The processes that we can see, and our own. */
export type Processes = {
  readonly own: number
  space(): Promise<ProcessSpace>
  /** null: no such process is running. */
  find(pid: number): Promise<RunningProcess | null>
}

/** `started` distinguishes two processes with the same number. null: the system does not say. */
export type RunningProcess = { readonly started: string | null }

type OwnProcess = {
  readonly pid: number
  readonly platform: NodeJS.Platform
  kill(pid: number, signal: 0): boolean
}

/** @param own our own process. */
export function systemProcesses(own: OwnProcess): Processes {
  return {
    own: own.pid,
    space: async () => ({
      host: hostname(),
      machine: await machineId(),
      boot: await textOrNull('/proc/sys/kernel/random/boot_id'),
      namespace: await readlink('/proc/self/ns/pid').catch(() => null),
    }),
    find: async (pid) => (isRunning(own, pid) ? { started: await startOf(own, pid) } : null),
  }
}

function isRunning(own: OwnProcess, pid: number): boolean {
  try {
    return own.kill(pid, 0)
  } catch (error) {
    // EPERM: the process exists, but belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** A hash, because the id itself must not leave the machine: https://www.freedesktop.org/software/systemd/man/machine-id.html */
async function machineId(): Promise<string | null> {
  const id = await textOrNull('/etc/machine-id')
  return id && createHash('sha256').update(`mcp-comms ${id}`).digest('hex').slice(0, 20)
}

/** On Linux, in clock ticks since the start of the system: the 22nd field of https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
async function startOf({ platform }: OwnProcess, pid: number): Promise<string | null> {
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
