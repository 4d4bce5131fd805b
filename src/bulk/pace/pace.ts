import { learned, type Streak, streakAfter } from './learn.ts'
import { DOCUMENTED, HOUR_MS, type Limits, MINUTE_MS } from './limits.ts'
import { countIn, openWindow, roomAt, taken, type Window } from './window.ts'

/** Why GitHub took no more: the failures of that name, as far as they matter here. */
export type Refusal =
  | { readonly kind: 'primary-limit'; readonly resetAt: Date }
  | { readonly kind: 'secondary-limit'; readonly retryAfter: number }
  | { readonly kind: 'submitted-too-quickly' }

/**
 * One write that was sent, in milliseconds since 1970: GitHub counted it at some time between `sent` and `settled`. One with
 * an unknown outcome may have been counted, so it was not refused.
 */
export type Attempt = { readonly sent: number; readonly settled: number; readonly refused: Refusal | null }

/** What is known of how fast GitHub takes writes: made of the attempts so far and of nothing else. */
export type Pace = {
  readonly gap: number
  readonly minute: Window
  readonly hour: Window
  /** When the writes that may still count were settled, the oldest first. */
  readonly written: readonly number[]
  readonly lastSent: number | null
  /** The refusals since the last write that was taken. */
  readonly streak: Streak | null
}

/** The pace after what was written before, as a ledger tells. */
export function paceAfter(history: readonly Attempt[], limits: Limits = DOCUMENTED): Pace {
  const start: Pace = {
    gap: limits.gap,
    minute: openWindow(MINUTE_MS, limits.perMinute),
    hour: openWindow(HOUR_MS, limits.perHour),
    written: [],
    lastSent: null,
    streak: null,
  }
  return history.toSorted((one, other) => one.sent - other.sent).reduce(withAttempt, start)
}

/** The earliest time at which the next write may be sent; not before `now`. */
export function nextAt({ gap, minute, hour, written, lastSent, streak }: Pace, now: number): number {
  const afterLast = lastSent === null ? now : Math.min(lastSent, now) + gap
  return Math.max(now, afterLast, roomAt(minute, written, now), roomAt(hour, written, now), streak?.until ?? now)
}

export function withAttempt(pace: Pace, { sent, settled, refused }: Attempt): Pace {
  if (refused !== null) return { ...pace, lastSent: sent, streak: streakAfter(pace, refused, settled) }
  const wiser = pace.streak === null ? pace : learned(pace, pace.streak, sent)
  const { minute, hour, written } = wiser
  return {
    ...wiser,
    minute: taken(minute, countIn(minute, written, sent)),
    hour: taken(hour, countIn(hour, written, sent)),
    written: [...written.slice(-hour.ceiling + 1), settled],
    lastSent: sent,
    streak: null,
  }
}
