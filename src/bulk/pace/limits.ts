import { UsageError } from '../../errors.ts'

export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000

/** How fast content may be created. Times are milliseconds. */
export type Limits = {
  /** From one write to the next. */
  readonly gap: number
  readonly perMinute: number
  readonly perHour: number
}

/** What GitHub documents: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
export const DOCUMENTED: Limits = { gap: 1_000, perMinute: 80, perHour: 500 }

/**
 * The limits for `--pace`. A pace within GitHub's limit keeps GitHub's other limits. A faster pace is for a server without
 * them.
 * @throws UsageError unless it is a number above 0.
 */
export function limitsAt(perMinute: number): Limits {
  if (!Number.isFinite(perMinute) || perMinute <= 0)
    throw new UsageError('--pace is the number of issues created per minute', { hint: 'use a number above 0' })
  const gap = MINUTE_MS / perMinute
  const wholePerMinute = Math.max(1, Math.floor(perMinute))
  return perMinute <= DOCUMENTED.perMinute
    ? { gap: Math.max(DOCUMENTED.gap, Math.ceil(gap)), perMinute: wholePerMinute, perHour: DOCUMENTED.perHour }
    : { gap, perMinute: wholePerMinute, perHour: wholePerMinute * 60 }
}

/** The limits that `--pace` asks for; without it, those that GitHub documents. */
export function limitsFrom({ pace }: { readonly pace?: string | undefined }): Limits {
  return pace === undefined ? DOCUMENTED : limitsAt(Number(pace))
}

/** One sliding window: no more than `limit` writes within any `span` milliseconds. */
export type Window = {
  readonly span: number
  readonly limit: number
  /** The documented limit. A learned limit is never higher. */
  readonly ceiling: number
  /** The fewest writes at which GitHub refused another. null: it never did, or has accepted more since. */
  readonly refusedAt: number | null
  /** How many full windows must pass without a refusal before the limit rises. */
  readonly patience: number
  /** Writes accepted since the limit last changed. */
  readonly quiet: number
}

/** The lowest part of the ceiling that a limit falls to, so that unrelated refusals cannot stop a run. */
const FLOOR = 1 / 8
const STEP = 1 / 8

export function openWindow(span: number, ceiling: number): Window {
  return { span, limit: ceiling, ceiling, refusedAt: null, patience: 1, quiet: 0 }
}

/**
 * When the window is free for another write, after the writes at these times (oldest first). Adds one millisecond, because a
 * clock rounds to whole milliseconds. A time in the future comes from a wrong clock, and counts as now.
 */
export function freeAt({ span, limit }: Window, writtenAt: readonly number[], now: number): number {
  const first = writtenAt.at(-limit)
  return first === undefined ? now : Math.min(first, now) + span + 1
}

export function countIn({ span }: Window, writtenAt: readonly number[], now: number): number {
  const from = writtenAt.findLastIndex((at) => at <= now - span)
  return writtenAt.length - 1 - from
}

/** The window after GitHub accepted another write, when it already had `count`. */
export function afterAccepted(window: Window, count: number): Window {
  const refusedAt = window.refusedAt !== null && count > window.refusedAt ? null : window.refusedAt
  const quiet = window.quiet + 1
  if (window.limit === window.ceiling || quiet < window.patience * window.limit) return { ...window, refusedAt, quiet }
  const limit = Math.min(window.ceiling, window.limit + Math.ceil(window.ceiling * STEP))
  return { ...window, refusedAt, limit, quiet: 0 }
}

/** The window after GitHub refused a write on top of `count`. Each refusal doubles the patience before the limit rises. */
export function afterRefused(window: Window, count: number): Window {
  const floor = Math.ceil(window.ceiling * FLOOR)
  return {
    ...window,
    limit: Math.max(floor, Math.min(window.limit, count)),
    refusedAt: Math.min(window.refusedAt ?? count, count),
    patience: window.patience * 2,
    quiet: 0,
  }
}
