import type { Policy } from './schema.ts'

const DAY_MS = 86_400_000
/** Rules that have not been compared with their sources for longer than this may send people to places where they cannot post. */
export const MAX_AGE_DAYS = 60

/** The whole days since the policy was last compared with its sources. If the clock is behind, the age is 0. */
export function ageInDays({ verified }: Pick<Policy, 'verified'>, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - Date.parse(verified)) / DAY_MS))
}
