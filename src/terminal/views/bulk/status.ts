import { countOf } from '../../../text/count.ts'
import { plain, quote } from '../../../text/quote.ts'
import type { Style } from '../../style.ts'
import { indented, textWidth } from '../../style.ts'
import { dayAndTime } from './summary.ts'

type State = 'created' | 'reused' | 'closed' | 'failed' | 'pending' | 'unknown'
type LedgerStatus = {
  readonly ledger: string
  readonly plan: string
  readonly lastRun: Date
  readonly runs: number
  readonly rows: readonly {
    readonly key: string
    readonly state: State
    readonly url: string | null
    readonly why: string | null
  }[]
  readonly counts: { readonly [S in State]: number }
}

const WORDS: { readonly [S in State]: string } = {
  created: 'created',
  reused: 'reused',
  closed: 'closed',
  failed: 'failed',
  pending: 'left',
  unknown: 'unknown',
}

/** The state of each row that was started, by its ledger. */
export function statusView(
  { ledger, plan, lastRun, runs, rows, counts }: LedgerStatus,
  style: Style,
  columns: number,
): string {
  const width = textWidth(columns)
  const lines = rows.map(({ key, state, url, why }) => {
    const head = `  ${WORDS[state].padEnd(8)} ${url === null ? quote(key) : plain(url)}`
    return why === null ? head : `${head}\n${indented(quote(why, 400), width, 11)}`
  })
  const sum = (Object.keys(counts) as readonly State[])
    .filter((state) => counts[state] > 0)
    .map((state) => `${counts[state]} ${WORDS[state]}`)
  return [
    style.answer(`Ledger  ${plain(ledger)}`),
    indented(`plan ${quote(plan)} · ${countOf(runs, 'run', 'runs')}, the last on ${dayAndTime(lastRun)}`, width, 2),
    '',
    ...lines,
    '',
    `${sum.length === 0 ? 'No row was started' : sum.join(', ')}`,
    '',
  ].join('\n')
}
