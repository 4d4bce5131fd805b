import type { FaultInput } from '../support/fake-github/faults.ts'
import { MODES } from '../support/fake-github/faults.ts'
import type { Moment } from '../support/killing.ts'
import type { Random } from '../support/random.ts'

/**
 * When a run is killed. `write`: when its write number `after` arrives at GitHub, which processes it `late` milliseconds
 * later.
 */
export type KillAt = Moment | { readonly by: 'write'; readonly after: number; readonly late: number }

/** GitHub gives up on a request after ten seconds. */
const LATEST_MS = 9_500

export function momentFrom(random: Random): KillAt {
  switch (random.pick(['time', 'disk', 'GitHub', 'GitHub', 'write'])) {
    case 'time':
      return { by: 'time', after: random.between(100, 2_000) }
    case 'disk':
      return { by: 'disk', after: random.between(1, 25) }
    case 'write':
      return { by: 'write', after: random.between(1, 12), late: random.between(0, LATEST_MS) }
    default:
      return { by: 'GitHub', after: random.between(1, 60) }
  }
}

const WRITES = ['CreateIssue', 'CreateDiscussion', 'AddLabels', 'UpdateIssue', 'AddSubIssue', 'CreateLabel'] as const
const READS = ['Target', 'NewestIssues', 'NewestDiscussions', 'ExistingIssue'] as const
/** Writes that a run sends many of. */
const FREQUENT: ReadonlySet<string> = new Set(['CreateIssue'])
/** Without permission for these, the run reports it and does not retry, so the plan could never be completed. */
const NOT_RETRIED: ReadonlySet<string> = new Set(['AddLabels', 'AddSubIssue'])
const MAX_AFTER = 20

export function faultsFrom(random: Random, count: number): readonly FaultInput[] {
  return Array.from({ length: count }, () => {
    const operation = random.chance(0.75) ? random.pick(WRITES) : random.pick(READS)
    const mode = random.pick(MODES)
    return {
      operation,
      mode: NOT_RETRIED.has(operation) && mode === 'forbidden' ? 'drop-after' : mode,
      after: random.between(0, FREQUENT.has(operation) ? MAX_AFTER : 2),
      times: random.between(1, 2),
      ms: random.pick([3_000, 25_000]),
    }
  })
}
