import { defineConfig } from 'vitest/config'

/** A mutant of a bulk run runs against the tests of its own room and the quick ones of the command. */
export default defineConfig({
  test: {
    root: '.',
    include: ['test/bulk/**/*.test.ts', 'test/commands/issue/bulk/*.test.ts'],
    exclude: ['test/commands/issue/bulk/{bad-files,real-job,full-disk,faults,interrupt}.test.ts'],
    env: { NO_COLOR: '', FORCE_COLOR: '', CI: '', COLUMNS: '', GH_TOKEN: '', GITHUB_TOKEN: '', GH_REPO: '' },
    // Loading the program anew for each file of tests would take most of the time.
    isolate: false,
    testTimeout: 60_000,
  },
})
