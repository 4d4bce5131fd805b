import { plain, quote } from '../../../text/quote.ts'
import type { Style } from '../../style.ts'
import { indented, labelled, textWidth } from '../../style.ts'

type Summary = {
  readonly counts: { readonly [S in 'created' | 'reused' | 'skipped' | 'failed' | 'pending']: number }
  readonly problems: readonly { readonly row: number; readonly message: string }[]
  readonly ledger: string
  /** The command that goes on; null: all is done. */
  readonly resume: string | null
  /** The person, or a flag, asked it to stop there: that is no failure. */
  readonly isIntended: boolean
  /** Why the run stopped before its end, if a failure stopped it. */
  readonly reason: string | null
}

const LONGEST = 600
const MOST = 50
const LABEL_WIDTH = 9

/** How a run ended, and what to do next. */
export function summaryView(
  { counts, problems, ledger, resume, reason, isIntended }: Summary,
  style: Style,
  columns: number,
): string {
  const width = textWidth(columns)
  const faults = problems
    .slice(0, MOST)
    .map(({ row, message }) => indented(`${row === 0 ? '' : `row ${row}: `}${quote(message, LONGEST)}`, width, 2))
  const more = problems.length > MOST ? [`  …and ${problems.length - MOST} more; they stand in the ledger`] : []
  const { tick, step, cross } = style.symbols
  const mark = resume === null ? style.good(tick) : isIntended && counts.failed === 0 ? step : cross
  return [
    '',
    ...faults,
    ...more,
    `${mark} ${sumOf(counts)}`,
    ...(reason === null ? [] : [labelled('Stopped', quote(reason, LONGEST), width, style, LABEL_WIDTH)]),
    labelled('Ledger', plain(ledger), width, style, LABEL_WIDTH),
    // Not wrapped, so that it can be copied.
    ...(resume === null ? [] : [`  ${style.label('Resume')}   ${plain(resume)}`]),
    '',
  ].join('\n')
}

function sumOf({ created, reused, skipped, failed, pending }: Summary['counts']): string {
  const parts = [
    `${created} created`,
    reused === 0 ? '' : `${reused} reused`,
    skipped === 0 ? '' : `${skipped} already existed`,
    failed === 0 ? '' : `${failed} failed`,
    pending === 0 ? '' : `${pending} left`,
  ]
  return parts.filter((part) => part !== '').join(', ')
}
