import type { Clock } from '../../../src/clock.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const A_MINUTE = 80
const AN_HOUR = 500

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

export function createContentLimits(clock: Clock): ContentLimits {
  let created: readonly number[] = []
  const since = (milliseconds: number) => created.filter((at) => at > clock.now().getTime() - milliseconds)
  return {
    verdict() {
      created = since(HOUR_MS)
      if (created.length >= AN_HOUR) return { kind: 'too-quickly' }
      const lately = since(MINUTE_MS)
      const oldest = lately[0]
      if (lately.length < A_MINUTE || oldest === undefined) return { kind: 'ok' }
      return { kind: 'pause', seconds: Math.ceil((oldest + MINUTE_MS - clock.now().getTime()) / 1000) }
    },
    count() {
      created = [...created, clock.now().getTime()]
    },
  }
}
