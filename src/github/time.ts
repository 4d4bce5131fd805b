import type { Clock } from '../system/clock.ts'

/**
 * GitHub's time, from the `Date` header of its responses. We use it for every time that we compare with GitHub's own times,
 * because the clock of this computer may be wrong, or may be set between two runs.
 */
export type GitHubTime = {
  /** Learns from the `Date` header of a response from GitHub. */
  learn(date: string | number | undefined): void
  /** null: no recent response has shown it. */
  recent(): Date | null
  /** The best guess, for uses in which a small error does no harm. */
  estimate(): Date
}

/** The beginning of the year 9999. A much later time has no date, or a year of more than four digits, which a ledger does not accept. */
const MAX_SECONDS = 253_370_764_800

/** The date of a Unix time. null: it is not a number, is negative, or is after the year 9998, as only in a damaged response. */
export function dateOfSeconds(seconds: number): Date | null {
  return seconds >= 0 && seconds <= MAX_SECONDS ? new Date(seconds * 1000) : null
}

/** A clock with GitHub's time. */
export function clockWithGitHubTime({ estimatedTime }: { readonly estimatedTime: () => Date }, clock: Clock): Clock {
  return { ...clock, now: estimatedTime }
}

/** After a longer pause we ask GitHub again, because the monotonic clock may stop while the computer sleeps. */
const RECENT_MS = 60_000
/** The header has no fractions of a second, so smaller differences between two responses are not a change of the clock. */
const PRECISION_MS = 2_000

type Observation = { readonly offset: number; readonly monotonic: number; readonly wall: number }

export function createGitHubTime(clock: Pick<Clock, 'now' | 'monotonic'>): GitHubTime {
  let last: Observation | null = null
  const timeOf = ({ offset }: Observation) => new Date(clock.monotonic() + offset)
  return {
    learn(date) {
      const time = Date.parse(String(date ?? ''))
      if (dateOfSeconds(time / 1000) === null) return
      const monotonic = clock.monotonic()
      const offset = time - monotonic
      // The true time is at most a second later than the header says, so the largest of similar offsets is the most accurate.
      const isSimilar = last !== null && Math.abs(last.offset - offset) < PRECISION_MS
      last = {
        offset: isSimilar ? Math.max(last?.offset ?? offset, offset) : offset,
        monotonic,
        wall: clock.now().getTime(),
      }
    },
    recent() {
      if (last === null) return null
      const passed = [clock.monotonic() - last.monotonic, clock.now().getTime() - last.wall]
      return passed.every((milliseconds) => Math.abs(milliseconds) <= RECENT_MS) ? timeOf(last) : null
    },
    estimate: () => (last === null ? clock.now() : timeOf(last)),
  }
}
