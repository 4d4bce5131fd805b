import type { Clock } from '../../../src/system/clock.ts'

const POINTS_AN_HOUR = 5_000
const HOUR_MS = 3_600_000

export type BudgetState = {
  readonly limit: number
  readonly remaining: number
  readonly used: number
  readonly resetAt: Date
}
export type Budget = { spend(points: number): void; state(): BudgetState }

/** GitHub's primary limit: points for an hour, all back at once when it is over. */
export function createBudget(clock: Clock): Budget {
  let used = 0
  let resetAt = new Date(clock.now().getTime() + HOUR_MS)
  function roll(): void {
    if (clock.now() < resetAt) return
    used = 0
    resetAt = new Date(clock.now().getTime() + HOUR_MS)
  }
  return {
    spend(points) {
      roll()
      used += points
    },
    state() {
      roll()
      return { limit: POINTS_AN_HOUR, remaining: Math.max(0, POINTS_AN_HOUR - used), used, resetAt }
    },
  }
}
