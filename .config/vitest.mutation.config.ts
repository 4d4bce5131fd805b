import { defineConfig } from 'vitest/config'

/** Mutants are run against the quick tests of their own room only. */
export default defineConfig({
  test: { root: '.', include: ['test/policy/*.test.ts', 'test/policy/infer/parts.test.ts'], testTimeout: 60_000 },
})
