import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: '.',
    include: ['test/**/*.test.ts'],
    // Colours, width and the like are the test's own to set, never this machine's.
    env: { NO_COLOR: '', FORCE_COLOR: '', CI: '', COLUMNS: '', GH_TOKEN: '', GITHUB_TOKEN: '', GH_REPO: '' },
    restoreMocks: true,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
