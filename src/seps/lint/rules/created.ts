import { setField } from '../../edit.ts'
import { fieldOf, rangeOfValue } from '../../preamble.ts'
import { dateIn } from '../context.ts'
import type { Rule } from '../rule.ts'
import { guidelines } from '../sources.ts'
import { isTemplateValue } from '../template-words.ts'

export const created: Rule = {
  id: 'SEP015',
  name: 'created',
  severity: 'error',
  source: guidelines('1-preamble'),
  summary: 'Created is a real day, as `YYYY-MM-DD`, and not in the future',
  explanation: `The day on which the SEP was begun, by which it is sorted, and by which this program knows which rules were already there. --fix
writes a date as YYYY-MM-DD where it can mean one day only.`,
  check({ sep, facts, created: date }) {
    const field = fieldOf(sep, 'Created')
    if (field === null || isTemplateValue(field.value)) return []
    const at = rangeOfValue(field)
    if (date === null) {
      const mended = normalizeDate(field.value)
      const message = `"${field.value}" is no day; write it as YYYY-MM-DD`
      return [{ at, message, fix: [mended === null ? null : setField(sep, 'Created', mended)] }]
    }
    // Somewhere it may be tomorrow already.
    return date <= dayAfter(facts.today)
      ? []
      : [{ at, message: `${date} is still to come; write the day on which it was begun` }]
  },
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
}

const ALMOST_ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/

/** `2026/1/2` to `2026-01-02`. null: ambiguous, or not a date. */
function normalizeDate(text: string): string | null {
  const [, year, month, day] = ALMOST_ISO.exec(text.trim()) ?? []
  if (year === undefined || month === undefined || day === undefined) return null
  return dateIn(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
}
