import { nextAt, type Pace } from './pace.ts'

/**
 * When the last of so many writes will be sent, if nothing is refused and each is answered after `latency` milliseconds.
 * `now`: there are none.
 */
export function estimate(pace: Pace, count: number, now: number, latency = 0): number {
  if (count === 0) return now
  const { gap, minute, hour } = pace
  const settled = [...pace.written]
  let sent = nextAt(pace, now)
  for (let left = count - 1; left > 0; left--) {
    settled.push(sent + latency)
    sent = Math.max(sent + Math.max(gap, latency), ...[minute, hour].map((window) => room(window, settled)))
  }
  return sent
}

function room({ limit, span }: Pace['minute'], settled: readonly number[]): number {
  return (settled[settled.length - limit] ?? Number.NEGATIVE_INFINITY) + span + 1
}
