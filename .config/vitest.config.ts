import { defineConfig } from 'vitest/config'
import { slimSecretlint } from '../scripts/build/secretlint.ts'

// The program ships the libraries' production builds. The Markdown parser's development build checks itself at every step.
process.env['NODE_ENV'] = 'production'

/** The slow files: random and malformed input, GitHub faults, every sensitive text, and training a model. */
const FUZZ_FILES = [
  'test/**/{hostile,*-hostile,faults,*-faults,round-trip}.test.ts',
  'test/commands/every-sensitive-text.test.ts',
  'test/scripts/model/**/*.test.ts',
]
/** Unit test files whose property tests have many cases: `npm run fuzz` tries all of them. */
const RANDOM_FILES = ['test/{bulk/task-list/plan,drafts/carry-over,forms/parse}.test.ts']
/** The built program in processes and terminals of its own: run `npm run build` first. */
const E2E_FILES = ['test/e2e/**/*.test.ts']

/**
 * Node 20 optimizes functions early, but most functions run only a few times in the tests: to optimize them later, and to compile them to
 * simple machine code first, takes about a tenth less of the processors' time. Node 24 does not know the first of these flags.
 */
const LATE_OPTIMIZATION = process.versions.node.startsWith('20.')
  ? ['--interrupt-budget=500000', '--always-sparkplug']
  : []

/**
 * A test may not leave anything behind for the next one, because the files share their workers: loading the same
 * modules again for each file would take most of the time.
 */
const shared = {
  // Lets the plugin below replace what secretlint imports.
  server: { deps: { inline: [/@secretlint\/core/] } },
  pool: 'forks',
  isolate: false,
  // With Node's default of 16 MB, a tenth of the time is garbage collection.
  execArgv: ['--max-semi-space-size=64', ...LATE_OPTIMIZATION],
  experimental: { fsModuleCache: true },
  restoreMocks: true,
  // The tests that need colors, a width or a token set them themselves.
  env: { NO_COLOR: '', FORCE_COLOR: '', CI: '', COLUMNS: '', GH_TOKEN: '', GITHUB_TOKEN: '', GH_REPO: '' },
  testTimeout: 30_000,
  hookTimeout: 60_000,
} as const

const UNIT = { name: 'unit', include: ['test/**/*.test.ts'], exclude: [...FUZZ_FILES, ...E2E_FILES] }
const FUZZ = { name: 'fuzz', include: FUZZ_FILES }
/** `npm run fuzz` tries all random cases, see test/support/cases.ts. They take minutes, more on a busy machine. */
const FUZZ_ALL_CASES = {
  name: 'fuzz',
  include: [...FUZZ_FILES, ...RANDOM_FILES],
  testTimeout: 1_800_000,
  env: { ...shared.env, EVERY_CASE: 'yes' },
}
/** For `npm test`: in one project, so that the workers that have loaded the program run both kinds of tests. */
const UNIT_AND_FUZZ = { name: 'unit and fuzz', include: ['test/**/*.test.ts'], exclude: E2E_FILES }
const E2E = { name: 'e2e', include: E2E_FILES }

export default defineConfig(({ mode }) => ({
  // As in the build: secretlint's profiler remembers every run, and searches them all again after each draft. With more than
  // a thousand drafts in one worker, that took most of the time of the unit tests.
  plugins: [{ ...slimSecretlint, enforce: 'pre' }],
  test: {
    root: '.',
    maxWorkers: '100%',
    projects: [...(mode === 'all' ? [UNIT_AND_FUZZ] : [UNIT, mode === 'fuzz' ? FUZZ_ALL_CASES : FUZZ]), E2E].map(
      (test) => ({ extends: true as const, test: { ...shared, ...test } }),
    ),
  },
}))
