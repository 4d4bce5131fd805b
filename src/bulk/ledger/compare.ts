import { Failure } from '../../errors.ts'
import { hashOf, runningHash } from '../../system/hash.ts'
import { baseName } from '../../text/file-names.ts'
import type { PlannedRow } from '../plan/planned-row.ts'
import { hasHash } from '../plan/row-spellings.ts'
import { createOrphanSearch, type Orphan, type OrphanSearch } from './orphans.ts'
import { createRekeyedSearch, isOfRow, type RekeyedRow } from './other-keys.ts'
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
  /** The fingerprint of each row of the plan, in its order. */
  readonly fingerprints: readonly string[]
  /** Rows that would be created again, because their keys have changed since they were created. */
  readonly rekeyed: readonly RekeyedRow[]
  readonly retitled: readonly RetitledRow[]
  readonly planHash: string
}

/** Compares a plan with its ledger. Add every row, and then call `finish`. */
export class LedgerComparison {
  readonly #records: readonly LedgerRecord[]
  readonly #statuses: Statuses
  readonly #names: { readonly ledger: string; readonly plan: string }
  readonly #lastRecords: ReadonlyMap<string, RecordOf<'sending' | 'reused'>>
  /** The repositories in the ledger, as they are spelled there. */
  readonly #repos: readonly string[]
  readonly #orphanSearch: OrphanSearch
  readonly #rekeyedSearch: ReturnType<typeof createRekeyedSearch>
  readonly #retitledSearch: ReturnType<typeof createRetitledSearch> | null
  readonly #changedKeys = new Set<string>()
  /** The rows that now reuse another issue, which the next run records. */
  readonly #switchedKeys = new Set<string>()
  readonly #unreadableKeys = new Set<string | null>()
  readonly #ledgerKeys: ReadonlySet<string>
  readonly #ledgerKeysInPlan = new Set<string>()
  readonly #fingerprints: string[] = []
  readonly #planHash = runningHash()
  #hasRowOfLedger = false

  /** @param statuses those of the rows in the ledger */
  constructor(
    records: readonly LedgerRecord[],
    statuses: Statuses,
    names: { readonly ledger: string; readonly plan: string },
  ) {
    this.#records = records
    this.#statuses = statuses
    this.#names = names
    this.#ledgerKeys = new Set(records.flatMap((record) => ('key' in record ? [record.key] : [])))
    this.#lastRecords = lastRecordsOf(records)
    this.#repos = reposIn(records)
    this.#orphanSearch = records.length === 0 ? NO_ORPHANS : createOrphanSearch(records, statuses)
    this.#rekeyedSearch = createRekeyedSearch(records, statuses)
    this.#retitledSearch = records.length === 0 ? null : createRetitledSearch(records, statuses)
  }

  add(planned: PlannedRow): void {
    const { key, hash } = planned
    // Keeps little of each row, because a plan may be long.
    this.#fingerprints.push(fingerprintOf(planned))
    if (this.#ledgerKeys.has(key)) this.#ledgerKeysInPlan.add(key)
    this.#orphanSearch.add(planned)
    this.#rekeyedSearch.add(planned)
    this.#retitledSearch?.add(planned)
    this.#planHash.add(JSON.stringify([key, hash]))
    const record = this.#lastRecords.get(key)
    const isSame = record !== undefined && hasHash(planned, record.row, this.#repos)
    if (record !== undefined && !isSame) this.#changedKeys.add(key)
    this.#hasRowOfLedger ||= isSame || (record !== undefined && isOfRow(record, planned))
    if (reusesOtherIssue(this.#statuses.get(key), planned)) this.#switchedKeys.add(key)
  }

  /**
   * Adds a row that could not be read. It may be any row of the ledger, so `finish` does not say that the ledger belongs to another
   * plan.
   * @param key the key of the row; null: it is unknown
   */
  addUnreadable(key: string | null): void {
    this.#unreadableKeys.add(key)
  }

  /** Call after the last row. @throws Failure (validation) if the ledger belongs to another plan. */
  finish(): Difference {
    const isInPlan = (key: string) => this.#ledgerKeysInPlan.has(key) || this.#unreadableKeys.has(key)
    const existingKeys = [...this.#lastRecords.keys()].filter((key) => hasPost(this.#statuses.get(key)))
    const unconfirmedKeys = [...this.#lastRecords.keys()].filter(
      (key) => this.#statuses.get(key)?.state === 'unconfirmed',
    )
    const startedKeys = [...existingKeys, ...unconfirmedKeys]
    const difference: Difference = {
      changed: startedKeys.filter((key) => this.#changedKeys.has(key) && !this.#switchedKeys.has(key)),
      gone: existingKeys.filter((key) => !isInPlan(key)),
      orphans: this.#orphanSearch.finish(isInPlan),
      fingerprints: this.#fingerprints,
      rekeyed: this.#rekeyedSearch.finish(isInPlan),
      retitled: this.#retitledSearch?.finish(isInPlan) ?? [],
      planHash: this.#planHash.end(),
    }
    // A row without a post does not count, because a row that GitHub refused is often corrected before the next run. Neither does a
    // row that now reuses another issue.
    const hasPosts = startedKeys.some((key) => !this.#switchedKeys.has(key))
    if (hasPosts && this.#unreadableKeys.size === 0 && !this.#isSamePlan(difference, startedKeys, isInPlan))
      throw otherPlanFailure(this.#names)
    return difference
  }

  #isSamePlan(
    { orphans, rekeyed, retitled, planHash }: Difference,
    startedKeys: readonly string[],
    isInPlan: (key: string) => boolean,
  ): boolean {
    const hasSuccessors = orphans.some(
      ({ successorKeys, sameTitleKeys }) => successorKeys.length + sameTitleKeys.length > 0,
    )
    if (hasSuccessors || rekeyed.length + retitled.length > 0 || this.#hasRowOfLedger) return true
    if (this.#records.some((record) => isRunOf(record, planHash))) return true
    const lastRun = this.#records.findLast((record) => record.record === 'run')
    const rowCount = this.#fingerprints.length + startedKeys.length
    return !startedKeys.some(isInPlan) && mayBeWithoutSentRows(lastRun, { plan: this.#names.plan, rowCount })
  }
}

/** Changes with the key of a row and with every part that becomes part of its post. */
export function fingerprintOf({ key, hash }: PlannedRow): string {
  return hashOf([key, hash])
}

function otherPlanFailure({ ledger, plan }: { readonly ledger: string; readonly plan: string }): Failure {
  return new Failure(
    'validation',
    `${ledger} belongs to another plan: every row that it names is changed or missing in ${plan}`,
    { hint: 'undo the change to the plan; or, if it is another plan, pass another file to --ledger' },
  )
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
 * Whether the plan may be the plan of the last run, after its author removed the rows that have a post.
 * @param rowCount how many rows the plan has, together with the rows that have a post
 */
function mayBeWithoutSentRows(
  lastRun: RecordOf<'run'> | undefined,
  { plan, rowCount }: { readonly plan: string; readonly rowCount: number },
): boolean {
  return lastRun?.rows !== undefined && rowCount <= lastRun.rows && baseName(lastRun.file) === baseName(plan)
}
