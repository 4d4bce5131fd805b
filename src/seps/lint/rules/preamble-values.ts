import { setField } from '../../edit.ts'
import { fieldOf, rangeOfValue } from '../../preamble.ts'
import { dateIn } from '../context.ts'
import { isTemplateValue } from '../prose.ts'
import { guidelines, type Rule } from '../rule.ts'

export const created: Rule = {
  id: 'SEP015',
  name: 'created',
  severity: 'error',
  source: guidelines('1-preamble'),
  summary: 'Created is a valid date (`YYYY-MM-DD`) that is not in the future',
  explanation: `SEPs are sorted by their creation date, and this program uses it to know which rules already existed. --fix writes an unambiguous date
as YYYY-MM-DD.`,
  check({ sep, facts, created: date }) {
    const field = fieldOf(sep, 'Created')
    if (field === null || isTemplateValue(field.value)) return []
    const at = rangeOfValue(field)
    if (date === null) {
      const normalized = normalizeDate(field.value)
      const message = `"${field.value}" isn't a valid date; write it as YYYY-MM-DD`
      return [{ at, message, fix: [normalized === null ? null : setField(sep, 'Created', normalized)] }]
    }
    // In some time zones it is already tomorrow.
    return date <= dayAfter(facts.today)
      ? []
      : [{ at, message: `${date} is in the future; write the day on which you started the SEP` }]
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
