const DAY_MS = 86_400_000

/** A day as people say it: today, yesterday, or its date. */
export function dayText(date: Date, now: Date): string {
  const day = (one: Date) => one.toISOString().slice(0, 10)
  if (day(date) === day(now)) return 'today'
  return day(date) === day(new Date(now.getTime() - DAY_MS)) ? 'yesterday' : day(date)
}
