import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Draft } from '../../src/drafts/draft.ts'
import { parseDraft } from '../../src/drafts/format.ts'
import type { SeedInput } from '../support/fake-github/seed.ts'
import { fastClock } from '../support/fast-clock.ts'
import { temporaryFolder } from '../support/folder.ts'
import { forEachConcurrently } from '../support/for-each-concurrently.ts'
import { type KillPlan, killPlanFor, type Moment } from '../support/kill.ts'
import { startFakeGitHub } from '../support/loopback.ts'
import { BUG_FORM } from '../support/posting.ts'
import { type ProgramResult, type SpawnOptions, spawnProgram } from '../support/program.ts'
import { textOfFiles } from '../support/text-of-files.ts'

const REPO = 'example/protocol'
const FORM = { '.github/ISSUE_TEMPLATE/bug_report.yml': BUG_FORM }
const SEED: SeedInput = {
  viewer: { login: 'newcomer' },
  repositories: { [REPO]: { permission: 'TRIAGE', labels: ['bug'], files: FORM } },
}
const STEPS = 'steps=Split the reply after the first byte.'
const ANSWERS = ['--template', 'bug_report', '-f', STEPS, '-f', 'terms=I looked for it', '--ai-disclosure', 'none']

const KILL_COUNT = 38
/** GitHub, and so the fake, accepts 80 posts a minute. */
const MAX_RUNS = 60
/** A run sends four requests to GitHub. It can be killed when any of them arrives, and when its answer is ready. */
const GITHUB_MOMENT_COUNT = 8
/** About how many times a run changes its folder. */
const DISK_MOMENT_COUNT = 24
/** A fraction of the fastest run. Before it has loaded its code, a run has changed nothing, so killing it proves little. */
const EARLIEST_KILL = 0.3
/** Runs differ in length, so a kill by time must come well before the end. The kills by GitHub and by disk cover the end. */
const LATEST_KILL = 0.8
/** Multiples of the golden ratio modulo 1 are evenly spread, however many there are. */
const GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2
const PARALLEL_RUNS = 4

type Run = { readonly folder: string; readonly title: string; readonly token: string }

/** Sets up runs on one GitHub at the same time, each with its own title, token and folder for drafts. */
async function setUp() {
  const home = temporaryFolder()
  const killPlans = new Map<string, KillPlan>()
  const onGitHubEvent = ({ token }: { readonly token: string }) => killPlans.get(token)?.onGitHubEvent()
  const { fake, envFor } = await startFakeGitHub(SEED, { onRequest: onGitHubEvent, beforeAnswer: onGitHubEvent })
  const runs: Run[] = []
  const outcomes: ProgramResult[] = []
  const runProgram = async (argv: readonly string[], { folder, token }: Run, options: SpawnOptions) => {
    const env = {
      ...envFor(token),
      HOME: home,
      XDG_CACHE_HOME: join(home, 'cache'),
      XDG_STATE_HOME: join(folder, '../..'),
    }
    const result = await spawnProgram(argv, { ...options, cwd: folder, env: { ...env, ...options.env } })
    outcomes.push(result)
    return result
  }
  // The request of a killed run may take effect up to ten seconds later. Moving the clock saves the wait.
  const clock = fastClock(join(home, 'clock'))
  onTestFinished(clock.close)
  return {
    runs,
    finish: (argv: readonly string[], run: Run) => runProgram(argv, run, { env: clock.env }),
    /** Starts a run, and kills it at this moment unless it has ended. @returns whether it was killed. */
    async kill(moment: Moment): Promise<boolean> {
      const number = runs.length
      const run = {
        folder: join(home, String(number), 'mcp-comms', 'drafts'),
        title: `The handshake number ${number} stalls`,
        token: `ghp_ofRun${number}`,
      }
      runs.push(run)
      mkdirSync(run.folder, { recursive: true })
      const plan = killPlanFor(moment, run.folder)
      killPlans.set(run.token, plan)
      const { exitCode, stderr } = await runProgram(argvOf(run), run, { onStart: plan.onStart })
      plan.onEnd()
      killPlans.delete(run.token)
      expect(exitCode ?? 0, stderr).toBe(0)
      return exitCode === null
    },
    /** Moves GitHub's clock so far ahead that its listings are certain to show every post. */
    passTimeOnGitHub: () => fake.conditions({ clockAhead: 16 * 60 }),
    posts: () => fake.state().repositories[REPO]?.posts ?? [],
    everything: () => JSON.stringify([outcomes, fake.requests(), fake.state()]) + textOfFiles(home),
  }
}

const argvOf = ({ title }: Run) => [
  ...['issue', 'new', '--open', '--yes', '--repo', REPO, '--title', title],
  ...ANSWERS,
]

/** The draft of a run: missing or complete. A lock and a temporary file may be beside it. */
function draftIn({ folder }: Run): readonly [name: string, draft: Draft] | undefined {
  const names = readdirSync(folder).filter((name) => name.endsWith('.md'))
  expect(names.length).toBeLessThan(2)
  const [name] = names
  return name === undefined ? undefined : [name, parseDraft(readFileSync(join(folder, name), 'utf8'), name)]
}

/** The command that completes a killed run; null: nothing is left to do. */
function commandToFinish(run: Run): readonly string[] | null {
  const [name, draft] = draftIn(run) ?? []
  if (name === undefined || draft === undefined) return argvOf(run)
  if (draft.url !== null) return null
  const hasNoText = draft.body === ''
  return hasNoText ? ['issue', 'new', '--from', name, '--open', '--yes'] : ['issue', 'open', name, '--yes']
}

test('a run that is killed at any moment and then repeated leaves one post, and a complete draft', async () => {
  const { runs, kill, finish, passTimeOnGitHub, posts, everything } = await setUp()
  let killCount = 0
  // The milliseconds of the fastest run that was not killed. The first run is never killed.
  let fastestRun = Number.POSITIVE_INFINITY
  function* moments(): Iterable<Moment> {
    yield { by: 'GitHub', after: GITHUB_MOMENT_COUNT + 1 }
    for (let after = 1; after <= GITHUB_MOMENT_COUNT; after++) yield { by: 'GitHub', after }
    for (let after = 1; after <= DISK_MOMENT_COUNT; after++) yield { by: 'disk', after }
    for (let index = 1; killCount < KILL_COUNT && runs.length < MAX_RUNS; index++)
      yield {
        by: 'time',
        after: fastestRun * (EARLIEST_KILL + (LATEST_KILL - EARLIEST_KILL) * ((index * GOLDEN_RATIO) % 1)),
      }
  }
  await forEachConcurrently(PARALLEL_RUNS, moments(), async (moment) => {
    const start = performance.now()
    if (await kill(moment)) killCount += 1
    else fastestRun = Math.min(fastestRun, performance.now() - start)
  })
  // On a busy machine, a few runs end before the moment at which they should be killed.
  expect(killCount).toBeGreaterThanOrEqual(KILL_COUNT - 4)
  passTimeOnGitHub()

  await forEachConcurrently(PARALLEL_RUNS, runs, async (run) => {
    const argv = commandToFinish(run)
    if (argv === null) return
    const { exitCode, stderr } = await finish(argv, run)
    expect(exitCode, stderr).toBe(0)
  })
  const addresses = (title: string) => posts().flatMap((post) => (post.title === title ? [post.url] : []))
  for (const run of runs) expect(addresses(run.title), run.title).toEqual([draftIn(run)?.[1].url])
  expect(posts()).toHaveLength(runs.length)
  expect(everything()).not.toContain('ghp_ofRun')
}, 180_000)
