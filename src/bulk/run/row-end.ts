import type { Failure } from '../../errors.ts'

type There = { readonly number: number; readonly url: string }
/** `incomplete`: the next run may do what of it could not be done. */
type Reused = There & { readonly notes: readonly string[]; readonly incomplete: boolean }

/** How it ended for one row. `notes`: what of it could not be done, though it is there. */
export type RowEnd =
  | ({
      readonly state: 'created'
      readonly applied: readonly string[]
      readonly dropped: readonly string[]
      readonly notes: readonly string[]
    } & There)
  | ({ readonly state: 'reused' } & Reused)
  /** An earlier run saw to it. */
  | ({ readonly state: 'skipped' } & Reused)
  | { readonly state: 'failed'; readonly failure: Failure }
  /** This run has not come to it. */
  | { readonly state: 'pending' }

export type Counts = { readonly [S in RowEnd['state']]: number }

export function countsOf(ends: Iterable<RowEnd['state']>): Counts {
  const counts = { created: 0, reused: 0, skipped: 0, failed: 0, pending: 0 }
  for (const state of ends) counts[state]++
  return counts
}
