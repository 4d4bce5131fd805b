import { type Clock, sleepUnlessStopped } from '../system/clock.ts'
import { GitHubFailure } from './failure.ts'
import type { LookUp, Unsettled } from './look-up.ts'

/** The outcome of a write. `unknown`: it may or may not have taken effect, so look it up before sending it again. */
export type WriteResult<T> =
  | { readonly outcome: 'done'; readonly value: T }
  | { readonly outcome: 'refused'; readonly failure: GitHubFailure }
  | { readonly outcome: 'unknown'; readonly failure: GitHubFailure }

/** Extracts what a write created from its response. If it is missing, we cannot know whether the write took effect. */
export function createdIn<Data, Created>(
  result: WriteResult<Data>,
  about: string,
  pick: (data: Data) => Created | null,
): WriteResult<Created> {
  if (result.outcome !== 'done') return result
  const value = pick(result.value)
  if (value !== null) return { outcome: 'done', value }
  return { outcome: 'unknown', failure: new GitHubFailure({ kind: 'partial', about }) }
}

/** Waits for the outcome of a write, but not once the person has abandoned it: then nobody knows the outcome. */
export function unlessAbandoned<T>(sending: Promise<WriteResult<T>>, abandon: AbortSignal): Promise<WriteResult<T>> {
  return new Promise((resolve, reject) => {
    const giveUp = () =>
      resolve({ outcome: 'unknown', failure: new GitHubFailure({ kind: 'network', code: 'interrupted' }) })
    if (abandon.aborted) giveUp()
    else abandon.addEventListener('abort', giveUp, { once: true })
    // A run sends thousands of writes, and must not keep a listener for each.
    sending.then(resolve, reject).finally(() => abandon.removeEventListener('abort', giveUp))
  })
}

/** How long we wait for a write to show up: a minute in all. */
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000]
const MAX_SENDS = 3

/** A write that is sent once, and the look-up that shows later whether it took effect. */
export type Write<T> = {
  readonly send: () => Promise<WriteResult<T>>
  readonly lookUp: () => Promise<LookUp<T>>
}
export type Patience = {
  readonly clock: Pick<Clock, 'sleep'>
  /** Aborts when the person does not want to wait any longer. */
  readonly stop?: AbortSignal
  /** The pauses before each look-up. */
  readonly pauses?: readonly number[]
}

/**
 * Sends a write until it is certain that it took effect exactly once, or certain that it did not.
 * After an unknown outcome it looks the write up, and sends it again only with evidence that it is missing.
 * @throws GitHubFailure: why it was refused; or `unconfirmed` if nothing is certain yet.
 */
export async function sendOnce<T>({ send, lookUp }: Write<T>, patience: Patience): Promise<T> {
  for (let sends = 1; ; sends++) {
    const result = await send()
    if (result.outcome === 'done') return result.value
    if (result.outcome === 'refused') throw result.failure
    const lookedUp = await waitForEffect(lookUp, result.failure, patience)
    if (lookedUp.outcome === 'found') return lookedUp.value
    if (sends === MAX_SENDS) throw toUnconfirmed(result.failure, NOBODY_KNOWS)
  }
}

/** @throws GitHubFailure (`unconfirmed`) */
async function waitForEffect<T>(
  lookUp: () => Promise<LookUp<T>>,
  failure: GitHubFailure,
  { clock, stop, pauses = PAUSES_MS }: Patience,
): Promise<Exclude<LookUp<T>, Unsettled>> {
  let unsettled = NOBODY_KNOWS
  let latest = failure
  for (const pause of pauses) {
    await sleepUnlessStopped(clock, pause, stop)
    if (stop?.aborted === true) break
    try {
      const result = await lookUp()
      if (result.outcome !== 'unconfirmed') return result
      unsettled = result
    } catch (error) {
      if (!(error instanceof GitHubFailure)) throw error
      latest = error
    }
  }
  throw toUnconfirmed(latest, unsettled)
}

const NOBODY_KNOWS: Unsettled = { outcome: 'unconfirmed', until: null, hidden: null }

function toUnconfirmed({ reason }: GitHubFailure, { until, hidden }: Unsettled): GitHubFailure {
  return new GitHubFailure({ kind: 'unconfirmed', after: reason, until, hidden })
}
