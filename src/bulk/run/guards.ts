import { Failure } from '../../errors.ts'
import type { LedgerRecord } from '../ledger/record.ts'
import type { PlannedRow } from '../plan/planned-row.ts'
import { type Parsed, problemText } from '../rows/row.ts'
import { checkRow, type RowChecks } from '../survey/check-row.ts'
import type { PlanSummary } from '../survey/summary.ts'
import type { ReadyRow, RunContext, StopReason } from './running.ts'

/** The rows of a plan that was inspected before. @throws Failure for a part that is no longer valid. */
export async function* readAgain({
  rows,
  name,
}: {
  rows(): AsyncIterable<Parsed<PlannedRow>>
  readonly name: string
}): AsyncGenerator<PlannedRow> {
  for await (const read of rows()) {
    if (read.ok) yield read.value
    else {
      const [problem] = read.problems
      throw new Failure('file', `${name} was changed meanwhile: ${problem === undefined ? '' : problemText(problem)}`, {
        hint: 'run the command again',
      })
    }
  }
}

/** Checks each row again before it is sent, and lets no more rows pass than were shown: the plan may have changed meanwhile. */
export function onlyInspectedRows(
  checks: RowChecks,
  { counts }: PlanSummary,
  plan: string,
): (row: PlannedRow) => Promise<ReadyRow> {
  let left = counts.new
  return async (row) => {
    if (row.reuse === null) left -= 1
    if (left < 0) throw new Failure('file', `${plan} has grown since it was shown`, { hint: 'run the command again' })
    const { ready, problems } = await checkRow(checks, row)
    if (ready !== null) return ready
    throw new Failure('validation', problems.map(({ message }) => message).join('; '))
  }
}

/** Records, and knows whether this run has sent something that GitHub did not refuse. */
export function watchSends(record: RunContext['append']): {
  readonly append: (record: LedgerRecord) => Promise<void>
  readonly mayHaveSent: () => boolean
} {
  let sent = 0
  return {
    append: async (one) => {
      await record(one)
      if (one.record === 'sending') sent += 1
      else if (one.record === 'refused') sent -= 1
    },
    mayHaveSent: () => sent > 0,
  }
}

/** A plan that cannot be read to its end stops the run, which still reports what it has created. */
export function stopReasonFor(error: unknown): StopReason {
  if (error instanceof Failure) return { by: 'failure', failure: error }
  throw error
}
