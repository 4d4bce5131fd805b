import { DOCUMENTED_LIMITS, HOUR_MS, type Limits, MINUTE_MS } from '../../src/bulk/pace/limits.ts'
import { type Attempt, nextAt, type Pace, paceAfter, type Refusal, withAttempt } from '../../src/bulk/pace/pace.ts'

export const START = Date.parse('2026-11-24T10:00:00Z')
export const TOO_QUICKLY: Refusal = { kind: 'submitted-too-quickly' }
export const secondaryLimit = (retryAfter: number): Refusal => ({ kind: 'secondary-limit', retryAfter })

/**
 * Simulates GitHub with these limits. Returns a function that takes the time of a post, and returns the refusal or null. A
 * refusal for the minute limit asks for a pause; one for the hour limit does not.
 */
export function limitedGitHub(perMinute: number, perHour: number) {
  const created: number[] = []
  return (at: number): Refusal | null => {
    const createdWithin = (span: number) => created.filter((one) => one > at - span)
    if (createdWithin(HOUR_MS).length >= perHour) return TOO_QUICKLY
    const inMinute = createdWithin(MINUTE_MS)
    if (inMinute.length >= perMinute) return secondaryLimit(Math.ceil(((inMinute[0] ?? at) + MINUTE_MS - at) / 1000))
    created.push(at)
    return null
  }
}

export type Simulation = { readonly pace: Pace; readonly attempts: readonly Attempt[]; readonly duration: number }

/** Sends this many rows to a simulated GitHub, each at the time that the pacer chooses. All times are in milliseconds. */
export function simulate(
  rows: number,
  refusalAt: (time: number) => Refusal | null,
  limits = DOCUMENTED_LIMITS,
  latency = 0,
): Simulation {
  const attempts: Attempt[] = []
  let pace = paceAfter([], limits)
  let now = START
  for (let remaining = rows; remaining > 0; ) {
    const sent = nextAt(pace, now)
    now = sent + latency
    const attempt = { sent, settled: now, refused: refusalAt(sent) }
    attempts.push(attempt)
    pace = withAttempt(pace, attempt)
    if (attempt.refused === null) remaining--
  }
  return { pace, attempts, duration: now - latency - START }
}

/** The shortest time, in milliseconds, in which this many rows can be sent within these limits. */
export function shortestTime(rows: number, { gap, perMinute, perHour }: Limits): number {
  const times: number[] = [0]
  for (let row = 1; row < rows; row++)
    times.push(
      Math.max(
        (times[row - 1] ?? 0) + gap,
        (times[row - perMinute] ?? -MINUTE_MS) + MINUTE_MS,
        (times[row - perHour] ?? -HOUR_MS) + HOUR_MS,
      ),
    )
  return times.at(-1) ?? 0
}

export const countRefusals = ({ attempts }: Simulation) => attempts.filter(({ refused }) => refused !== null).length

/** The largest number of these times in any window of `span` milliseconds, including both ends. */
export function maxInWindow(times: readonly number[], span: number): number {
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at <= from + span).length))
}
