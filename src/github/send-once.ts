import type { Clock } from '../system/clock.ts'
import { GitHubFailure } from './failure.ts'

/** How a write ended. `unknown`: it may or may not have taken effect, and must be looked up before it is sent again. */
export type WriteResult<T> =
  | { readonly outcome: 'done'; readonly value: T }
  | { readonly outcome: 'refused'; readonly failure: GitHubFailure }
  | { readonly outcome: 'unknown'; readonly failure: GitHubFailure }

/** A write that timed out may still be carried out: GitHub gives up on a request after ten seconds. */
const LOOK_UP_AFTER = [1_000, 4_000, 10_000]
const MAX_SENDS = 3

/**
 * Sends a write until it is certain that it took effect exactly once, or certain that it did not.
 * After an unknown outcome it is looked up, and sent again only when GitHub does not show it.
 * @throws GitHubFailure: why it was refused; or `unconfirmed`, when even looking up does not tell.
 */
export async function sendOnce<T>(
  send: () => Promise<WriteResult<T>>,
  lookUp: () => Promise<T | null>,
  clock: Pick<Clock, 'sleep'>,
): Promise<T> {
  for (let sends = 1; ; sends++) {
    const sent = await send()
    if (sent.outcome === 'done') return sent.value
    if (sent.outcome === 'refused') throw sent.failure
    const found = await lookUpRepeatedly(lookUp, clock)
    if (found !== null) return found
    if (sends === MAX_SENDS) throw unconfirmed(sent.failure)
  }
}

async function lookUpRepeatedly<T>(lookUp: () => Promise<T | null>, clock: Pick<Clock, 'sleep'>): Promise<T | null> {
  for (const pause of LOOK_UP_AFTER) {
    await clock.sleep(pause)
    try {
      const found = await lookUp()
      if (found !== null) return found
    } catch (error) {
      throw error instanceof GitHubFailure ? unconfirmed(error) : error
    }
  }
  return null
}

const unconfirmed = ({ reason }: GitHubFailure) => new GitHubFailure({ kind: 'unconfirmed', after: reason })
