import { defineConfig } from 'vitest/config'

/**
 * A mutant of the policy's rules runs against the tests that use a small policy. The tests that use the real policy would take
 * seconds for each mutant, mostly to read that policy.
 */
export default defineConfig({
  test: {
    root: '.',
    include: ['test/policy/{match,recommend,questions}.test.ts'],
    // Loading the program again for each test file would take most of the time.
    isolate: false,
    testTimeout: 60_000,
  },
})
