import type { GitHubClock } from './github-clock.ts'

/** Writes that GitHub carries out after their sender got another response, or none. */
export type LateWrites = {
  /** @param write does its work before it waits for anything */
  hold(milliseconds: number, write: () => Promise<unknown>): void
  /** Carries out the writes that are due, each at its own time. Only requests can see the difference, so it is enough to call this before each one. */
  carryOutDue(): Promise<void>
}

type Held = { readonly due: number; readonly write: () => Promise<unknown> }

export function createLateWrites(clock: GitHubClock): LateWrites {
  let held: readonly Held[] = []
  return {
    hold(milliseconds, write) {
      held = [...held, { due: clock.local.now().getTime() + milliseconds, write }]
    },
    async carryOutDue() {
      const now = clock.local.now().getTime()
      const due = held.filter((one) => one.due <= now).sort((one, other) => one.due - other.due)
      held = held.filter((one) => one.due > now)
      await Promise.all(due.map((one) => clock.at(one.due, one.write)))
    },
  }
}
