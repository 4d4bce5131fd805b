import { countOf, plain, quote } from '../../../text/quote.ts'
import { labelRow, type Style, textWidth, wrapText } from '../../style.ts'

type Summary = {
  readonly counts: { readonly [S in 'created' | 'reused' | 'skipped' | 'failed' | 'unconfirmed' | 'pending']: number }
  readonly problems: readonly { readonly row: number; readonly message: string }[]
  readonly ledger: string
  /** The command that resumes the run. null: everything is done. */
  readonly resume: string | null
  /** Whether a person or a flag stopped the run, so that the stop is not a failure. */
  readonly wasStoppedOnPurpose: boolean
  /** The failure that stopped the run early, if any. */
  readonly reason: string | null
}

const MAX_TEXT_LENGTH = 600
const MAX_PROBLEMS = 50
const LABEL_WIDTH = 9

export function summaryView(
  { counts, problems, ledger, resume, reason, wasStoppedOnPurpose }: Summary,
  style: Style,
  columns: number,
): string {
  const width = textWidth(columns)
  const shownProblems = problems
    .slice(0, MAX_PROBLEMS)
    .map(({ row, message }) =>
      wrapText(`${row === 0 ? '' : `row ${row}: `}${quote(message, MAX_TEXT_LENGTH)}`, width, 2),
    )
  const more =
    problems.length > MAX_PROBLEMS
      ? [`  … and ${(problems.length - MAX_PROBLEMS).toLocaleString('en')} more; see the ledger`]
      : []
  const { tick, step, cross } = style.symbols
  // If all rows already exist, the preview has just named the ledger.
  const isUnchanged = resume === null && counts.created + counts.reused === 0
  const stopMark = wasStoppedOnPurpose && counts.failed === 0 ? step : cross
  const mark = resume === null ? style.good(tick) : stopMark
  return [
    '',
    ...shownProblems,
    ...more,
    `${mark} ${describeCounts(counts)}`,
    ...(reason === null ? [] : [labelRow('Stopped', quote(reason, MAX_TEXT_LENGTH), width, style, LABEL_WIDTH)]),
    ...(isUnchanged ? [] : [labelRow('Ledger', plain(ledger), width, style, LABEL_WIDTH)]),
    // Not wrapped, so that it can be copied.
    ...(resume === null ? [] : [`  ${style.label('Resume')}   ${plain(resume)}`]),
    '',
  ].join('\n')
}

function describeCounts({ created, reused, skipped, failed, unconfirmed, pending }: Summary['counts']): string {
  const others = [
    [reused, 'reused'],
    [skipped, 'already existed'],
    [failed, 'failed'],
    [unconfirmed, 'unconfirmed'],
    [pending, 'left'],
  ] as const
  return [[created, 'created'] as const, ...others.filter(([count]) => count > 0)]
    .map(([count, what]) => `${count.toLocaleString('en')} ${what}`)
    .join(', ')
}

export function duration(seconds: number): string {
  if (seconds < 90) return countOf(Math.max(1, Math.round(seconds)), 'second')
  const minutes = Math.round(seconds / 60)
  if (minutes < 120) return `${minutes} min`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

export type Limits = { readonly gap: number; readonly perMinute: number; readonly perHour: number }

/** At most how many posts are sent: `80 a minute and 500 an hour`, or `one every 2 min`. */
export function limitsText({ gap, perMinute, perHour }: Limits): string {
  return gap > 60_000
    ? `one every ${duration(gap / 1_000)}`
    : `${perMinute} a minute and ${perHour.toLocaleString('en')} an hour`
}

/** The local time, such as 14:07:30. */
export function timeOfDay(date: Date): string {
  return date.toTimeString().slice(0, 8)
}

/** The local date and time, such as 2026-11-24 at 14:07:30. */
export function dayAndTime(date: Date): string {
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'))
  return `${day.join('-')} at ${timeOfDay(date)}`
}
