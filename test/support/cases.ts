import type { Parameters } from 'fast-check'

/** Set by `npm run fuzz`: see `.config/vitest.config.ts`. */
const ALL_CASES = process.env['EVERY_CASE'] === 'yes'
const MIN_CASES = 100

/**
 * How many random cases a slow property test tries. `npm run fuzz` tries `all`, different ones each time. `npm test` tries
 * `sample`, by default a tenth of `all` but at least 100, and always the same ones, so that it is fast and fails only because
 * of a change.
 */
export function cases(all: number, sample = Math.max(MIN_CASES, Math.round(all / 10))): Parameters<unknown> {
  return ALL_CASES ? { numRuns: all } : { numRuns: sample, seed: 1 }
}
