import pRetry from 'p-retry'
import type { Clock } from '../system/clock.ts'
import { GitHubFailure } from './failure.ts'

const PAUSES_MS = [1_000, 2_000, 4_000]
/** The longest pause that we accept for a read. If GitHub asks for a longer one, the read fails with a message that names it. */
const MAX_LIMIT_SECONDS = 120

/** Reports that a read waits because GitHub asked for a pause. */
export type OnWait = (seconds: number) => void

/**
 * Retries a read after a transient failure, with growing pauses, and after a secondary limit, once its pause is over. Never use
 * it for a write, which could take effect twice.
 */
export function withRetry<T>(read: () => Promise<T>, clock: Pick<Clock, 'sleep'>, onWait: OnWait): Promise<T> {
  return pRetry(read, {
    retries: PAUSES_MS.length,
    // We sleep on our own clock, so that tests do not wait.
    minTimeout: 0,
    shouldRetry: ({ error }) => isTransient(error) || limitSeconds(error) !== null,
    onFailedAttempt: async ({ error, retriesConsumed }) => {
      const pause = PAUSES_MS[retriesConsumed]
      if (pause === undefined) return
      const seconds = limitSeconds(error)
      if (seconds !== null) {
        onWait(seconds)
        await clock.sleep(seconds * 1_000)
      } else if (isTransient(error)) await clock.sleep(pause)
    },
  })
}

function isTransient(error: Error): boolean {
  return error instanceof GitHubFailure && error.isTransient
}

/** How many seconds GitHub asks us to wait; null: it does not, or the pause is too long. */
function limitSeconds(error: Error): number | null {
  if (!(error instanceof GitHubFailure) || error.reason.kind !== 'secondary-limit') return null
  const { retryAfter } = error.reason
  return retryAfter <= MAX_LIMIT_SECONDS ? retryAfter : null
}
