import type { Clock } from '../../../src/system/clock.ts'
import type { Seed } from './seed.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

/**
 * GitHub's limits on creating content. The two answers that it is known to give are both played: a pause that it names when
 * the minute's share is used up, and the bare `was submitted too quickly` when the hour's is.
 */
export type ContentLimits = {
  verdict():
    | { readonly kind: 'ok' }
    | { readonly kind: 'pause'; readonly seconds: number }
    | { readonly kind: 'too-quickly' }
  count(): void
}

export function createContentLimits(clock: Clock, { perMinute, perHour }: Seed['limits']): ContentLimits {
  const created: number[] = []
  const inHour = window(created, HOUR_MS)
  const inMinute = window(created, MINUTE_MS)
  return {
    verdict() {
      const now = clock.now().getTime()
      if (inHour(now).count >= perHour) return { kind: 'too-quickly' }
      const { count, oldest } = inMinute(now)
      if (count < perMinute) return { kind: 'ok' }
      return { kind: 'pause', seconds: Math.ceil(((oldest ?? now) + MINUTE_MS - now) / 1000) }
    },
    count() {
      created.push(clock.now().getTime())
    },
  }
}

/** What of these rising times is not older; it only ever moves on, so that thousands cost no more than one. */
function window(times: readonly number[], milliseconds: number) {
  let first = 0
  return (now: number) => {
    while ((times[first] ?? now) <= now - milliseconds) first += 1
    return { count: times.length - first, oldest: times[first] }
  }
}
