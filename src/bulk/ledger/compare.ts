import { Failure } from '../../errors.ts'
import { runningHash } from '../../system/hash.ts'
import { hasDerivedKey, type PlannedRow } from '../plan/planned-row.ts'
import { hasBody, hasHash, hasTitle } from '../plan/row-spellings.ts'
import {
  createOtherKeySearch,
  hasOtherKey,
  hasSameTarget,
  isKeyWithOtherAccents,
  isOfRow,
  isOrphan,
  type RekeyedRow,
} from './other-keys.ts'
import { type LedgerRecord, type RecordOf, reposIn } from './record.ts'
import { hasPost, mayHavePost, reusesIssue, reusesOtherIssue, type Statuses } from './status.ts'

/** How a plan differs from its ledger. Rows are named by their keys. */
export type Difference = {
  /** Rows that were edited after they were sent, or after an existing issue was used for them. */
  readonly changed: readonly string[]
  /** Rows that have a post, or reuse one, and are no longer in the plan. */
  readonly gone: readonly string[]
  readonly orphans: readonly Orphan[]
  /** By key: the hash of each row of the plan. */
  readonly hashes: ReadonlyMap<string, string>
  /** Rows that would be created again, because they have another key than when they were created. */
  readonly rekeyed: readonly RekeyedRow[]
  readonly planHash: string
}

type Comparison = {
  add(row: PlannedRow): void
  /** Adds a row with problems. Because of them nothing is sent, so the ledger may seem to belong to another plan. @param key null: unknown */
  addUnreadable(key: string | null): void
  /** Call after the last row. @throws Failure (validation) if the ledger belongs to another plan. */
  finish(): Difference
}

/** @param statuses those of the rows in the ledger */
export function compareWithLedger(
  records: readonly LedgerRecord[],
  statuses: Statuses,
  { ledger, plan }: { readonly ledger: string; readonly plan: string },
): Comparison {
  const recorded = lastRecordsOf(records)
  const repos = reposIn(records)
  const changedKeys = new Set<string>()
  let hasRowOfLedger = false
  /** The rows that now reuse another issue, which the next run records. */
  const switchedKeys = new Set<string>()
  const unreadableKeys = new Set<string | null>()
  const hashes = new Map<string, string>()
  const hash = runningHash()
  const orphanSearch = createOrphanSearch(records, statuses)
  const otherKeySearch = createOtherKeySearch(records, statuses)
  return {
    add(planned) {
      const { key, hash: rowHash } = planned
      hashes.set(key, rowHash)
      orphanSearch.add(planned)
      otherKeySearch.add(planned)
      hash.add(JSON.stringify([key, rowHash]))
      const record = recorded.get(key)
      const isSame = record !== undefined && hasHash(planned, record.row, repos)
      if (record !== undefined && !isSame) changedKeys.add(key)
      hasRowOfLedger ||= isSame || (record !== undefined && isOfRow(record, planned))
      if (reusesOtherIssue(statuses.get(key), planned)) switchedKeys.add(key)
    },
    addUnreadable(key) {
      unreadableKeys.add(key)
    },
    finish() {
      const planHash = hash.end()
      const isInPlan = (key: string) => hashes.has(key) || unreadableKeys.has(key)
      const orphans = orphanSearch.finish(isInPlan)
      const existingKeys = [...recorded.keys()].filter((key) => hasPost(statuses.get(key)))
      const unknownKeys = [...recorded.keys()].filter((key) => statuses.get(key)?.state === 'sent-unknown')
      const rekeyed = otherKeySearch.finish(isInPlan)
      const hasSuccessors = orphans.some(
        ({ successors, rowsWithSameTitle }) => successors.length + rowsWithSameTitle.length > 0,
      )
      const isSamePlan =
        hasSuccessors || rekeyed.length > 0 || hasRowOfLedger || records.some((record) => isRunOf(record, planHash))
      // Only rows that may have a post count, and keep it. A row that GitHub refused is often corrected before the next run.
      const hasPosts = [...existingKeys, ...unknownKeys].some((key) => !switchedKeys.has(key))
      if (hasPosts && !isSamePlan && unreadableKeys.size === 0)
        throw new Failure(
          'validation',
          `${ledger} belongs to another plan: every row that it names is changed or missing in ${plan}`,
          { hint: 'undo the change to the plan; or, if it is another plan, pass another file to --ledger' },
        )
      return {
        changed: [...existingKeys, ...unknownKeys].filter((key) => changedKeys.has(key) && !switchedKeys.has(key)),
        gone: existingKeys.filter((key) => !isInPlan(key)),
        orphans,
        hashes,
        rekeyed,
        planHash,
      }
    },
  }
}

