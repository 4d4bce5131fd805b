import { quote } from '../../../text/quote.ts'
import { cut, type Style } from '../../style.ts'
import { type Limits, limitsText, timeOfDay } from './summary.ts'

type Bar = {
  readonly done: number
  readonly total: number
  /** The title of the row that is being sent. */
  readonly title: string
  readonly perMinute: number
  /** The time at which the last row will be sent, if nothing delays it. */
  readonly until: Date
}

const MAX_BAR_WIDTH = 40
const SEPARATOR = ' · '
/** With less space than this, the title is left out. */
const MIN_TITLE_WIDTH = 10
/** The columns that the spinner before the bar takes. */
const SPINNER_WIDTH = 4

export function barText(
  { done, total, title, perMinute, until }: Bar,
  { full: filled, empty }: Pick<Style['symbols'], 'full' | 'empty'>,
  columns: number,
): string {
  const share = total === 0 ? 1 : done / total
  const room = columns - SPINNER_WIDTH
  const size = Math.min(MAX_BAR_WIDTH, Math.max(8, Math.floor(room / 4)))
  const filledSize = Math.round(share * size)
  const bar = `${filled.repeat(filledSize)}${empty.repeat(size - filledSize)}`
  const start = `${done}/${total} ${bar} ${Math.floor(share * 100)} %`
  const pace = perMinute < 1 ? `${Math.ceil(perMinute * 60)}/h` : `${Math.round(perMinute)}/min`
  const end = `${pace} · ETA ${timeOfDay(until).slice(0, 5)}`
  const titleRoom = room - start.length - end.length - 2 * SEPARATOR.length
  const parts = titleRoom < MIN_TITLE_WIDTH ? [start, end] : [start, cut(quote(title), titleRoom), end]
  return cut(parts.join(SEPARATOR), room)
}

type Wait = { readonly until: Date; readonly byGitHub: boolean }

export function waitText({ until, byGitHub }: Wait, now: Date, limits: Limits): string {
  const seconds = Math.ceil((until.getTime() - now.getTime()) / 1000)
  const why = byGitHub ? 'GitHub asked us to wait' : `No more than ${limitsText(limits)}`
  return `${why}. Resuming at ${timeOfDay(until)} (${seconds} s)`
}
