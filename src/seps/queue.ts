import type { SepEntry } from './entry.ts'
import type { StageName } from './stage.ts'
import { type State, stateOf } from './state.ts'

export type Waiting = { readonly entry: SepEntry; readonly state: State | null }
/** What is under way, by whom it waits for; in each, what has waited longest comes first. */
export type Queue = {
  /** For a sponsor; what is nearest to the end of its six months comes first. */
  readonly awaitingSponsor: readonly Waiting[]
  /** For its authors and its sponsor. */
  readonly draft: readonly Waiting[]
  /** For the core maintainers. */
  readonly inReview: readonly Waiting[]
  /** For what is to be made of it. */
  readonly accepted: readonly Waiting[]
  /** For somebody to put the label right; each of them is in one of the others too, unless it is over. */
  readonly disagreeing: readonly Waiting[]
}

export function queueOf(entries: readonly SepEntry[], now: Date): Queue {
  const all = entries
    .map((entry) => ({ entry, state: stateOf(entry, now) }))
    .toSorted((a, b) => (b.state?.days ?? -1) - (a.state?.days ?? -1))
  const at = (stage: StageName) => all.filter(({ entry }) => entry.stage === stage)
  return {
    awaitingSponsor: at('awaiting-sponsor'),
    draft: at('draft'),
    inReview: at('in-review'),
    accepted: at('accepted'),
    disagreeing: all.filter(({ entry }) => entry.disagrees),
  }
}

/**
 * What an accepted SEP waits for:
 * https://modelcontextprotocol.io/community/sep-guidelines#conformance-test-requirement
 */
export function waitsFor({ type }: SepEntry): string {
  return type === 'Standards Track' || type === null
    ? 'its reference implementation, and a conformance scenario where its behaviour can be observed'
    : 'its reference implementation'
}
