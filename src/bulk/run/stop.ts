import type { Failure, FailureClass } from '../../errors.ts'

/** Thrown when the person asked to stop before anything was sent: the row is left to the next run. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}

/** Why a run left rows to the next one; null: it did not. */
export type StopReason =
  | { readonly by: 'person' | 'count' }
  | { readonly by: 'failure'; readonly failure: Failure }
  | null

/** Errors that the next row would most likely meet too. */
const SYSTEMIC: ReadonlySet<FailureClass> = new Set(['authentication', 'permission', 'rate limit', 'network', 'GitHub'])
const MAX_IN_A_ROW = 3

/** Counts failures of the same kind without a success between them. */
export function watchFailures(): { reset(): void; isTooMany(failure: Failure): boolean } {
  let last: FailureClass | null = null
  let count = 0
  return {
    reset: () => {
      last = null
      count = 0
    },
    isTooMany: ({ failure }) => {
      // Without a ledger nothing may be sent, and a rate limit is thrown only after long waits.
      if (failure === 'file' || failure === 'rate limit') return true
      count = failure === last ? count + 1 : 1
      last = failure
      return SYSTEMIC.has(failure) && count >= MAX_IN_A_ROW
    },
  }
}
