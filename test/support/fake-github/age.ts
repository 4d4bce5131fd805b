import * as z from 'zod'
import type { Random } from '../random.ts'

const seconds = z.number().nonnegative()

/** The age in seconds of the data that a read returns. */
export const ageSchema = z.union([
  seconds,
  /** A different age at each read. */
  z.strictObject({ from: seconds, to: seconds }),
  /** Replicas of these ages answer in turn. */
  z.strictObject({ replicas: z.array(seconds).min(1) }),
])
export type Age = z.output<typeof ageSchema>

export function isAlwaysZero(age: Age): boolean {
  if (typeof age === 'number') return age === 0
  return 'to' in age ? age.to === 0 : age.replicas.every((age) => age === 0)
}

/** @param read the number of the read, from 0 */
export function secondsOf(age: Age, read: number, random: Random): number {
  if (typeof age === 'number') return age
  if ('to' in age) return random.between(age.from * 1000, age.to * 1000) / 1000
  return age.replicas[read % age.replicas.length] ?? 0
}
