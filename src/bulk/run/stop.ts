import type { Failure, FailureClass } from '../../errors.ts'

/** What no other row would fare better with. */
const SYSTEMIC: ReadonlySet<FailureClass> = new Set(['authentication', 'permission', 'rate limit', 'network', 'GitHub'])
const MOST = 3

/** Counts failures of one kind without a success between them. `fails` tells whether it is enough. */
export function watchFailures(): { reset(): void; isTooMany(failure: Failure): boolean } {
  let last: FailureClass | null = null
  let count = 0
  return {
    reset: () => {
      last = null
      count = 0
    },
    isTooMany: ({ failure }) => {
      // Without a ledger nothing may be sent, and GitHub's limits have been waited for long enough.
      if (failure === 'file' || failure === 'rate limit') return true
      count = failure === last ? count + 1 : 1
      last = failure
      return SYSTEMIC.has(failure) && count >= MOST
    },
  }
}

/** The person asked to stop before anything was sent: the row stays for the next run. */
export class Interrupted extends Error {
  override readonly name = 'Stopped'
}
