import type { Clock } from '../../../src/system/clock.ts'
import type { Seed } from './seed.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

/**
 * GitHub's limits on creating content, with both responses that GitHub is known to give. If the limit per minute is used up, it
 * says how long to wait. If the limit per hour is used up, it says only `was submitted too quickly`.
 */
export type ContentLimits = {
  check():
    | { readonly kind: 'ok' }
    | { readonly kind: 'pause'; readonly seconds: number }
    | { readonly kind: 'too-quickly' }
  recordCreation(): void
}

export function createContentLimits(clock: Clock, { perMinute, perHour }: Seed['limits']): ContentLimits {
  const created: number[] = []
  const inHour = slidingWindow(created, HOUR_MS)
  const inMinute = slidingWindow(created, MINUTE_MS)
  return {
    check() {
      const now = clock.now().getTime()
      if (inHour(now).count >= perHour) return { kind: 'too-quickly' }
      const { count, oldest } = inMinute(now)
      if (count < perMinute) return { kind: 'ok' }
      return { kind: 'pause', seconds: Math.ceil(((oldest ?? now) + MINUTE_MS - now) / 1000) }
    },
    recordCreation() {
      created.push(clock.now().getTime())
    },
  }
}

/**
 * The number of times within the window, and the oldest of them. The times are in ascending order, so each call continues from
 * the position of the previous one.
 */
function slidingWindow(times: readonly number[], milliseconds: number) {
  let first = 0
  return (now: number) => {
    while ((times[first] ?? now) <= now - milliseconds) first += 1
    return { count: times.length - first, oldest: times[first] }
  }
}
