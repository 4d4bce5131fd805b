import type { Clock } from '../../../src/system/clock.ts'

/** GitHub's clock, which may differ from the clock of this machine. */
export type GitHubClock = Clock & {
  /** The clock of this machine. */
  readonly local: Clock
  setAhead(seconds: number): void
  /** Runs `act` as if the clock of this machine showed this earlier time. `act` must do its work before it returns. */
  at<T>(time: number, act: () => T): T
}

export function createGitHubClock(machine: Clock): GitHubClock {
  let ahead = 0
  let frozenAt: number | null = null
  const local: Clock = {
    now: () => (frozenAt === null ? machine.now() : new Date(frozenAt)),
    monotonic: () => machine.monotonic(),
    sleep: (milliseconds) => machine.sleep(milliseconds),
    timeout: (milliseconds) => machine.timeout(milliseconds),
  }
  return {
    ...local,
    local,
    now: () => new Date(local.now().getTime() + ahead),
    setAhead(seconds) {
      ahead = seconds * 1000
    },
    at(time, act) {
      frozenAt = time
      try {
        return act()
      } finally {
        frozenAt = null
      }
    },
  }
}
