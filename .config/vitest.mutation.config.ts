import { defineConfig } from 'vitest/config'

/**
 * A mutant of the policy's rules runs against the quick tests of its own room. The walk over every combination of answers is
 * left out: it would take a second for each mutant.
 */
export default defineConfig({
  test: {
    root: '.',
    include: ['test/policy/{statements,questions,groups,recommend}.test.ts'],
    // Loading the policy anew for each file would take most of the time.
    isolate: false,
    testTimeout: 60_000,
  },
})
