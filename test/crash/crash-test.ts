import { parseArgs } from 'node:util'
import { forEachConcurrently } from '../support/for-each-concurrently.ts'
import { CHANNELS, type Channel, crashRun, type RunReport } from './one-run.ts'

/** How many times a run is usually killed. */
const USUAL_KILL_COUNT = 6

/**
 * Kills `issue open`, `discussion open`, `decision open`, `sep open`, `issue bulk` and `security report` in turn at random moments,
 * while GitHub fails in various ways, until they have survived `--kills` kills. `--lag` is the largest number of seconds by
 * which GitHub is behind; with it, the faults include late writes. `--channel` tests only one command, `--at-once` is how
 * many runs there are in parallel, `--seed` repeats the choices of an earlier test, and `--keep-going` continues after a violation.
 */
async function crashTest(): Promise<number> {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '300' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
      'at-once': { type: 'string', default: '2' },
      lag: { type: 'string', default: '0' },
      channel: { type: 'string' },
      'keep-going': { type: 'boolean', default: false },
    },
  })
  const targetKillCount = numberOf('kills', values.kills)
  const channels = CHANNELS.filter((channel) => channel === (values.channel ?? channel))
  if (channels.length === 0) throw new Error(`--channel must be one of ${CHANNELS.join(', ')}`)
  const channelOf = (seed: number): Channel => channels[seed % channels.length] ?? 'bulk'
  const startTime = performance.now()
  const reports: RunReport[] = []
  const killCount = () => sum(reports.map((report) => report.killCount))
  let runningCount = 0
  const shouldContinue = () =>
    killCount() + runningCount * USUAL_KILL_COUNT < targetKillCount && (values['keep-going'] || reports.every(isClean))
  let nextSeed = numberOf('seed', values.seed)
  const lag = numberOf('lag', values.lag)
  // Decides again before each run, because earlier ones may have been killed less often than usual.
  const seeds: Iterator<number> = {
    next: () => (shouldContinue() ? { done: false, value: nextSeed++ } : { done: true, value: undefined }),
  }
  await forEachConcurrently(
    numberOf('at-once', values['at-once']),
    { [Symbol.iterator]: () => seeds },
    async (seed) => {
      runningCount += 1
      const report = await crashRun(seed, channelOf(seed), lag)
      runningCount -= 1
      reports.push(report)
      if (!isClean(report)) printViolations(report)
    },
  )
  const faults = reports.flatMap((report) => report.faults)
  const seconds = (performance.now() - startTime) / 1000
  const startCount = sum(reports.map((report) => report.startCount))
  const failedCount = reports.filter((report) => !isClean(report)).length
  process.stdout.write(
    `${reports.length} runs from seed ${values.seed} with a lag of ${values.lag} s: ${killCount()} kills, ${startCount} starts, ${faults.length} faults ` +
      `of ${new Set(faults).size} kinds, ${failedCount} runs with violations; ${seconds.toFixed(0)} s\n`,
  )
  return failedCount === 0 ? 0 : 1
}

/** With anything but a number, or with 0 kills, the test would end at once, as if nothing were wrong. */
function numberOf(flag: string, text: string): number {
  if (/^\d+$/.test(text) && (Number(text) > 0 || ['lag', 'seed'].includes(flag))) return Number(text)
  throw new Error(`--${flag} must be a positive whole number, not ${text}`)
}

function isClean({ violations }: RunReport): boolean {
  return violations.length === 0
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function printViolations({ seed, channel, violations, evidence }: RunReport): void {
  process.stdout.write(
    `VIOLATION, seed ${seed}, ${channel}:\n${violations.map((violation) => `  ${violation}`).join('\n')}\n${evidence ?? ''}\n\n`,
  )
}

process.exitCode = await crashTest()
