import { watch } from 'node:fs'

/** When to kill a run: after this many milliseconds, changes in its folder, or requests to GitHub and responses from it. */
export type Moment = { readonly by: 'time' | 'disk' | 'GitHub'; readonly after: number }

export type KillPlan = {
  /** Called when the run has started, with a function that kills it. */
  onStart(kill: () => void): void
  /** Called when GitHub has received a request or is about to respond. */
  onGitHubEvent(): void
  /** Called when the run is over, killed or not. */
  onEnd(): void
}

export function killPlanFor({ by, after }: Moment, folder: string): KillPlan {
  let kill = () => {}
  let remaining = after
  const countDown = () => {
    remaining -= 1
    if (remaining === 0) kill()
  }
  let stop = () => {}
  return {
    onStart(killRun) {
      kill = killRun
      if (by === 'time') {
        const timer = setTimeout(kill, after)
        stop = () => clearTimeout(timer)
      }
      if (by === 'disk') {
        const watcher = watch(folder, countDown)
        stop = () => watcher.close()
      }
    },
    onGitHubEvent: () => (by === 'GitHub' ? countDown() : undefined),
    onEnd: () => stop(),
  }
}
