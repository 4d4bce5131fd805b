import type { Act, LedgerRecord, RecordOf } from './record.ts'

type Post = { readonly number: number; readonly url: string }

/** How far a row has come. */
export type Status =
  /** Nothing of it is on GitHub. `refused`: why not, if it was tried. */
  | { readonly state: 'pending'; readonly refused: string | null }
  /** It may be on GitHub: to be looked for by its marker among what is not older than `since`. */
  | { readonly state: 'sent-unknown'; readonly sent: RecordOf<'sending'>; readonly since: string }
  | ({ readonly state: 'created'; readonly row: string; readonly repo: string } & Post)
  | ({ readonly state: 'reused'; readonly row: string } & Post)
  /** An act other than creating has happened, with this hash of what was sent. */
  | { readonly state: 'done'; readonly row: string; readonly repo: string }
  | { readonly state: 'failed'; readonly reason: string }

/** What is known of a row that the records do not name. */
export const PENDING: Status = { state: 'pending', refused: null }

/** The status of every key that the records name, in the order in which the rows were started. */
export function statusOf(records: Iterable<LedgerRecord>, act: Act = 'create'): ReadonlyMap<string, Status> {
  const rows = new Map<string, Row>()
  for (const record of records) {
    if (record.record === 'run' || (record.record === 'reused' ? act !== 'create' : record.act !== act)) continue
    rows.set(record.key, applyRecord(rows.get(record.key) ?? UNTOUCHED, record))
  }
  return new Map([...rows].map(([key, row]) => [key, toStatus(row)]))
}

/** `open`: what was sent and never answered. A row keeps its marker, so one look-up finds any of them. */
type Row = {
  readonly open: readonly RecordOf<'sending'>[]
  readonly last: RecordOf<'sending'> | null
  readonly status: Status
}

const UNTOUCHED: Row = { open: [], last: null, status: PENDING }

function applyRecord(row: Row, record: Exclude<LedgerRecord, RecordOf<'run'>>): Row {
  const { open, last, status } = row
  switch (record.record) {
    case 'sending':
      return { open: [...open, record], last: record, status }
    case 'done': {
      const sent = { row: last?.row ?? '', repo: last?.repo ?? '' }
      const status: Status =
        record.act === 'create' ? { state: 'created', ...postOf(record), ...sent } : { state: 'done', ...sent }
      return { open: [], last, status }
    }
    case 'reused':
      return { open: [], last, status: { state: 'reused', ...postOf(record), row: record.row } }
    case 'refused':
      // It settles only the attempt that it belongs to.
      return {
        open: open.slice(0, -1),
        last,
        status: unlessExists(status, { state: 'pending', refused: record.reason }),
      }
    case 'missing':
      return { open: [], last, status: unlessExists(status, PENDING) }
    case 'failed':
      return { open, last, status: unlessExists(status, { state: 'failed', reason: record.reason }) }
    default:
      return record satisfies never
  }
}

/**
 * A post that may be on GitHub outranks one that is known to be missing, and one that exists outranks both. An edit that was
 * done may have been sent again since, so this does not apply to it.
 */
function toStatus({ open, status }: Row): Status {
  const [first] = open
  return unlessExists(
    status,
    first === undefined ? status : { state: 'sent-unknown', sent: open.at(-1) ?? first, since: first.at },
  )
}

function unlessExists(status: Status, other: Status): Status {
  return status.state === 'created' || status.state === 'reused' ? status : other
}

function postOf({ number, url }: Post): Post {
  return { number, url }
}
