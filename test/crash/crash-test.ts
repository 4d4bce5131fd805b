import { parseArgs } from 'node:util'
import { inTurns } from '../support/in-turns.ts'
import { crashRun, type RunReport } from './one-run.ts'

/** Of one run. */
const USUAL_KILLS = 6

/**
 * Kills `issue bulk` at random moments, with a GitHub that fails in every way it is known to, until so many kills were survived.
 * `--seed` of a run that went wrong makes the same choices again; `--keep-going` looks for more than the first fault.
 */
async function crashTest(): Promise<number> {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '300' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
      'at-once': { type: 'string', default: '2' },
      'keep-going': { type: 'boolean', default: false },
    },
  })
  const wanted = Number(values.kills)
  const start = performance.now()
  const reports: RunReport[] = []
  const kills = () => sum(reports.map((report) => report.kills))
  let atWork = 0
  const goesOn = () => kills() + atWork * USUAL_KILLS < wanted && (values['keep-going'] || reports.every(isClean))
  let next = Number(values.seed)
  // Whoever comes back asks anew: the others may have been killed less often than was thought.
  const seeds: Iterator<number> = {
    next: () => (goesOn() ? { done: false, value: next++ } : { done: true, value: undefined }),
  }
  await inTurns(Number(values['at-once']), { [Symbol.iterator]: () => seeds }, async (seed) => {
    atWork += 1
    const report = await crashRun(seed)
    atWork -= 1
    reports.push(report)
    if (!isClean(report)) show(report)
  })
  const faults = reports.flatMap((report) => report.faults)
  const seconds = (performance.now() - start) / 1000
  const starts = sum(reports.map((report) => report.starts))
  const wrong = reports.filter((report) => !isClean(report)).length
  process.stdout.write(
    `${reports.length} runs from seed ${values.seed}: ${kills()} kills, ${starts} starts, ${faults.length} faults ` +
      `of ${new Set(faults).size} sorts, ${wrong} runs with violations; ${seconds.toFixed(0)} s\n`,
  )
  return wrong === 0 ? 0 : 1
}

function isClean({ violations }: RunReport): boolean {
  return violations.length === 0
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}

function show({ seed, violations, evidence }: RunReport): void {
  process.stdout.write(
    `VIOLATION, seed ${seed}:\n${violations.map((one) => `  ${one}`).join('\n')}\n${evidence ?? ''}\n\n`,
  )
}

process.exitCode = await crashTest()
