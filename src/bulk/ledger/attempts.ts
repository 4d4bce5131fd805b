import type { Attempt, Refusal } from '../pace/pace.ts'
import type { LedgerRecord, RecordOf } from './record.ts'

/** GitHub gives up on a request after ten seconds: until then it may have counted one that was never answered. */
const UNANSWERED_MS = 10_000

/** What the ledger tells the pace: every mutation that was sent, and how GitHub took it. */
export function attemptsOf(records: Iterable<LedgerRecord>): readonly Attempt[] {
  const attempts: Attempt[] = []
  let open: RecordOf<'sending'> | null = null
  const settle = (at: string | null, refused: Refusal | null) => {
    if (open !== null) attempts.push(attempt(open, at, refused))
    open = null
  }
  for (const record of records) {
    if (record.record === 'sending') {
      settle(null, null)
      open = record
    } else if (record.record === 'done') settle(record.at, null)
    else if (record.record === 'refused' && record.limit !== null) settle(record.at, refusalOf(record.limit))
    // Refused for what it says: it was not counted as content, and teaches nothing.
    else if (record.record === 'refused') open = null
  }
  settle(null, null)
  return attempts
}

function attempt(sending: RecordOf<'sending'>, settled: string | null, refused: Refusal | null): Attempt {
  const sent = Date.parse(sending.at)
  return { sent, settled: settled === null ? sent + UNANSWERED_MS : Math.max(sent, Date.parse(settled)), refused }
}

function refusalOf(limit: NonNullable<RecordOf<'refused'>['limit']>): Refusal {
  return limit.kind === 'primary-limit' ? { kind: limit.kind, resetAt: new Date(limit.resetAt) } : limit
}
