import { watch } from 'node:fs'

/** When a run is killed: after a number of milliseconds, of changes in its folder, or of requests and responses of GitHub. */
export type Moment =
  | { readonly by: 'time'; readonly after: number }
  | { readonly by: 'disk'; readonly after: number }
  | { readonly by: 'GitHub'; readonly after: number }

export type Killing = {
  /** Called when the run has started, with a function that kills it. */
  starts(kill: () => void): void
  /** Called when GitHub has received a request or is about to respond. */
  githubActs(): void
  /** Called when the run is over, killed or not. */
  ends(): void
}

/** Kills a run at the given moment. */
export function killingAt({ by, after }: Moment, folder: string): Killing {
  let kill = () => {}
  let remaining = after
  const count = () => {
    remaining -= 1
    if (remaining === 0) kill()
  }
  let stop = () => {}
  return {
    starts(killIt) {
      kill = killIt
      if (by === 'time') {
        const timer = setTimeout(kill, after)
        stop = () => clearTimeout(timer)
      }
      if (by === 'disk') {
        const watcher = watch(folder, count)
        stop = () => watcher.close()
      }
    },
    githubActs: () => (by === 'GitHub' ? count() : undefined),
    ends: () => stop(),
  }
}
