const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

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
