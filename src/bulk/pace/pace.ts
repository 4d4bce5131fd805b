import { type Clock, sleepUnlessStopped } from '../../system/clock.ts'
import type { LedgerRecord, RecordOf } from '../ledger/record.ts'
import {
  afterAccepted,
  afterRefused,
  countIn,
  DOCUMENTED_LIMITS,
  freeAt,
  HOUR_MS,
  type Limits,
  MINUTE_MS,
  openWindow,
  type Window,
} from './limits.ts'

/** How GitHub refused a write because of a limit. Each `kind` is also the `kind` of a `Reason`. */
export type Refusal =
  | { readonly kind: 'primary-limit'; readonly resetAt: Date }
  | { readonly kind: 'secondary-limit'; readonly retryAfter: number }
  | { readonly kind: 'submitted-too-quickly' }

/**
 * One write. GitHub counted it at some time between `sent` and `settled`, which are in milliseconds since 1970. A write with
 * an unknown outcome may have been counted, so it is treated as accepted.
 */
export type Attempt = { readonly sent: number; readonly settled: number; readonly refused: Refusal | null }

/** GitHub gives up on a request after ten seconds. Until then it may count a write, even if it never responds. */
const UNANSWERED_MS = 10_000

/** The writes that the pace learns from. */
export function attemptsOf(records: Iterable<LedgerRecord>): readonly Attempt[] {
  const attempts: Attempt[] = []
  let pending: RecordOf<'sending'> | null = null
  const settle = (at: string | null, refused: Refusal | null) => {
    if (pending !== null) attempts.push(toAttempt(pending, at, refused))
    pending = null
  }
  for (const record of records) {
    if (record.record === 'sending') {
      settle(null, null)
      pending = record
    } else if (record.record === 'done') settle(record.at, null)
    else if (record.record === 'refused' && record.limit !== null) settle(record.at, toRefusal(record.limit))
    // GitHub had another reason, so it did not count the write, and the refusal says nothing about the limits.
    else if (record.record === 'refused') pending = null
  }
  settle(null, null)
  return attempts
}

function toAttempt(sending: RecordOf<'sending'>, settled: string | null, refused: Refusal | null): Attempt {
  const sent = Date.parse(sending.at)
  return { sent, settled: settled === null ? sent + UNANSWERED_MS : Math.max(sent, Date.parse(settled)), refused }
}

function toRefusal(limit: NonNullable<RecordOf<'refused'>['limit']>): Refusal {
  return limit.kind === 'primary-limit' ? { kind: limit.kind, resetAt: new Date(limit.resetAt) } : limit
}

/** How fast GitHub accepts writes, as learned from the attempts so far. */
export type Pace = {
  readonly gap: number
  readonly minute: Window
  readonly hour: Window
  /** When the writes that may still count against a limit were settled, oldest first. */
  readonly writtenAt: readonly number[]
  readonly lastSent: number | null
  /** The refusals since the last accepted write. */
  readonly streak: Streak | null
}

export function paceAfter(history: readonly Attempt[], limits: Limits = DOCUMENTED_LIMITS): Pace {
  const start: Pace = {
    gap: limits.gap,
    minute: openWindow(MINUTE_MS, limits.perMinute),
    hour: openWindow(HOUR_MS, limits.perHour),
    writtenAt: [],
    lastSent: null,
    streak: null,
  }
  return history.toSorted((a, b) => a.sent - b.sent).reduce(withAttempt, start)
}

/** The earliest time at which the next write may be sent; not before `now`. */
export function nextAt({ gap, minute, hour, writtenAt, lastSent, streak }: Pace, now: number): number {
  const afterLast = lastSent === null ? now : Math.min(lastSent, now) + gap
  return Math.max(now, afterLast, freeAt(minute, writtenAt, now), freeAt(hour, writtenAt, now), streak?.until ?? now)
}

export function withAttempt(pace: Pace, { sent, settled, refused }: Attempt): Pace {
  if (refused !== null) return { ...pace, lastSent: sent, streak: streakAfter(pace, refused, settled) }
  const adjusted = pace.streak === null ? pace : learnFrom(pace, pace.streak, sent)
  const { minute, hour, writtenAt } = adjusted
  return {
    ...adjusted,
    minute: afterAccepted(minute, countIn(minute, writtenAt, sent)),
    hour: afterAccepted(hour, countIn(hour, writtenAt, sent)),
    writtenAt: [...writtenAt.slice(-hour.ceiling + 1), settled],
    lastSent: sent,
    streak: null,
  }
}

type Streak = {
  readonly refusalCount: number
  /** When the first refusal came, and how many writes were in each window at that time. */
  readonly since: number
  readonly inMinute: number
  readonly inHour: number
  /** Nothing is sent before this time. */
  readonly until: number
  readonly last: Refusal
}

/** A full minute window can explain a wait up to this long. A longer wait has another cause. */
const MAX_MINUTE_WINDOW_WAIT_MS = 2 * MINUTE_MS

function streakAfter(pace: Pace, refusal: Refusal, now: number): Streak {
  const { minute, hour, writtenAt } = pace
  const current = pace.streak ?? {
    refusalCount: 0,
    since: now,
    inMinute: countIn(minute, writtenAt, now),
    inHour: countIn(hour, writtenAt, now),
  }
  const refusalCount = current.refusalCount + 1
  return { ...current, refusalCount, until: endOfWait(pace, { ...current, refusalCount }, refusal, now), last: refusal }
}

