import type { Parameters } from 'fast-check'

/** `npm run fuzz` sets it, see `.config/vitest.config.ts`. */
const EVERY_CASE = process.env['EVERY_CASE'] === 'yes'
const AT_LEAST = 100

/**
 * How many random cases a slow property test tries. `npm run fuzz` tries `all`, and other ones each time. `npm test` tries a
 * tenth, or `sample`, always the same ones, so that it is fast and fails only because of a change.
 */
export function cases(all: number, sample = Math.max(AT_LEAST, Math.round(all / 10))): Parameters<unknown> {
  return EVERY_CASE ? { numRuns: all } : { numRuns: sample, seed: 1 }
}
