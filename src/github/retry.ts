import pRetry from 'p-retry'
import type { Clock } from '../system/clock.ts'
import { GitHubFailure } from './failure.ts'

const PAUSES_MS = [1_000, 2_000, 4_000]

/** Retries a read after a transient failure, with growing pauses. Never for writes: those could take effect twice. */
export function withRetry<T>(read: () => Promise<T>, clock: Pick<Clock, 'sleep'>): Promise<T> {
  return pRetry(read, {
    retries: PAUSES_MS.length,
    // We sleep on our own clock, so that tests do not wait.
    minTimeout: 0,
    shouldRetry: ({ error }) => isTransient(error),
    onFailedAttempt: async ({ error, retriesConsumed }) => {
      const pause = PAUSES_MS[retriesConsumed]
      if (isTransient(error) && pause !== undefined) await clock.sleep(pause)
    },
  })
}

function isTransient(error: Error): boolean {
  return error instanceof GitHubFailure && error.isTransient
}
