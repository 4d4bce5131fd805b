import { watch } from 'node:fs'

/** When a run is killed: after so many milliseconds, changes in its folder, or things that GitHub did for it. */
export type Moment =
  | { readonly by: 'time'; readonly after: number }
  | { readonly by: 'disk'; readonly after: number }
  | { readonly by: 'GitHub'; readonly after: number }

export type Killing = {
  /** The run has started, and this ends it. */
  starts(kill: () => void): void
  /** GitHub has got a request from it, or made an answer, which it holds back for as long. */
  githubActs(): void
  /** The run is over, killed or not. */
  ends(): void
}

/** Kills a run at one moment. */
export function killingAt({ by, after }: Moment, folder: string): Killing {
  let kill = () => {}
  let left = after
  const count = () => {
    left -= 1
    if (left === 0) kill()
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
