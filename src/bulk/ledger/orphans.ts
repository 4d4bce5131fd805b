import { hashOf } from '../hash.ts'
import { hasDerivedKey, type PlannedRow } from '../plan/planned-row.ts'
import type { LedgerRecord, RecordOf } from './record.ts'
import { statusOf } from './status.ts'

/**
 * A row that was sent without a response, and that is no longer in the plan: somebody removed it, or changed its title, which
 * gives it another key.
 */
export type Orphan = {
  readonly key: string
  readonly sent: RecordOf<'sending'>
  /** When it was first sent. */
  readonly since: string
  /** Where an earlier run found it. null: it is unknown whether it exists. */
  readonly url: string | null
  /** The keys of new rows that seem to be this one. */
  readonly heirs: readonly string[]
}

/** Recognizes a row after its title was changed. */
export function partsOf({ at, draft: { title, body } }: PlannedRow): NonNullable<RecordOf<'sending'>['parts']> {
  return { row: at.row, title: hashOf(title), body: body === '' ? null : hashOf(body) }
}

type Suspect = Omit<Orphan, 'heirs'> & {
  /** How many rows the plan had when it was sent. */
  readonly rowsThen: number | null
}

/** Takes the rows of a plan one by one. The rows of a ledger without unknown outcomes are not kept in memory. */
export function createOrphanSearch(records: readonly LedgerRecord[]) {
  const suspects = suspectsIn(records)
  const known = new Set(records.flatMap((record) => ('key' in record ? [record.key] : [])))
  const rows: PlannedRow[] = []
  return {
    add(row: PlannedRow) {
      if (suspects.length > 0) rows.push(row)
    },
    finish(): readonly Orphan[] {
      const keys = new Set(rows.map(({ key }) => key))
      const newRows = rows.filter(({ key }) => !known.has(key))
      return suspects
        .filter(({ key }) => !keys.has(key))
        .map(({ rowsThen, ...suspect }) => ({
          ...suspect,
          heirs: heirsOf({ ...suspect, rowsThen }, newRows, rows).map(({ key }) => key),
        }))
    },
  }
}

function suspectsIn(records: readonly LedgerRecord[]): readonly Suspect[] {
  const unknown = [...statusOf(records)].flatMap(([key, status]) =>
    status.state === 'sent-unknown' ? [suspectOf(records, key, status.sent, status.since, null)] : [],
  )
  const found = records.flatMap((record) => {
    if (record.record !== 'done' || record.act !== 'create' || record.orphan !== true) return []
    const { key, url } = record
    const sent = records.findLast((one) => one.record === 'sending' && one.key === key && one.act === 'create')
    return sent?.record === 'sending' ? [suspectOf(records, key, sent, sent.at, url)] : []
  })
  return [...unknown, ...found]
}

function suspectOf(
  records: readonly LedgerRecord[],
  key: string,
  sent: RecordOf<'sending'>,
  since: string,
  url: string | null,
): Suspect {
  const run = records.slice(0, records.indexOf(sent)).findLast((record) => record.record === 'run')
  return { key, sent, since, url, rowsThen: run?.rows ?? null }
}

/**
 * The new row that is most like the orphan. If somebody gave that one a key of its own, or an issue to reuse, they have
 * decided that it is another post. If an older version of the program sent the orphan, every row of its repository may be it.
 */
function heirsOf({ sent, rowsThen }: Suspect, newRows: readonly PlannedRow[], rows: readonly PlannedRow[]) {
  const { parts } = sent
  if (parts === undefined) return newRows.filter((row) => isUndecided(row) && isSamePlace(sent, row))
  const isShorter = rowsThen !== null && rows.length < rowsThen
  const sameBody = rows.filter((row) => parts.body !== null && partsOf(row).body === parts.body).length
  const likeness = (row: PlannedRow) => {
    const now = partsOf(row)
    const title = parts.title === now.title ? 4 : 0
    // In a shorter plan the row was probably removed: then a row with the same number, or a body that many have, is another.
    const body = parts.body !== null && parts.body === now.body && !(isShorter && sameBody > 1) ? 2 : 0
    const number = parts.row === now.row && isSamePlace(sent, row) && !isShorter ? 1 : 0
    return title + body + number
  }
  const [best] = newRows
    .map((row) => ({ row, score: likeness(row) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score)
  return best !== undefined && isUndecided(best.row) ? [best.row] : []
}

function isUndecided(row: PlannedRow): boolean {
  return row.reuse === null && hasDerivedKey(row)
}

function isSamePlace({ repo, kind }: RecordOf<'sending'>, { draft }: PlannedRow): boolean {
  return repo.toLowerCase() === draft.repo.toLowerCase() && kind === draft.kind
}
