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
