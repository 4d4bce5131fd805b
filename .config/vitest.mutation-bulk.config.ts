import { defineConfig } from 'vitest/config'
import { slimSecretlint } from '../scripts/build/secretlint.ts'

/** A mutant of a bulk run runs against the tests of its own room and the quick ones of the command. */
export default defineConfig({
  plugins: [{ ...slimSecretlint, enforce: 'pre' }],
  test: {
    server: { deps: { inline: [/@secretlint\/core/] } },
    root: '.',
    include: ['test/bulk/**/*.test.ts', 'test/commands/issue/bulk/*.test.ts'],
    exclude: ['test/commands/issue/bulk/{bad-files,real-job,full-disk,faults,interrupt}.test.ts'],
    env: { NO_COLOR: '', FORCE_COLOR: '', CI: '', COLUMNS: '', GH_TOKEN: '', GITHUB_TOKEN: '', GH_REPO: '' },
    // Loading the program anew for each file of tests would take most of the time.
    isolate: false,
    testTimeout: 60_000,
  },
})
