import { spawn } from 'node:child_process'

export type AttemptOptions = {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Kills the program and its child processes as soon as this is true; null to let it finish. */
  readonly killWhen: (() => boolean) | null
}

const POLL_INTERVAL_MS = 5

/** Runs a program until it exits or is killed. */
export async function attempt({ argv, env, killWhen }: AttemptOptions) {
  const [command = '', ...rest] = argv
  const start = performance.now()
  const child = spawn(command, rest, { env, stdio: 'ignore', detached: true })
  const { pid } = child
  const watch = setInterval(() => {
    // Kills the whole process group, including any `gh` that `gh-loop.sh` has started.
    if (pid !== undefined && killWhen?.() === true) process.kill(-pid, 'SIGKILL')
  }, POLL_INTERVAL_MS)
  const exitCode = await new Promise<number | null>((done) => child.on('exit', done))
  clearInterval(watch)
  return { exitCode, seconds: (performance.now() - start) / 1_000 }
}
