import { Failure } from '../../errors.ts'
import { runningHash } from '../hash.ts'
import type { PlannedRow } from '../plan/planned-row.ts'
import { createOrphanSearch, type Orphan } from './orphans.ts'
import type { LedgerRecord } from './record.ts'
import { statusOf } from './status.ts'

/** How a plan differs from the one that its ledger was started with, as keys of rows that are on GitHub. */
export type Difference = {
  /** Rows that were edited since they were sent: they are reported, and never created again. */
  readonly changed: readonly string[]
  /** Rows that are no longer in the plan. */
  readonly gone: readonly string[]
  /** Rows that may exist although they are no longer in the plan. */
  readonly orphans: readonly Orphan[]
  /** The plan's hash: the same for the same rows in the same order. */
  readonly plan: string
}

/** Takes the rows of a plan one by one, and keeps only those that the ledger names. */
export type Comparison = {
  add(row: PlannedRow): void
  /** @throws Failure (validation) if the ledger belongs to another plan. */
  finish(): Difference
}

/**
 * A plan may be edited between two runs. If not one row that the ledger names is unchanged, it counts as another plan.
 * @param ledger its file name, for messages. @param plan likewise.
 */
export function compareWithLedger(records: readonly LedgerRecord[], ledger: string, plan: string): Comparison {
  const started = startedRows(records)
  const now = new Map<string, 'same' | 'changed'>()
  const hash = runningHash()
  const orphanSearch = createOrphanSearch(records)
  return {
    add(planned) {
      const { key, hash: row } = planned
      orphanSearch.add(planned)
      hash.add(JSON.stringify([key, row]))
      const before = started.get(key)
      if (before !== undefined) now.set(key, before === row ? 'same' : 'changed')
    },
    finish() {
      const whole = hash.end()
      const orphans = orphanSearch.finish()
      const hasHeirs = orphans.some(({ heirs }) => heirs.length > 0)
      const isSame = hasHeirs || [...now.values()].includes('same') || records.some((record) => isRunOf(record, whole))
      if (started.size > 0 && !isSame)
        throw new Failure(
          'validation',
          `${ledger} belongs to another plan: none of its ${started.size} rows is unchanged in ${plan}`,
          { hint: 'pass another file to --ledger, or undo the change' },
        )
      const statuses = statusOf(records)
      const existing = [...started.keys()].filter((key) =>
        ['created', 'reused'].includes(statuses.get(key)?.state ?? ''),
      )
      const unknown = [...started.keys()].filter((key) => statuses.get(key)?.state === 'sent-unknown')
      return {
        changed: [...existing, ...unknown].filter((key) => now.get(key) === 'changed'),
        gone: existing.filter((key) => !now.has(key)),
        orphans,
        plan: whole,
      }
    },
  }
}

/** With the hash that each had when it was last sent or reused. */
function startedRows(records: readonly LedgerRecord[]): ReadonlyMap<string, string> {
  const started = new Map<string, string>()
  for (const record of records) {
    if (record.record === 'reused') started.set(record.key, record.row)
    if (record.record === 'sending' && record.act === 'create') started.set(record.key, record.row)
  }
  return started
}

function isRunOf(record: LedgerRecord, plan: string): boolean {
  return record.record === 'run' && record.plan === plan
}
