const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** The beginning of the year 9999. Some later times have no date, and the others a longer text, which a ledger does not accept. */
const MAX_SECONDS = 253_370_764_800

/** The date of a Unix time. null: it is not a number, is negative, or is after the year 9998, as only a damaged response says. */
export function dateOfSeconds(seconds: number): Date | null {
  return seconds >= 0 && seconds <= MAX_SECONDS ? new Date(seconds * 1000) : null
}

/** A time to the minute, such as 2026-11-22 11:00 UTC. */
export function minuteText(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

/** Like `minuteText`, but rounded up: for the earliest time at which something is possible. */
export function minuteTextRoundedUp(date: Date): string {
  return minuteText(new Date(Math.ceil(date.getTime() / MINUTE_MS) * MINUTE_MS))
}

/** `today`, `yesterday`, or the date, such as 2026-11-22. Days are in UTC. */
export function dayText(date: Date, now: Date): string {
  const isoDay = (time: Date) => time.toISOString().slice(0, 10)
  if (isoDay(date) === isoDay(now)) return 'today'
  return isoDay(date) === isoDay(new Date(now.getTime() - DAY_MS)) ? 'yesterday' : isoDay(date)
}
