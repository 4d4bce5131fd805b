const ISO = /^(\d{4})-(\d{2})-(\d{2})$/
const ALMOST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/

/** A day that was or will be, as `2026-11-22`. null: there is no such day, or it is written otherwise. */
export function dateIn(text: string): string | null {
  const date = text.trim()
  if (!ISO.test(date)) return null
  const time = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date) ? date : null
}

/** `2026/1/2` as `2026-01-02`. null: it can mean several days, or none. */
export function mendedDate(text: string): string | null {
  const [, year, month, day] = ALMOST.exec(text.trim()) ?? []
  if (year === undefined || month === undefined || day === undefined) return null
  return dateIn(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
}
