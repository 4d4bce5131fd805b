import { defineConfig } from 'vitest/config'

/**
 * Mutants are run against the quick tests of their own room only. The walk over every combination of answers is left
 * out: it takes a second for each mutant, and what it proves is proved by the statements too.
 */
export default defineConfig({
  test: {
    root: '.',
    include: ['test/policy/{statements,questions,groups}.test.ts', 'test/policy/infer/parts.test.ts'],
    testTimeout: 60_000,
  },
})
