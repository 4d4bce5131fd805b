import { hasDerivedKey, type PlannedRow } from '../plan/planned-row.ts'
import { hasBody, hasTitle } from '../plan/row-spellings.ts'
import { hasSameTarget, isKeyWithOtherAccents, mayBeRekeyed } from './other-keys.ts'
import { isOrphan, type LedgerRecord, type RecordOf } from './record.ts'
import { countSharedWords } from './retitled.ts'
import { mayHavePost, reusesIssue, type Statuses } from './status.ts'

/**
 * A row that was sent but got no response, and is no longer in the plan. Its author has removed it or has changed its key, for
 * example by changing its title.
 */
export type Orphan = {
  readonly key: string
  readonly sent: RecordOf<'sending'>
  /** The post, if it exists, was created at this time or later. */
  readonly since: string
  /** The address of its post, if an earlier run found it on GitHub. null: it is unknown whether the post exists. */
  readonly url: string | null
  /** The keys of new rows that may be this row under another key. */
  readonly successorKeys: readonly string[]
  /** The keys of new rows that have the title of this row, and whose author has given them a key since. If the post exists, it is theirs. */
  readonly sameTitleKeys: readonly string[]
}

type PossibleOrphan = Omit<Orphan, 'successorKeys' | 'sameTitleKeys'> & {
  /** The keys of the rows that the same run started. They were in the plan together with this row, so they are other rows. */
  readonly keysOfRun: ReadonlySet<string>
  /** How many rows the plan had when the row was sent. null: an older version of the program did not record it. */
  readonly planSize: number | null
}

export type OrphanSearch = {
  add(row: PlannedRow): void
  /** Call after the last row. @param isInPlan whether the plan still has a row with this key */
  finish(isInPlan: (key: string) => boolean): readonly Orphan[]
}

export function createOrphanSearch(records: readonly LedgerRecord[], statuses: Statuses): OrphanSearch {
  const possibleOrphans = possibleOrphansIn(records, statuses)
  const rows: PlannedRow[] = []
  return {
    add(row) {
      if (possibleOrphans.length > 0) rows.push(row)
    },
    finish(isInPlan) {
      const newRows = rows.filter(({ key }) => !mayHavePost(statuses.get(key)))
      // If a row reuses the post, its author has said which row the orphan is.
      const isReused = (url: string | null) => url !== null && rows.some((row) => reusesIssue(row, url) === true)
      return possibleOrphans
        .filter(({ key, url }) => !isInPlan(key) && !isReused(url))
        .map(({ planSize, keysOfRun, ...orphan }) => {
          const candidates = newRows.filter(({ key }) => !keysOfRun.has(key))
          const successorKeys = successorsOf(orphan.sent, planSize, candidates, rows).map(({ key }) => key)
          const rowsWithSameTitle = candidates.filter((row) => row.reuse === null && mayBeRekeyed(orphan.sent, row))
          return {
            ...orphan,
            successorKeys,
            sameTitleKeys: rowsWithSameTitle.map(({ key }) => key).filter((key) => !successorKeys.includes(key)),
          }
        })
    },
  }
}

function possibleOrphansIn(records: readonly LedgerRecord[], statuses: Statuses): readonly PossibleOrphan[] {
  const unconfirmed = [...statuses].flatMap(([key, status]) =>
    status.state === 'unconfirmed'
      ? [toPossibleOrphan(records, { key, sent: status.sent, since: status.since, url: null })]
      : [],
  )
  const foundLater = records.flatMap((record) => {
    if (!isOrphan(record)) return []
    const { key, url } = record
    const sent = records.findLast((entry) => entry.record === 'sending' && entry.key === key && entry.act === 'create')
    return sent?.record === 'sending' ? [toPossibleOrphan(records, { key, sent, since: sent.at, url })] : []
  })
  return [...unconfirmed, ...foundLater]
}

function toPossibleOrphan(
  records: readonly LedgerRecord[],
  row: Pick<PossibleOrphan, 'key' | 'sent' | 'since' | 'url'>,
): PossibleOrphan {
  const index = records.indexOf(row.sent)
  const start = records.findLastIndex((record, position) => position < index && record.record === 'run')
  const end = records.findIndex((record, position) => position > index && record.record === 'run')
  const run = records[start]
  const recordsOfRun = records.slice(Math.max(0, start), end < 0 ? records.length : end)
  return {
    ...row,
    planSize: run?.record === 'run' ? (run.rows ?? null) : null,
    keysOfRun: new Set(recordsOfRun.flatMap((record) => ('key' in record ? [record.key] : []))),
  }
}

/** The scores of a row that resembles an orphan. Each is higher than all lower ones together. */
const SAME_TITLE = 4
const SAME_BODY = 2
const SAME_ROW_NUMBER = 1

/**
 * The new rows that may be the orphan. A row with an issue to reuse, or with an explicit key, cannot be a successor, because its author has
 * said which post it is. The exception is a key that differs from the orphan's key only in how a program has stored its accents.
 */
function successorsOf(
  sent: RecordOf<'sending'>,
  planSize: PossibleOrphan['planSize'],
  newRows: readonly PlannedRow[],
  rows: readonly PlannedRow[],
): readonly PlannedRow[] {
  const { parts, key } = sent
  const sameRow = newRows.find(
    (row) => row.reuse === null && hasSameTarget(sent, row) && isKeyWithOtherAccents(key, row),
  )
  if (sameRow !== undefined) return [sameRow]
  // Older versions recorded nothing about the texts of the row.
  if (parts === undefined) return newRows.filter((row) => canBeSuccessor(row) && hasSameTarget(sent, row))
  const isShorter = planSize !== null && rows.length < planSize
  // Compares each body once, because a plan may be long.
  const withSameBody = new Set(parts.body === null ? [] : rows.filter((row) => hasBody(row, parts.body)))
  const scoreOf = (row: PlannedRow) => {
    const titleScore = hasTitle(row, parts.title) ? SAME_TITLE : 0
    // In a shorter plan the row was probably removed, so the same row number, or a body that several rows share, proves nothing.
    const bodyScore = withSameBody.has(row) && !(isShorter && withSameBody.size > 1) ? SAME_BODY : 0
    const rowScore = parts.row === row.at.row && hasSameTarget(sent, row) && !isShorter ? SAME_ROW_NUMBER : 0
    return titleScore + bodyScore + rowScore
  }
  const distanceOf = (row: PlannedRow) => Math.abs(row.at.row - parts.row)
  const similar = newRows
    .map((row) => ({ row, score: scoreOf(row) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || distanceOf(a.row) - distanceOf(b.row))
  const [best] = similar
  if (best === undefined || !canBeSuccessor(best.row)) return []
  // If several rows have the body, the nearest one need not be the corrected row, because added rows may have moved it. So the row whose
  // title shares the most words counts too.
  const rowsWithBody =
    best.score >= SAME_TITLE ? [] : similar.filter(({ row, score }) => score >= SAME_BODY && canBeSuccessor(row))
  const [mostShared] = rowsWithBody
    .map(({ row }) => ({ row, count: countSharedWords(key, row.key) }))
    .toSorted((a, b) => b.count - a.count || distanceOf(a.row) - distanceOf(b.row))
  return [...new Set([best.row, mostShared?.row ?? best.row])]
}

function canBeSuccessor(row: PlannedRow): boolean {
  return row.reuse === null && hasDerivedKey(row)
}
