import { HOUR_MS, MINUTE_MS } from './limits.ts'
import type { Pace, Refusal } from './pace.ts'
import { countIn, lowered, type Window } from './window.ts'

/** Refusals without a write between them. */
export type Streak = {
  readonly refusals: number
  /** When the first of them came, and what had been written in the windows by then. */
  readonly since: number
  readonly inMinute: number
  readonly inHour: number
  /** Nothing is sent before. */
  readonly until: number
  readonly last: Refusal
}

/** A wait as long as this can be for the minute's share; a longer one cannot. */
const SHORT_MS = 2 * MINUTE_MS

export function streakAfter(pace: Pace, refusal: Refusal, now: number): Streak {
  const { minute, hour, written } = pace
  const begun = pace.streak ?? {
    refusals: 0,
    since: now,
    inMinute: countIn(minute, written, now),
    inHour: countIn(hour, written, now),
  }
  const refusals = begun.refusals + 1
  return { ...begun, refusals, until: waitUntil(pace, { ...begun, refusals }, refusal, now), last: refusal }
}

type Begun = Pick<Streak, 'refusals' | 'inHour'>

function waitUntil(pace: Pace, { refusals, inHour }: Begun, refusal: Refusal, now: number): number {
  if (refusal.kind === 'primary-limit') return Math.max(refusal.resetAt.getTime(), now) + 1_000
  const backOff = Math.min(HOUR_MS, MINUTE_MS * 2 ** (refusals - 1))
  if (refusal.kind === 'secondary-limit')
    return now + Math.max(refusal.retryAfter * 1_000 + 1, refusals === 1 ? 0 : backOff)
  // No time is named. It is tried again when the hour's share has to have changed, if not before.
  const room = roomInHour(pace, now)
  if (refusals === 1 && isKnownFull(pace.hour, inHour)) return Math.max(now + pace.gap, room)
  return room <= now ? now + backOff : Math.min(now + backOff, Math.max(now + MINUTE_MS, room))
}

/** When the oldest write of the last hour no longer counts. */
function roomInHour({ hour, written }: Pace, now: number): number {
  const oldest = written.find((at) => at > now - hour.span)
  return oldest === undefined ? now : Math.min(oldest, now) + hour.span + 1
}

function isKnownFull({ refusedAt }: Window, count: number): boolean {
  return refusedAt !== null && count >= refusedAt
}

/**
 * What the refusals teach, once a write has been taken again: how long it took tells which share was used up. What no
 * window explains was a passing block, after which half as much a minute is sent.
 */
export function learned(pace: Pace, streak: Streak, now: number): Pace {
  const { inMinute, inHour, last } = streak
  switch (blamed(pace, streak, now)) {
    case 'hour':
      return { ...pace, hour: lowered(pace.hour, inHour) }
    case 'minute':
      return { ...pace, minute: lowered(pace.minute, inMinute) }
    default:
      return last.kind === 'primary-limit'
        ? { ...pace, hour: lowered(pace.hour, inHour) }
        : { ...pace, minute: lowered(pace.minute, Math.floor(pace.minute.limit / 2)) }
  }
}

function blamed(pace: Pace, { since, inHour, last }: Streak, now: number): 'minute' | 'hour' | null {
  if (last.kind === 'primary-limit') return null
  if (isKnownFull(pace.hour, inHour)) return 'hour'
  if (now - since <= SHORT_MS) return 'minute'
  if (last.kind === 'secondary-limit' && last.retryAfter * 1_000 > SHORT_MS) return 'hour'
  return countIn(pace.hour, pace.written, now) < inHour ? 'hour' : null
}
