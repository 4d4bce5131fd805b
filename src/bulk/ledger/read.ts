import { Failure } from '../../errors.ts'
import { excerpt } from '../../text/quote.ts'
import type { Attempt, Refusal } from '../pace/pace.ts'
import { type LedgerRecord, ledgerRecord, postAt, type RecordOf } from './record.ts'

export type Ledger = {
  readonly records: readonly LedgerRecord[]
  /**
   * What the last line lacks, when no newline ends it. `torn`: a run died while it wrote it; it is to be cut off before
   * more is written. `whole`: only the newline is missing.
   */
  readonly tail: 'torn' | 'whole' | null
}

/**
 * A ledger's text, split at its newlines, to records. Only the last line may be torn.
 * @throws Failure (validation) that names file and line.
 */
export function readLedger(lines: readonly string[], file: string): Ledger {
  const last = lines.at(-1) ?? ''
  const records = lines.slice(0, -1).map((line, at) => recordOrThrow(line, `${file}:${at + 1}`))
  if (last === '') return startsWell(records, file, null)
  const { record } = recordOf(last)
  return record === null ? startsWell(records, file, 'torn') : startsWell([...records, record], file, 'whole')
}

/** A file of other JSON Lines is not taken for a ledger, and not written to. */
function startsWell(records: readonly LedgerRecord[], file: string, tail: Ledger['tail']): Ledger {
  const [first] = records
  if (first !== undefined && first.record !== 'run')
    throw new Failure('validation', `${file}:1: a ledger begins with its run`, { hint: 'give --ledger another file' })
  return { records, tail }
}

function recordOrThrow(line: string, where: string): LedgerRecord {
  const { record, why } = recordOf(line)
  if (record !== null) return record
  throw new Failure('validation', `${where}: this is not a record of a ledger (${why})`, {
    hint: 'restore the file, or fix the line',
  })
}

type Parsed = { readonly record: LedgerRecord; readonly why: null } | { readonly record: null; readonly why: string }

function recordOf(line: string): Parsed {
  const data = jsonOf(line)
  if (data === undefined) return { record: null, why: 'it is not JSON' }
  const parsed = ledgerRecord.safeParse(data)
  if (parsed.success) {
    const why = whyForged(parsed.data)
    return why === null ? { record: parsed.data, why } : { record: null, why }
  }
  const [issue] = parsed.error.issues
  return { record: null, why: excerpt(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`) }
}

/** A ledger may come with a checkout. What it shows and what it does to a post have to be the same post. */
function whyForged(record: LedgerRecord): string | null {
  if (!('url' in record) || record.url === undefined) return null
  return postAt(record.url).number === record.number ? null : 'url: it is not the address of the number'
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

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
