import type { Failure } from '../../errors.ts'
import type { GitHubFailure } from '../../github/failure.ts'

type PostAddress = { readonly number: number; readonly url: string }
/** `incomplete`: the next run may succeed with what failed here. */
type Reused = PostAddress & { readonly notes: readonly string[]; readonly incomplete: boolean }

/** How it ended for one row. `notes`: what could not be done, although the post exists. */
export type RowResult =
  | ({
      readonly state: 'created'
      readonly applied: readonly string[]
      readonly dropped: readonly string[]
      readonly notes: readonly string[]
    } & PostAddress)
  | ({ readonly state: 'reused' } & Reused)
  /** An earlier run has created it. */
  | ({ readonly state: 'skipped' } & Reused)
  | { readonly state: 'failed'; readonly failure: Failure }
  /** It was sent, and GitHub does not say yet whether it arrived; so it is not sent again. */
  | { readonly state: 'unconfirmed'; readonly failure: GitHubFailure }
  /** This run did not get to it. */
  | { readonly state: 'pending' }

export type ResultCounts = { readonly [S in RowResult['state']]: number }

export function countResults(ends: Iterable<RowResult['state']>): ResultCounts {
  const counts = { created: 0, reused: 0, skipped: 0, failed: 0, unconfirmed: 0, pending: 0 }
  for (const state of ends) counts[state]++
  return counts
}