/** By key: the record of when the row was last sent, or reused an issue. */
function lastRecordsOf(records: readonly LedgerRecord[]): ReadonlyMap<string, RecordOf<'sending' | 'reused'>> {
  const last = new Map<string, RecordOf<'sending' | 'reused'>>()
  for (const record of records)
    if (record.record === 'reused' || (record.record === 'sending' && record.act === 'create'))
      last.set(record.key, record)
  return last
}

function isRunOf(record: LedgerRecord, planHash: string): boolean {
  return record.record === 'run' && record.plan === planHash
}

/**
 * A row that was sent but got no response, and is no longer in the plan. Its author has removed it or has changed its key, for
 * example by changing its title.
 */
export type Orphan = {
  readonly key: string
  readonly sent: RecordOf<'sending'>
  readonly since: string
  /** The address of its post, if an earlier run found it on GitHub. null: it is unknown whether the post exists. */
  readonly url: string | null
  /** The keys of new rows that may be this row under another key. */
  readonly successors: readonly string[]
  /** The keys of new rows that have its title, and a key that its author has given to them since. They are the same row if the post exists. */
  readonly rowsWithSameTitle: readonly string[]
}

type PossibleOrphan = Omit<Orphan, 'successors' | 'rowsWithSameTitle'> & {
  /** The keys of the rows that the same run started. They were in the plan together with this row, so they are other rows. */
  readonly keysOfRun: ReadonlySet<string>
  /** How many rows the plan had when the row was sent. null: an older version of the program did not record it. */
  readonly planSize: number | null
}

function createOrphanSearch(records: readonly LedgerRecord[], statuses: Statuses) {
  const possibleOrphans = possibleOrphansIn(records, statuses)
  const rows: PlannedRow[] = []
  return {
    add(row: PlannedRow) {
      if (possibleOrphans.length > 0) rows.push(row)
    },
    /** @param isInPlan whether the plan still has a row with this key */
    finish(isInPlan: (key: string) => boolean): readonly Orphan[] {
      const newRows = rows.filter(({ key }) => !mayHavePost(statuses.get(key)))
      // If a row reuses the post, its author has said that it is this row.
      const isReused = (url: string | null) => url !== null && rows.some((row) => reusesIssue(row, url) === true)
      return possibleOrphans
        .filter(({ key, url }) => !isInPlan(key) && !isReused(url))
        .map(({ planSize, keysOfRun, ...orphan }) => {
          const candidates = newRows.filter(({ key }) => !keysOfRun.has(key))
          const successors = successorsOf(orphan.sent, planSize, candidates, rows).map(({ key }) => key)
          const rowsWithSameTitle = candidates.filter((row) => row.reuse === null && hasOtherKey(orphan.sent, row))
          return {
            ...orphan,
            successors,
            rowsWithSameTitle: rowsWithSameTitle.map(({ key }) => key).filter((key) => !successors.includes(key)),
          }
        })
    },
  }
}

