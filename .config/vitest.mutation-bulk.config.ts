import { defineConfig } from 'vitest/config'
import { slimSecretlint } from '../scripts/build/secretlint.ts'

/** A mutant of src/bulk runs against the tests of that folder, and the quick tests of the command `issue bulk`. */
export default defineConfig({
  plugins: [{ ...slimSecretlint, enforce: 'pre' }],
  test: {
    server: { deps: { inline: [/@secretlint\/core/] } },
    root: '.',
    include: ['test/bulk/**/*.test.ts', 'test/commands/issue/bulk/*.test.ts'],
    exclude: ['test/commands/issue/bulk/{bad-files,real-job,full-disk,faults,interrupt}.test.ts'],
    env: { NO_COLOR: '', FORCE_COLOR: '', CI: '', COLUMNS: '', GH_TOKEN: '', GITHUB_TOKEN: '', GH_REPO: '' },
    // Loading the program again for each test file would take most of the time.
    isolate: false,
    testTimeout: 60_000,
  },
})
