import { hashOf } from '../../system/hash.ts'
import { isSameRepo, issueRef } from '../../text/github-names.ts'
import { type PlannedRow, titlesOf } from '../plan/planned-row.ts'
import { otherSpellingsOf } from '../plan/row-spellings.ts'
import { type CreatedRecord, type LedgerRecord, parsePostUrl, type RecordOf } from './record.ts'

type Post = { readonly number: number; readonly url: string }

/** `rowHash`: the hash that the row had when it was sent, or when it reused an issue. */
export type Status =
  /** Nothing took effect on GitHub. `refused`: GitHub's reason, if it refused the last attempt. */
  | { readonly state: 'pending'; readonly refused: string | null }
  /** An attempt may have taken effect. Its marker finds the post among those created at or after `since`. */
  | { readonly state: 'unconfirmed'; readonly sent: RecordOf<'sending'>; readonly since: string }
  | ({ readonly state: 'created'; readonly rowHash: string; readonly repo: string } & Post)
  | ({ readonly state: 'reused'; readonly rowHash: string } & Post)
  | { readonly state: 'failed'; readonly reason: string }

/** By key. */
export type Statuses = ReadonlyMap<string, Status>

export type SentStatus = Extract<Status, { readonly state: 'created' | 'unconfirmed' }>

/**
 * Whether this program created the row's post, or may have. Unlike `mayHavePost`, false for a row that reuses an issue.
 * @param status undefined: the ledger does not have the row
 */
export function mayHaveBeenCreated(status: Status | undefined): status is SentStatus {
  return status?.state === 'created' || status?.state === 'unconfirmed'
}

/** The row's post, or the issue that the row reused. */
export type ExistingPost = Extract<Status, { readonly state: 'created' | 'reused' }>

/** Whether the row has a post. @param status undefined: the ledger does not have the row */
export function hasPost(status: Status | undefined): status is ExistingPost {
  return status?.state === 'created' || status?.state === 'reused'
}

/** Whether the row has a post, or may have one. */
export function mayHavePost(status: Status | undefined): boolean {
  return hasPost(status) || mayHaveBeenCreated(status)
}

export const PENDING: Status = { state: 'pending', refused: null }

/** The state of a row of the plan. A row that was changed, and now reuses a different issue, is pending again. */
export function statusFor(statuses: Statuses, row: PlannedRow): Status {
  const status = statuses.get(row.key) ?? PENDING
  return reusesOtherIssue(status, row) ? PENDING : status
}

export function reusesOtherIssue(status: Status | undefined, row: PlannedRow): boolean {
  return status?.state === 'reused' && status.rowHash !== row.hash && reusesIssue(row, status.url) === false
}

/** Whether a row reuses the issue with this address. null: it reuses none. */
export function reusesIssue({ reuse, draft }: PlannedRow, url: string): boolean | null {
  const ref = reuse === null ? null : issueRef(reuse, draft.repo)
  if (ref === null) return null
  const { repo, number } = parsePostUrl(url)
  return isSameRepo(ref.repo, repo) && ref.number === number
}

/** By key, in the order of the first record of each row. An act other than creating, such as `edit`, changes no status. */
export function statusesOf(records: Iterable<LedgerRecord>): Statuses {
  const histories = new Map<string, RowHistory>()
  for (const record of records) {
    if (record.record === 'run' || record.record === 'reported') continue
    if (record.record !== 'reused' && record.act !== 'create') continue
    histories.set(record.key, applyRecord(histories.get(record.key) ?? UNTOUCHED, record))
  }
  return new Map([...histories].map(([key, history]) => [key, toStatus(history)]))
}

/**
 * Returns a function that says whether an undo has closed the post of a row, according to the ledger of the undo. That ledger may be
 * older than the plan's ledger, or shared with other plans, so a key does not identify a post. Older versions recorded only the key.
 */
export function closedPostTest(records: readonly LedgerRecord[]): (key: string, url: string) => boolean {
  const urls = new Set<string>()
  const keys = new Set<string>()
  for (const record of records) {
    if (record.record !== 'done' || record.act !== 'close') continue
    if (record.url === undefined) keys.add(record.key)
    else urls.add(record.url)
  }
  return (key, url) => urls.has(url) || keys.has(key)
}

