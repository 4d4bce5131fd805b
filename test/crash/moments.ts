import type { FaultInput } from '../support/fake-github/faults.ts'
import { MODES } from '../support/fake-github/faults.ts'
import type { Moment } from '../support/killing.ts'
import type { Random } from './random.ts'

/**
 * When a run is killed. `write`: as its write of this number arrives at GitHub, which carries it out `late` milliseconds
 * afterwards.
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
/** Writes that a run makes few of. */
const OFTEN: ReadonlySet<string> = new Set(['CreateIssue'])
/** Who may not label or link gets the post without, and is told; nothing is tried again. */
const MAY_NOT: ReadonlySet<string> = new Set(['AddLabels', 'AddSubIssue'])
const MOST_AFTER = 20

export function faultsFrom(random: Random, count: number): readonly FaultInput[] {
  return Array.from({ length: count }, () => {
    const operation = random.chance(0.75) ? random.pick(WRITES) : random.pick(READS)
    const mode = random.pick(MODES)
    return {
      operation,
      mode: MAY_NOT.has(operation) && mode === 'forbidden' ? 'drop-after' : mode,
      after: random.between(0, OFTEN.has(operation) ? MOST_AFTER : 2),
      times: random.between(1, 2),
      ms: random.pick([3_000, 25_000]),
    }
  })
}