function possibleOrphansIn(records: readonly LedgerRecord[], statuses: Statuses): readonly PossibleOrphan[] {
  const unknown = [...statuses].flatMap(([key, status]) =>
    status.state === 'sent-unknown' ? [possibleOrphanOf(records, key, status.sent, status.since, null)] : [],
  )
  const foundLater = records.flatMap((record) => {
    if (!isOrphan(record)) return []
    const { key, url } = record
    const sent = records.findLast((entry) => entry.record === 'sending' && entry.key === key && entry.act === 'create')
    return sent?.record === 'sending' ? [possibleOrphanOf(records, key, sent, sent.at, url)] : []
  })
  return [...unknown, ...foundLater]
}

function possibleOrphanOf(
  records: readonly LedgerRecord[],
  key: string,
  sent: RecordOf<'sending'>,
  since: string,
  url: string | null,
): PossibleOrphan {
  const index = records.indexOf(sent)
  const start = records.findLastIndex((record, position) => position < index && record.record === 'run')
  const end = records.findIndex((record, position) => position > index && record.record === 'run')
  const run = records[start]
  const ofRun = records.slice(Math.max(0, start), end < 0 ? records.length : end)
  return {
    key,
    sent,
    since,
    url,
    planSize: run?.record === 'run' ? (run.rows ?? null) : null,
    keysOfRun: new Set(ofRun.flatMap((record) => ('key' in record ? [record.key] : []))),
  }
}

/**
 * The new rows that may be the orphan. A row with an issue to reuse, or with an explicit key, cannot be a successor, because its author has
 * said which post it is. But a key counts as the same if another program has only stored its accents in another way. Without `parts`,
 * which older versions did not record, any other new row of the same kind and repository may be the orphan.
 */
function successorsOf(
  sent: RecordOf<'sending'>,
  planSize: PossibleOrphan['planSize'],
  newRows: readonly PlannedRow[],
  rows: readonly PlannedRow[],
) {
  const { parts, key } = sent
  const sameRow = newRows.find(
    (row) => row.reuse === null && hasSameTarget(sent, row) && isKeyWithOtherAccents(key, row),
  )
  if (sameRow !== undefined) return [sameRow]
  if (parts === undefined) return newRows.filter((row) => canBeSuccessor(row) && hasSameTarget(sent, row))
  const isShorter = planSize !== null && rows.length < planSize
  // Compares each body once, because a plan may be long.
  const withSameBody = new Set(parts.body === null ? [] : rows.filter((row) => hasBody(row, parts.body)))
  const similarityOf = (row: PlannedRow) => {
    const titleScore = hasTitle(row, parts.title) ? 4 : 0
    // In a shorter plan the row was probably removed, so the same row number, or a body that several rows share, proves nothing.
    const bodyScore = withSameBody.has(row) && !(isShorter && withSameBody.size > 1) ? 2 : 0
    const rowScore = parts.row === row.at.row && hasSameTarget(sent, row) && !isShorter ? 1 : 0
    return titleScore + bodyScore + rowScore
  }
  const distanceOf = (row: PlannedRow) => Math.abs(row.at.row - parts.row)
  const similar = newRows
    .map((row) => ({ row, score: similarityOf(row) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || distanceOf(a.row) - distanceOf(b.row))
  const [best] = similar
  if (best === undefined || !canBeSuccessor(best.row)) return []
  // If several rows have the body, rows that were added may have moved the row that was corrected.
  const sameBody = best.score >= 4 ? [] : similar.filter(({ row, score }) => score >= 2 && canBeSuccessor(row))
  const [mostShared] = sameBody
    .map(({ row }) => ({ row, count: countSharedWords(key, row.key) }))
    .toSorted((a, b) => b.count - a.count || distanceOf(a.row) - distanceOf(b.row))
  return [...new Set([best.row, mostShared?.row ?? best.row])]
}

/** How many words of their titles two keys share that were derived from titles. */
function countSharedWords(one: string, other: string): number {
  const words = new Set(one.split('-'))
  return new Set(other.split('-').filter((word) => words.has(word))).size
}

function canBeSuccessor(row: PlannedRow): boolean {
  return row.reuse === null && hasDerivedKey(row)
}
