export function counted(count: number, one: string, several: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : several}`
}

/** Seconds in the words that a person would use. */
export function duration(seconds: number): string {
  if (seconds < 90) return counted(Math.max(1, Math.round(seconds)), 'second', 'seconds')
  const minutes = Math.round(seconds / 60)
  if (minutes < 120) return `${minutes} min`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** The time of day here, as 14:07:30. */
export function timeOfDay(date: Date): string {
  return date.toTimeString().slice(0, 8)
}

/** The day and the time of day here, as 2026-11-24 at 14:07:30. */
export function dayAndTime(date: Date): string {
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'))
  return `${day.join('-')} at ${timeOfDay(date)}`
}
