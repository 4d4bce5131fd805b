import type { GitHubClock } from './github-clock.ts'

/** Requests that GitHub executes after the sender has got a response from a gateway or proxy, or none. */
export type LateWrites = {
  /** @param write must do its work before it returns its promise */
  hold(milliseconds: number, write: () => Promise<unknown>): void
  /** Executes the writes that are due, each at its own time. Call this before anything reads or changes the world. */
  executeDue(): Promise<void>
}

type Held = { readonly due: number; readonly write: () => Promise<unknown> }

export function createLateWrites(clock: GitHubClock): LateWrites {
  let held: readonly Held[] = []
  return {
    hold(milliseconds, write) {
      held = [...held, { due: clock.local.now().getTime() + milliseconds, write }]
    },
    async executeDue() {
      const now = clock.local.now().getTime()
      const due = held.filter((one) => one.due <= now).sort((one, other) => one.due - other.due)
      held = held.filter((one) => one.due > now)
      await Promise.all(due.map((one) => clock.at(one.due, one.write)))
    },
  }
}
