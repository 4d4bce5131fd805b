import { spawn } from 'node:child_process'

export type Attempted = {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** It, and all that it started, is killed as soon as this holds; null: it may end on its own. */
  readonly killWhen: (() => boolean) | null
}

const LOOK_EVERY_MS = 5

/** Runs a program to its end, or to the moment when it is killed. */
export async function attempt({ argv, env, killWhen }: Attempted) {
  const [command = '', ...rest] = argv
  const start = performance.now()
  const child = spawn(command, rest, { env, stdio: 'ignore', detached: true })
  const { pid } = child
  const watch = setInterval(() => {
    // Its whole group: a loop's own `gh` dies with it.
    if (pid !== undefined && killWhen?.() === true) process.kill(-pid, 'SIGKILL')
  }, LOOK_EVERY_MS)
  const exitCode = await new Promise<number | null>((done) => child.on('exit', done))
  clearInterval(watch)
  return { exitCode, seconds: (performance.now() - start) / 1_000 }
}
