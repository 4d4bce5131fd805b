import type { Clock } from '../system/clock.ts'
import { GitHubFailure } from './failure.ts'

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

/** A write that timed out may still take effect, until GitHub gives up on it after ten seconds. */
const LOOK_UP_AFTER_MS = [1_000, 4_000, 10_000]
const MAX_SENDS = 3

/**
 * Sends a write until it is certain that it took effect exactly once, or certain that it did not.
 * After an unknown outcome it looks the write up, and sends it again only if GitHub does not show it.
 * @throws GitHubFailure: why it was refused; or `unconfirmed` if even the look-up fails.
 */
export async function sendOnce<T>(
  send: () => Promise<WriteResult<T>>,
  lookUp: () => Promise<T | null>,
  clock: Pick<Clock, 'sleep'>,
): Promise<T> {
  for (let sends = 1; ; sends++) {
    const result = await send()
    if (result.outcome === 'done') return result.value
    if (result.outcome === 'refused') throw result.failure
    const existing = await lookUpRepeatedly(lookUp, clock)
    if (existing !== null) return existing
    if (sends === MAX_SENDS) throw unconfirmed(result.failure)
  }
}

async function lookUpRepeatedly<T>(lookUp: () => Promise<T | null>, clock: Pick<Clock, 'sleep'>): Promise<T | null> {
  for (const pause of LOOK_UP_AFTER_MS) {
    await clock.sleep(pause)
    try {
      const result = await lookUp()
      if (result !== null) return result
    } catch (error) {
      throw error instanceof GitHubFailure ? unconfirmed(error) : error
    }
  }
  return null
}

const unconfirmed = ({ reason }: GitHubFailure) => new GitHubFailure({ kind: 'unconfirmed', after: reason })
