const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** From when on something is possible, such as 2026-11-22 11:00 UTC; rounded up, because before that it is not. */
export function momentText(date: Date): string {
  const minute = new Date(Math.ceil(date.getTime() / MINUTE_MS) * MINUTE_MS)
  return `${minute.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

/** A day as people say it: today, yesterday, or its date. */
export function dayText(date: Date, now: Date): string {
  const day = (one: Date) => one.toISOString().slice(0, 10)
  if (day(date) === day(now)) return 'today'
  return day(date) === day(new Date(now.getTime() - DAY_MS)) ? 'yesterday' : day(date)
}
