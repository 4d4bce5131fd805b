import type { DayAndTime } from './conversation.ts'

/**
 * Times as Discord's client shows them. We know "today", "yesterday" and the order of day and month in these languages: English
 * (US, UK), German, French, Spanish, Portuguese, Italian, Dutch, Polish, Russian, Japanese, Chinese, Korean.
 */
const TODAY = "today|heute|aujourd[’']hui|hoy|hoje|oggi|vandaag|dziś|dzisiaj|сегодня|今日|今天|오늘"
const YESTERDAY = 'yesterday|gestern|hier|ayer|ontem|ieri|gisteren|wczoraj|вчера|昨日|昨天|어제'
/** What stands between the day and the time. */
const CONNECTOR = '(?:,? ?(?:at|um|à|a las?|às|alle(?: ore)?|om|o|в)? )?'
const CLOCK =
  '(?<before>오전|오후|上午|下午|午前|午後)? ?(?<hour>\\d{1,2})[:.](?<minute>\\d{2})(?:[:.]\\d{2})? ?(?<after>[ap]\\.? ?m\\.?)?(?: uhr)?'
const NUMBERS = '(?<first>\\d{1,4})(?<separator>[-./]) ?(?<second>\\d{1,2})[-./] ?(?<third>\\d{2,4})\\.?'

/** Such as `Today at 3:04 PM` or `gestern um 15:04`. */
const RELATIVE = new RegExp(`^(?:(?<today>${TODAY})|(?<yesterday>${YESTERDAY}))${CONNECTOR}${CLOCK}$`, 'i')
/** Such as `20/11/2026 15:04`. */
const DATED = new RegExp(`^${NUMBERS}(?:[,T]? ?)(?:(?:um|à|a las|às|alle|om|o|в) )?${CLOCK}$`, 'i')
/** Such as `15:04` or `3:04 PM`. */
const TIME_ONLY = new RegExp(`^${CLOCK}$`, 'i')
/** A time in a language that we do not know. */
const ENDS_WITH_CLOCK = /\d{1,2}[:.]\d{2}(?: ?[ap]\.? ?m\.?)?$/i

/**
 * A time in a pasted text. `is12Hour`: the clock has 12 hours, with a.m. and p.m. The order of the `numbers` may depend on the
 * language.
 */
export type PastedTime = {
  readonly original: string
  /** `clock`: a time of day without a date. `foreign`: a time in a language that we do not know. */
  readonly kind: 'today' | 'yesterday' | 'date' | 'clock' | 'foreign'
  /** The time of day, such as 15:04. If the kind is `foreign`, the original text. */
  readonly clock: string
  readonly is12Hour: boolean
  readonly date: { readonly numbers: readonly [number, number, number]; readonly separator: string } | null
}

const MAX_TIME_LENGTH = 40

/** Returns null if the text is not a time. */
export function readPastedTime(text: string): PastedTime | null {
  const original = text.trim().replaceAll(/\s+/g, ' ')
  if (original === '' || original.length > MAX_TIME_LENGTH) return null
  const groups = (RELATIVE.exec(original) ?? DATED.exec(original) ?? TIME_ONLY.exec(original))?.groups
  if (groups === undefined)
    return ENDS_WITH_CLOCK.test(original)
      ? { original, kind: 'foreign', clock: original, is12Hour: false, date: null }
      : null
  const clock = clockOf(groups)
  const is12Hour = (groups['before'] ?? groups['after']) !== undefined
  return clock === null ? null : { original, ...dateIn(groups), clock, is12Hour }
}

type Groups = Readonly<Record<string, string | undefined>>

function dateIn({ today, yesterday, first, second, third, separator = '' }: Groups): Pick<PastedTime, 'kind' | 'date'> {
  if (first !== undefined)
    return { kind: 'date', date: { numbers: [Number(first), Number(second), Number(third)], separator } }
  if (today !== undefined) return { kind: 'today', date: null }
  return { kind: yesterday === undefined ? 'clock' : 'yesterday', date: null }
}

const AFTERNOON = /오후|下午|午後|p/i

/** The time of day, such as 15:04; null if there is no such time. */
function clockOf({ before, after, hour, minute }: Groups): string | null {
  const half = before ?? after
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (AFTERNOON.test(half) ? 12 : 0)
  return hours > 23 || Number(minute) > 59 ? null : `${String(hours).padStart(2, '0')}:${minute}`
}

/** The order of day and month in the dates of the pasted text. null: the dates contradict each other. */
export type DateOrder = 'day-first' | 'month-first' | null

export function dateOrderOf(times: readonly PastedTime[]): DateOrder {
  const slashed = times.filter(({ date }) => date !== null && date.separator === '/' && date.numbers[0] < 1000)
  const maxFirst = Math.max(0, ...slashed.map(({ date }) => date?.numbers[0] ?? 0))
  const maxSecond = Math.max(0, ...slashed.map(({ date }) => date?.numbers[1] ?? 0))
  if (maxFirst > 12 && maxSecond > 12) return null
  if (maxFirst > 12) return 'day-first'
  // Of the languages above that write slashes and put the year last, only American English uses a.m. and p.m.
  return maxSecond > 12 || slashed.some(({ is12Hour }) => is12Hour) ? 'month-first' : 'day-first'
}

/** @param today the day that "today" in the text means, in ISO 8601 */
export function dayAndTimeOf(time: PastedTime, order: DateOrder, today: string): DayAndTime {
  const { kind, clock, original } = time
  if (kind === 'clock') return { day: null, time: clock }
  if (kind === 'today') return { day: today, time: clock }
  if (kind === 'yesterday') return { day: addDays(today, -1), time: clock }
  const day = time.date === null ? null : dayOf(time.date, order)
  return day === null ? { day: null, time: original } : { day, time: clock }
}

function dayOf({ numbers: [a, b, c], separator }: NonNullable<PastedTime['date']>, order: DateOrder): string | null {
  if (a >= 1000) return isoDay(a, b, c)
  const year = c < 100 ? 2000 + c : c
  if (separator !== '/') return isoDay(year, b, a)
  if (order === null) return null
  return order === 'day-first' ? isoDay(year, b, a) : isoDay(year, a, b)
}

/** Returns null if there is no such day. */
function isoDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  if (Number.isNaN(date.getTime()) || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  return date.toISOString().slice(0, 10)
}

export function addDays(day: string, distance: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + distance)
  return date.toISOString().slice(0, 10)
}