/** `open`: the attempts without a response. All of them have the same marker, so one look-up finds the post of any of them. */
type RowHistory = {
  readonly open: readonly RecordOf<'sending'>[]
  readonly last: RecordOf<'sending'> | null
  readonly status: Status
}

const UNTOUCHED: RowHistory = { open: [], last: null, status: PENDING }

type RowRecord = RecordOf<'sending' | 'reused' | 'refused' | 'missing' | 'failed'> | CreatedRecord

function applyRecord(history: RowHistory, record: RowRecord): RowHistory {
  const { open, last, status } = history
  switch (record.record) {
    case 'sending':
      return { open: [...open, record], last: record, status }
    case 'done': {
      const lastSent = { rowHash: last?.row ?? '', repo: last?.repo ?? '' }
      return { open: [], last, status: { state: 'created', ...postOf(record), ...lastSent } }
    }
    case 'reused':
      return { open: [], last, status: { state: 'reused', ...postOf(record), rowHash: record.row } }
    case 'refused':
      // A refusal settles only the latest attempt.
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

/** A row whose post exists keeps its status. Otherwise an attempt without a response makes the status unknown. */
function toStatus({ open, status }: RowHistory): Status {
  const [first] = open
  return unlessExists(
    status,
    first === undefined ? status : { state: 'unconfirmed', sent: open.at(-1) ?? first, since: first.at },
  )
}

function unlessExists(status: Status, other: Status): Status {
  return hasPost(status) ? status : other
}

function postOf({ number, url }: Post): Post {
  return { number, url }
}

/** The hash of what a row says: of its body or, if it has none, of its answers. null: it has neither. */
export function contentHashOf({ draft: { body, fields } }: Pick<PlannedRow, 'draft'>): string | null {
  if (body !== '') return hashOf(body)
  return Object.keys(fields).length === 0 ? null : hashOf(fields)
}

type TextHashes = { readonly titles: ReadonlySet<string>; readonly contents: ReadonlySet<string> }

/** The hashes of a row's title and of its body or answers, in every form in which a program may store them. */
function textHashesOf(row: PlannedRow): TextHashes {
  const drafts = [row.draft, ...otherSpellingsOf(row.draft)]
  return {
    titles: new Set(titlesOf(row).map(hashOf)),
    contents: new Set(drafts.flatMap((draft) => contentHashOf({ draft }) ?? [])),
  }
}

/** The record that a row became a private report. @param isContentShared whether other rows of the plan have the same body or answers */
export function reportedRecord(
  row: PlannedRow,
  at: string,
  { isContentShared }: { readonly isContentShared: boolean },
): RecordOf<'reported'> {
  const body = isContentShared ? null : contentHashOf(row)
  return { record: 'reported', at, rowKey: hashOf(row.key), title: hashOf(row.draft.title), body }
}

/**
 * Returns a function that recognizes a row that became a private report, even after a part of it was changed. Ignores a row that has
 * a post, because its title may be the same by chance.
 */
export function reportedRowTest(records: readonly LedgerRecord[], statuses: Statuses): (row: PlannedRow) => boolean {
  const reported = reportedIn(records)
  if (reported.length === 0) return () => false
  return (row) => {
    if (hasPost(statusFor(statuses, row))) return false
    const rowKey = hashOf(row.key)
    const hashes = textHashesOf(row)
    return reported.some((record) => record.rowKey === rowKey || hasSameText(record, hashes))
  }
}

/**
 * Returns a function that recognizes a row whose text became a private report as part of another plan. Ignores the key, because rows of
 * different plans may have the same key by chance.
 */
export function reportedTextTest(records: readonly LedgerRecord[]): (row: PlannedRow) => boolean {
  const reported = reportedIn(records)
  if (reported.length === 0) return () => false
  return (row) => {
    const hashes = textHashesOf(row)
    return reported.some((record) => hasSameText(record, hashes))
  }
}

function reportedIn(records: readonly LedgerRecord[]): readonly RecordOf<'reported'>[] {
  return records.filter((record) => record.record === 'reported')
}

function hasSameText({ title, body }: RecordOf<'reported'>, { titles, contents }: TextHashes): boolean {
  return titles.has(title) || (body !== null && contents.has(body))
}
