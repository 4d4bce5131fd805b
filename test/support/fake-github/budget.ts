import type { Clock } from '../../../src/system/clock.ts'

const POINTS_PER_HOUR = 5_000
export const ANONYMOUS_REQUESTS_PER_HOUR = 60
const HOUR_MS = 3_600_000

export type BudgetState = {
  readonly limit: number
  readonly remaining: number
  readonly used: number
  readonly resetAt: Date
}
export type Budget = { spend(points: number): void; state(): BudgetState }

/** GitHub's primary limit: points or, without a token, requests per hour, all restored when the hour is over. */
export function createBudget(clock: Clock, limit = POINTS_PER_HOUR): Budget {
  let used = 0
  let resetAt = new Date(clock.now().getTime() + HOUR_MS)
  function restoreIfDue(): void {
    if (clock.now() < resetAt) return
    used = 0
    resetAt = new Date(clock.now().getTime() + HOUR_MS)
  }
  return {
    spend(points) {
      restoreIfDue()
      used += points
    },
    state() {
      restoreIfDue()
      return { limit, remaining: Math.max(0, limit - used), used, resetAt }
    },
  }
}
