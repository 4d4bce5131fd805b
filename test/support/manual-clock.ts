import type { Clock } from '../../src/system/clock.ts'

type Alarm = { readonly at: number; ring(): void }
export type ManualClock = Clock & {
  advance(milliseconds: number): void
  /** Changes the time that the computer shows, as if somebody had set its clock; no time passes. */
  setAhead(milliseconds: number): void
}

/** A clock that a test controls. Sleeping advances it, so nothing waits in real time. */
export function manualClock(start = '2026-11-22T10:00:00Z'): ManualClock {
  let now = Date.parse(start)
  let ahead = 0
  let alarms: readonly Alarm[] = []
  function advance(milliseconds: number): void {
    now += milliseconds
    const due = alarms.filter(({ at }) => at <= now)
    alarms = alarms.filter(({ at }) => at > now)
    for (const alarm of due) alarm.ring()
  }
  return {
    now: () => new Date(now + ahead),
    monotonic: () => now,
    setAhead: (milliseconds) => {
      ahead = milliseconds
    },
    advance,
    sleep: async (milliseconds) => advance(milliseconds),
    timeout: (milliseconds) => {
      const controller = new AbortController()
      const ring = () => controller.abort(new DOMException('The operation timed out', 'TimeoutError'))
      alarms = [...alarms, { at: now + milliseconds, ring }]
      return controller.signal
    },
  }
}
