import { DOCUMENTED, HOUR_MS, type Limits, MINUTE_MS } from '../../src/bulk/pace/limits.ts'
import { type Attempt, nextAt, type Pace, paceAfter, type Refusal, withAttempt } from '../../src/bulk/pace/pace.ts'

export const START = Date.parse('2026-11-24T10:00:00Z')
export const TOO_QUICKLY: Refusal = { kind: 'submitted-too-quickly' }
export const secondary = (retryAfter: number): Refusal => ({ kind: 'secondary-limit', retryAfter })

/** GitHub with these limits. A refusal for the minute limit asks for a pause; one for the hour limit does not. */
export function gitHub(perMinute: number, perHour: number) {
  const created: number[] = []
  return (at: number): Refusal | null => {
    const since = (span: number) => created.filter((one) => one > at - span)
    if (since(HOUR_MS).length >= perHour) return TOO_QUICKLY
    const lately = since(MINUTE_MS)
    if (lately.length >= perMinute) return secondary(Math.ceil(((lately[0] ?? at) + MINUTE_MS - at) / 1000))
    created.push(at)
    return null
  }
}

export type Run = { readonly pace: Pace; readonly attempts: readonly Attempt[]; readonly took: number }

export function run(rows: number, answer: (at: number) => Refusal | null, limits = DOCUMENTED, latency = 0): Run {
  const attempts: Attempt[] = []
  let pace = paceAfter([], limits)
  let now = START
  for (let left = rows; left > 0; ) {
    const sent = nextAt(pace, now)
    now = sent + latency
    const attempt = { sent, settled: now, refused: answer(sent) }
    attempts.push(attempt)
    pace = withAttempt(pace, attempt)
    if (attempt.refused === null) left--
  }
  return { pace, attempts, took: now - latency - START }
}

/** The shortest time that these limits allow. */
export function leastTime(rows: number, { gap, perMinute, perHour }: Limits): number {
  const times: number[] = [0]
  for (let at = 1; at < rows; at++)
    times.push(
      Math.max(
        (times[at - 1] ?? 0) + gap,
        (times[at - perMinute] ?? -MINUTE_MS) + MINUTE_MS,
        (times[at - perHour] ?? -HOUR_MS) + HOUR_MS,
      ),
    )
  return times.at(-1) ?? 0
}

export const refusals = ({ attempts }: Run) => attempts.filter(({ refused }) => refused !== null).length

/** The largest number of times in any window of this span, including both ends. */
export function mostWithin(times: readonly number[], span: number): number {
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at <= from + span).length))
}
