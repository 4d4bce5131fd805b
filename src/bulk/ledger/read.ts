import { Failure } from '../../errors.ts'
import { excerpt } from '../../text/quote.ts'
import type { Attempt, Refusal } from '../pace/pace.ts'
import { type LedgerRecord, ledgerRecord, postAt, type RecordOf } from './record.ts'

export type Ledger = {
  readonly records: readonly LedgerRecord[]
  /**
   * The state of the last line, if no newline ends it. `torn`: a run died while writing it, and it must be cut off before
   * more is written. `whole`: only the newline is missing.
   */
  readonly tail: 'torn' | 'whole' | null
}

/**
 * Parses the lines of a ledger. Only the last one may be torn.
 * @throws Failure (validation) that names file and line.
 */
export function readLedger(lines: readonly string[], file: string): Ledger {
  const last = lines.at(-1) ?? ''
  const records = lines.slice(0, -1).map((line, at) => recordOrThrow(line, `${file}:${at + 1}`))
  if (last === '') return requireRun(records, file, null)
  const { record } = recordOf(last)
  return record === null ? requireRun(records, file, 'torn') : requireRun([...records, record], file, 'whole')
}

/** Rejects a file of other JSON Lines, so that nothing is written to it. */
function requireRun(records: readonly LedgerRecord[], file: string, tail: Ledger['tail']): Ledger {
  const [first] = records
  if (first !== undefined && first.record !== 'run')
    throw new Failure('validation', `${file}:1: a ledger begins with its run`, {
      hint: 'pass another file to --ledger',
    })
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
    const why = contradictionIn(parsed.data)
    return why === null ? { record: parsed.data, why } : { record: null, why }
  }
  const [issue] = parsed.error.issues
  return { record: null, why: excerpt(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`) }
}

/** A ledger may come with a checkout, so the address that we print and the post that `--undo` closes must be the same. */
function contradictionIn(record: LedgerRecord): string | null {
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

/** The pace learns from these: every mutation that was sent, and how GitHub responded. */
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
    // GitHub refused its content, so it was not counted, and says nothing about the limits.
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
