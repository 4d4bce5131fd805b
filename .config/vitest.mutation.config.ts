import { defineConfig } from 'vitest/config'

/**
 * A mutant of the policy's rules runs against the tests on a small policy. Those on the real one would take seconds for each
 * mutant, most of them to read it.
 */
export default defineConfig({
  test: {
    root: '.',
    include: ['test/policy/{match,recommend,questions}.test.ts'],
    // Loading the policy anew for each file would take most of the time.
    isolate: false,
    testTimeout: 60_000,
  },
})
