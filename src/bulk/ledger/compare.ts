import { Failure } from '../../errors.ts'
import { runningHash } from '../hash.ts'
import type { LedgerRecord } from './record.ts'
import { statusOf } from './status.ts'

/** How a plan differs from the one that the ledger was begun with; keys of rows that are on GitHub. */
export type Difference = {
  /** They read otherwise now: reported, never created anew. */
  readonly changed: readonly string[]
  /** The plan holds them no more. */
  readonly gone: readonly string[]
  /** The plan's hash: the same for the same rows in the same order. */
  readonly plan: string
}

/** A comparison that is shown the rows of a plan one by one, and keeps only those that the ledger names. */
export type Comparison = {
  see(row: { readonly key: string; readonly hash: string }): void
  /** @throws Failure (validation) where the ledger is of another plan. */
  end(): Difference
}

/**
 * A plan may be mended between two runs; of a ledger whose begun rows it holds not one as it was, it is another plan.
 * The names are those of the files, for messages.
 */
export function compareWithLedger(records: readonly LedgerRecord[], ledger: string, plan: string): Comparison {
  const begun = begunRows(records)
  const now = new Map<string, 'same' | 'changed'>()
  const hash = runningHash()
  return {
    see({ key, hash: row }) {
      hash.add(JSON.stringify([key, row]))
      const before = begun.get(key)
      if (before !== undefined) now.set(key, before === row ? 'same' : 'changed')
    },
    end() {
      const whole = hash.end()
      const isSame = [...now.values()].includes('same') || records.some((record) => isRunOf(record, whole))
      if (begun.size > 0 && !isSame)
        throw new Failure(
          'validation',
          `${ledger} belongs to another plan: of the ${begun.size} rows that it began, ${plan} holds none as it was; ` +
            `give --ledger another file, or undo the change`,
        )
      const statuses = statusOf(records)
      const there = [...begun.keys()].filter((key) => ['created', 'reused'].includes(statuses.get(key)?.state ?? ''))
      return {
        changed: there.filter((key) => now.get(key) === 'changed'),
        gone: there.filter((key) => !now.has(key)),
        plan: whole,
      }
    },
  }
}

/** With the hash that each had when it was last sent or reused. */
function begunRows(records: readonly LedgerRecord[]): ReadonlyMap<string, string> {
  const begun = new Map<string, string>()
  for (const record of records) {
    if (record.record === 'reused') begun.set(record.key, record.row)
    if (record.record === 'sending' && record.act === 'create') begun.set(record.key, record.row)
  }
  return begun
}

function isRunOf(record: LedgerRecord, plan: string): boolean {
  return record.record === 'run' && record.plan === plan
}
