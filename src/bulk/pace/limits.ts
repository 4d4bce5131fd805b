import { UsageError } from '../../errors.ts'

export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
const MINUTES_PER_HOUR = 60

export type Limits = {
  /** The shortest time from one write to the next, in milliseconds. */
  readonly gap: number
  readonly perMinute: number
  readonly perHour: number
}

/** GitHub's documented limits: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
export const DOCUMENTED_LIMITS: Limits = { gap: 1_000, perMinute: 80, perHour: 500 }

/** One issue in 100 minutes. With a far slower pace, the time of the next issue would not be a valid date. */
const MIN_PER_MINUTE = 0.01
const MAX_PER_MINUTE = 10_000

/**
 * The limits for `--pace`. A pace above GitHub's documented limit is meant for a server without limits, so GitHub's other limits
 * do not apply to it.
 * @throws UsageError unless `perMinute` is in the range of `--pace`.
 */
export function limitsAt(perMinute: number): Limits {
  if (!(perMinute >= MIN_PER_MINUTE && perMinute <= MAX_PER_MINUTE))
    throw new UsageError('--pace is the number of issues created per minute', {
      hint: `use a number from ${MIN_PER_MINUTE} to ${MAX_PER_MINUTE}`,
    })
  const gap = MINUTE_MS / perMinute
  const wholePerMinute = Math.max(1, Math.floor(perMinute))
  return perMinute <= DOCUMENTED_LIMITS.perMinute
    ? {
        gap: Math.max(DOCUMENTED_LIMITS.gap, Math.ceil(gap)),
        perMinute: wholePerMinute,
        perHour: DOCUMENTED_LIMITS.perHour,
      }
    : { gap, perMinute: wholePerMinute, perHour: wholePerMinute * MINUTES_PER_HOUR }
}

export function limitsFrom({ pace }: { readonly pace?: string | undefined }): Limits {
  return pace === undefined ? DOCUMENTED_LIMITS : limitsAt(Number(pace))
}

/** One sliding window: no more than `limit` writes within any `span` milliseconds. */
export type Window = {
  readonly span: number
  readonly limit: number
  /** The documented limit, or the one of `--pace`. A learned limit is never higher. */
  readonly ceiling: number
  /** The smallest number of writes in the window at which GitHub refused another one. null: never, or it has accepted more since. */
  readonly refusedCount: number | null
  /** The limit rises after `patience * limit` accepted writes. */
  readonly patience: number
  /** How many writes GitHub has accepted since the last rise or refusal. */
  readonly acceptedCount: number
}

/** A limit never falls below this fraction of the ceiling, so that unrelated refusals cannot stop a run. */
const FLOOR_FRACTION = 1 / 8
/** A limit rises by this fraction of the ceiling. */
const RISE_FRACTION = 1 / 8

export function openWindow(span: number, ceiling: number): Window {
  return { span, limit: ceiling, ceiling, refusedCount: null, patience: 1, acceptedCount: 0 }
}

/**
 * The time from which the window allows another write, after writes at these times (oldest first). Adds one millisecond,
 * because clocks round to whole milliseconds. A time in the future comes from a wrong clock, and counts as now.
 */
export function freeAt({ span, limit }: Window, writtenAt: readonly number[], now: number): number {
  const first = writtenAt.at(-limit)
  return first === undefined ? now : Math.min(first, now) + span + 1
}

export function countIn({ span }: Window, writtenAt: readonly number[], now: number): number {
  const lastExpired = writtenAt.findLastIndex((time) => time <= now - span)
  return writtenAt.length - 1 - lastExpired
}

/** The window after GitHub accepted a write while there were `count` writes in it. */
export function afterAccepted(window: Window, count: number): Window {
  const refusedCount = window.refusedCount !== null && count > window.refusedCount ? null : window.refusedCount
  const acceptedCount = window.acceptedCount + 1
  if (window.limit === window.ceiling || acceptedCount < window.patience * window.limit)
    return { ...window, refusedCount, acceptedCount }
  const limit = Math.min(window.ceiling, window.limit + Math.ceil(window.ceiling * RISE_FRACTION))
  return { ...window, refusedCount, limit, acceptedCount: 0 }
}

/** The window after GitHub refused a write while there were `count` writes in it. */
export function afterRefused(window: Window, count: number): Window {
  const floor = Math.ceil(window.ceiling * FLOOR_FRACTION)
  return {
    ...window,
    limit: Math.max(floor, Math.min(window.limit, count)),
    refusedCount: Math.min(window.refusedCount ?? count, count),
    patience: window.patience * 2,
    acceptedCount: 0,
  }
}