type StreakCounts = Pick<Streak, 'refusalCount' | 'inHour'>

function endOfWait(pace: Pace, { refusalCount, inHour }: StreakCounts, refusal: Refusal, now: number): number {
  if (refusal.kind === 'primary-limit') return Math.max(refusal.resetAt.getTime(), now) + 1_000
  const backOff = Math.min(HOUR_MS, MINUTE_MS * 2 ** (refusalCount - 1))
  if (refusal.kind === 'secondary-limit')
    return now + Math.max(refusal.retryAfter * 1_000 + 1, refusalCount === 1 ? 0 : backOff)
  // GitHub named no time. If the hour is known to be full, waits until its oldest write no longer counts. Otherwise backs off for at
  // least a minute, but not beyond the time at which the oldest write no longer counts.
  const expiresAt = oldestExpiresAt(pace, now)
  if (refusalCount === 1 && isKnownFull(pace.hour, inHour)) return Math.max(now + pace.gap, expiresAt)
  return expiresAt <= now ? now + backOff : Math.min(now + backOff, Math.max(now + MINUTE_MS, expiresAt))
}

/** The time from which the oldest write of the last hour no longer counts. */
function oldestExpiresAt({ hour, writtenAt }: Pace, now: number): number {
  const oldest = writtenAt.find((time) => time > now - hour.span)
  return oldest === undefined ? now : Math.min(oldest, now) + hour.span + 1
}

function isKnownFull({ refusedCount }: Window, count: number): boolean {
  return refusedCount !== null && count >= refusedCount
}

/** The time until GitHub accepts a write again shows which window was full. */
function learnFrom(pace: Pace, streak: Streak, now: number): Pace {
  const { inMinute, inHour, last } = streak
  switch (fullWindow(pace, streak, now)) {
    case 'hour':
      return { ...pace, hour: afterRefused(pace.hour, inHour) }
    case 'minute':
      return { ...pace, minute: afterRefused(pace.minute, inMinute) }
    // The wait does not show which window was full. GitHub counts its primary limit by the hour.
    default:
      return last.kind === 'primary-limit'
        ? { ...pace, hour: afterRefused(pace.hour, inHour) }
        : { ...pace, minute: afterRefused(pace.minute, Math.floor(pace.minute.limit / 2)) }
  }
}

function fullWindow(pace: Pace, { since, inHour, last }: Streak, now: number): 'minute' | 'hour' | null {
  if (last.kind === 'primary-limit') return null
  if (isKnownFull(pace.hour, inHour)) return 'hour'
  if (now - since <= MAX_MINUTE_WINDOW_WAIT_MS) return 'minute'
  if (last.kind === 'secondary-limit' && last.retryAfter * 1_000 > MAX_MINUTE_WINDOW_WAIT_MS) return 'hour'
  return countIn(pace.hour, pace.writtenAt, now) < inHour ? 'hour' : null
}

/** The time at which the last of `count` writes will be sent, if none is refused and each takes `latency` milliseconds. */
export function estimate(pace: Pace, count: number, now: number, latency = 0): number {
  if (count === 0) return now
  const { gap, minute, hour } = pace
  const writtenAt = [...pace.writtenAt]
  let sent = nextAt(pace, now)
  for (let remaining = count - 1; remaining > 0; remaining--) {
    writtenAt.push(sent + latency)
    sent = Math.max(sent + Math.max(gap, latency), nextFreeAt(minute, writtenAt), nextFreeAt(hour, writtenAt))
  }
  return sent
}

function nextFreeAt({ limit, span }: Window, writtenAt: readonly number[]): number {
  return (writtenAt[writtenAt.length - limit] ?? Number.NEGATIVE_INFINITY) + span + 1
}

/** Thrown when the person stops the run before a write is sent. The next run sends it. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}

/** `byGitHub`: whether the reason is that GitHub refused a write. */
export type Wait = { readonly until: Date; readonly byGitHub: boolean }

export type Pacer = {
  /** Resolves when the next write may be sent. @throws Interrupted if the person stops the run meanwhile. */
  waitForTurn(): Promise<void>
  record(attempt: Attempt): void
  pace(): Pace
}

type PacerOptions = {
  readonly clock: Pick<Clock, 'now' | 'sleep'>
  readonly stop: AbortSignal
  /** Called about once a second during a long wait, and with null when it ends. */
  readonly onWait: (wait: Wait | null) => void
}

/** The longest sleep: short enough to update the countdown and to stop soon. */
const MAX_SLEEP_MS = 1_000
/** A shorter wait is the usual pause between two writes, and is not reported. */
const MIN_REPORTED_WAIT_MS = 3_000

/** @param history the attempts of earlier runs, from the ledger. */
export function createPacer(history: readonly Attempt[], limits: Limits, { clock, stop, onWait }: PacerOptions): Pacer {
  let pace = paceAfter(history, limits)
  const now = () => clock.now().getTime()
  return {
    pace: () => pace,
    record: (attempt) => {
      pace = withAttempt(pace, attempt)
    },
    async waitForTurn() {
      const until = nextAt(pace, now())
      const isReported = until - now() >= MIN_REPORTED_WAIT_MS
      while (!stop.aborted && now() < until) {
        if (isReported) onWait({ until: new Date(until), byGitHub: pace.streak !== null })
        await sleepUnlessStopped(clock, Math.min(MAX_SLEEP_MS, until - now()), stop)
      }
      if (isReported) onWait(null)
      if (stop.aborted) throw new Interrupted()
    },
  }
}
