import { countOf, plain, quote } from '../../../text/quote.ts'
import { type Style, textWidth, wrapText } from '../../style.ts'
import { dayAndTime } from './summary.ts'

type State = 'created' | 'reused' | 'closed' | 'reported' | 'failed' | 'pending' | 'unknown'
type LedgerStatus = {
  readonly ledger: string
  readonly plan: string
  readonly lastRun: Date
  readonly runs: number
  readonly rows: readonly {
    readonly key: string
    /** null: only the plan has the title, and the plan was not found. */
    readonly title: string | null
    readonly state: State
    readonly url: string | null
    readonly why: string | null
  }[]
  readonly counts: { readonly [S in State]: number }
  /** The command that creates the rest. null: nothing is left, or the plan is not known. */
  readonly resume: string | null
}

const STATE_NAMES: { readonly [S in State]: string } = {
  created: 'created',
  reused: 'reused',
  closed: 'closed',
  reported: 'reported',
  failed: 'failed',
  pending: 'left',
  unknown: 'unknown',
}

/** If more rows than this are left, the others are only counted. */
const MAX_LEFT_LISTED = 50
const INDENT = 11

export function statusView(
  { ledger, plan, lastRun, runs, rows, counts, resume }: LedgerStatus,
  style: Style,
  columns: number,
): string {
  const width = textWidth(columns)
  const left = rows.filter(isLeft)
  const shown = [...rows.filter((row) => !isLeft(row)), ...left.slice(0, MAX_LEFT_LISTED)]
  const lines = shown.map((row) => {
    const { title, state, url, why } = row
    return [
      `  ${STATE_NAMES[state].padEnd(INDENT - 3)} ${nameOf(row, width)}`,
      ...(title === null || url === null ? [] : [`${' '.repeat(INDENT)}${plain(url)}`]),
      ...(why === null ? [] : [wrapText(quote(why, 400), width, INDENT)]),
    ].join('\n')
  })
  if (left.length > MAX_LEFT_LISTED)
    lines.push(`  … and ${(left.length - MAX_LEFT_LISTED).toLocaleString('en')} more that are left`)
  const countTexts = (Object.keys(counts) as readonly State[])
    .filter((state) => counts[state] > 0)
    .map((state) => `${counts[state].toLocaleString('en')} ${STATE_NAMES[state]}`)
  return [
    style.answer(`Ledger  ${plain(ledger)}`),
    wrapText(`plan ${quote(plan)} · ${countOf(runs, 'run')}, the last on ${dayAndTime(lastRun)}`, width, 2),
    '',
    ...lines,
    '',
    countTexts.length === 0 ? 'No row was started' : countTexts.join(', '),
    // Not wrapped, so that it can be copied.
    ...(resume === null ? [] : [`Resume with: ${plain(resume)}`]),
    '',
  ].join('\n')
}

function nameOf({ key, title, url }: LedgerStatus['rows'][number], width: number): string {
  if (title !== null) return wrapText(quote(title), width, INDENT).trimStart()
  return url === null ? quote(key) : plain(url)
}

/** Whether no run got to the row. */
function isLeft({ state, why }: LedgerStatus['rows'][number]): boolean {
  return state === 'pending' && why === null
}
