import { Failure } from '../../errors.ts'
import { runningHash } from '../../system/hash.ts'
import { baseName } from '../../text/file-names.ts'
import type { PlannedRow } from '../plan/planned-row.ts'
import { hasHash } from '../plan/row-spellings.ts'
import { createOrphanSearch, type Orphan, type OrphanSearch } from './orphans.ts'
import { createOtherKeySearch, isOfRow, type RekeyedRow } from './other-keys.ts'
import { type LedgerRecord, type RecordOf, reposIn } from './record.ts'
import { createRetitledSearch, type RetitledRow } from './retitled.ts'
import { hasPost, reusesOtherIssue, type Statuses } from './status.ts'

/** How a plan differs from its ledger. Rows are named by their keys. */
export type Difference = {
  /** Rows that were edited after they were sent, or after an existing issue was used for them. */
  readonly changed: readonly string[]
  /** Rows that have a post, or reuse one, and are no longer in the plan. */
  readonly gone: readonly string[]
  readonly orphans: readonly Orphan[]
  /** By key: the hash of each row of the plan. */
  readonly hashes: ReadonlyMap<string, string>
  /** Rows that would be created again, because their keys have changed since they were created. */
  readonly rekeyed: readonly RekeyedRow[]
  readonly retitled: readonly RetitledRow[]
  readonly planHash: string
}

type Comparison = {
  add(row: PlannedRow): void
  /**
   * Adds a row that could not be read. It may be any row of the ledger, so `finish` does not say that the ledger belongs to another
   * plan. @param key null: unknown
   */
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
  const lastRun = records.findLast((record) => record.record === 'run')
  const orphanSearch = records.length === 0 ? NO_ORPHANS : createOrphanSearch(records, statuses)
  const otherKeySearch = createOtherKeySearch(records, statuses)
  const retitledSearch = records.length === 0 ? null : createRetitledSearch(records, statuses)
  return {
    add(planned) {
      const { key, hash: rowHash } = planned
      hashes.set(key, rowHash)
      orphanSearch.add(planned)
      otherKeySearch.add(planned)
      retitledSearch?.add(planned)
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
      const retitled = retitledSearch?.finish(isInPlan) ?? []
      const startedKeys = [...existingKeys, ...unknownKeys]
      const hasSuccessors = orphans.some(
        ({ successors, rowsWithSameTitle }) => successors.length + rowsWithSameTitle.length > 0,
      )
      const isSamePlan =
        hasSuccessors ||
        rekeyed.length + retitled.length > 0 ||
        hasRowOfLedger ||
        records.some((record) => isRunOf(record, planHash)) ||
        (!startedKeys.some(isInPlan) && mayLackRows(lastRun, { plan, rowCount: hashes.size + startedKeys.length }))
      // A row without a post does not count, because a row that GitHub refused is often corrected before the next run. Neither does a
      // row that now reuses another issue.
      const hasPosts = startedKeys.some((key) => !switchedKeys.has(key))
      if (hasPosts && !isSamePlan && unreadableKeys.size === 0)
        throw new Failure(
          'validation',
          `${ledger} belongs to another plan: every row that it names is changed or missing in ${plan}`,
          { hint: 'undo the change to the plan; or, if it is another plan, pass another file to --ledger' },
        )
      return {
        changed: startedKeys.filter((key) => changedKeys.has(key) && !switchedKeys.has(key)),
        gone: existingKeys.filter((key) => !isInPlan(key)),
        orphans,
        hashes,
        rekeyed,
        retitled,
        planHash,
      }
    },
  }
}

/** Before the first run, nothing was sent. */
const NO_ORPHANS: OrphanSearch = { add: () => undefined, finish: () => [] }

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
 * Whether the plan may be that of the last run, from which the rows that have a post were removed.
 * @param rowCount how many rows the plan has, together with the rows that have a post
 */
function mayLackRows(
  lastRun: RecordOf<'run'> | undefined,
  { plan, rowCount }: { readonly plan: string; readonly rowCount: number },
): boolean {
  return lastRun?.rows !== undefined && rowCount <= lastRun.rows && baseName(lastRun.file) === baseName(plan)
}
