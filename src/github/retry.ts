import pRetry from 'p-retry'
import type { Clock } from '../system/clock.ts'
import { GitHubFailure } from './failure.ts'

const PAUSES = [1_000, 2_000, 4_000]

/** Asks again, after a growing pause, what failed by a hiccup. Only for reads: a write must never be sent twice like this. */
export function withRetry<T>(ask: () => Promise<T>, clock: Pick<Clock, 'sleep'>): Promise<T> {
  return pRetry(ask, {
    retries: PAUSES.length,
    // The pauses are the clock's, so that a test does not wait.
    minTimeout: 0,
    shouldRetry: ({ error }) => isTransient(error),
    onFailedAttempt: async ({ error, retriesConsumed }) => {
      const pause = PAUSES[retriesConsumed]
      if (isTransient(error) && pause !== undefined) await clock.sleep(pause)
    },
  })
}

function isTransient(error: Error): boolean {
  return error instanceof GitHubFailure && error.isTransient
}
