import type { Ended } from '../support/program.ts'
import { type Random, randomFrom } from '../support/random.ts'
import { faultsFrom, momentFrom } from './moments.ts'
import { planFrom } from './plan.ts'
import { violationsIn } from './verify.ts'
import { type CrashWorld, crashWorld } from './world.ts'

/** The result of one plan, whose run is killed and restarted until it is complete. */
export type RunReport = {
  readonly seed: number
  readonly kills: number
  readonly starts: number
  readonly faults: readonly string[]
  readonly violations: readonly string[]
  /** The data for finding the cause; null if there is no violation. */
  readonly evidence: string | null
}

const MAX_KILLS = 10
const MAX_FAULTS = 8
/** Enough even if every fault stops a run. */
const MAX_STARTS = 60
/** How long a person waits before restarting, for example for a rate limit to reset. */
const PAUSES_MS = [0, 61_000, 3_601_000] as const

export async function crashRun(seed: number): Promise<RunReport> {
  const random = randomFrom(seed)
  const plan = planFrom(random)
  const world = await crashWorld(plan)
  try {
    world.fake.faults(faultsFrom(random, random.between(0, MAX_FAULTS)))
    const { starts, kills, isDone } = await runUntilDone(world, random)
    await world.settle()
    const violations = isDone
      ? [
          ...violationsIn(plan, world.fake.state(), world.ledger()),
          ...(await rerunViolations(world, random)),
          ...unexpectedRequests(world),
        ]
      : [`the plan is not complete after ${starts.length} starts`]
    const unexpectedExits = starts.flatMap(unexpectedExit)
    const faults = world.fake
      .requests()
      .flatMap(({ operation, fault }) => (fault === null ? [] : [`${operation} ${fault}`]))
    const all = [...violations, ...unexpectedExits]
    const evidence = all.length === 0 ? null : evidenceOf(world, starts)
    return { seed, kills, starts: starts.length, faults, violations: all, evidence }
  } finally {
    await world.close()
  }
}

async function runUntilDone(world: CrashWorld, random: Random) {
  const killCount = random.between(3, MAX_KILLS)
  const starts: Ended[] = []
  let kills = 0
  while (starts.length < MAX_STARTS) {
    const ended = await world.start(kills < killCount ? momentFrom(random) : null)
    starts.push(ended)
    if (ended.exitCode === 0) return { starts, kills, isDone: true }
    if (ended.exitCode === null) kills += 1
    else world.clock.advance(random.pick(PAUSES_MS))
  }
  return { starts, kills, isDone: false }
}

/** A run of a completed plan must change nothing, even if GitHub's responses to its reads fail. */
async function rerunViolations(world: CrashWorld, random: Random): Promise<readonly string[]> {
  const before = mutationsIn(world).length
  for (let start = 0; start < MAX_STARTS; start++) {
    const { exitCode } = await world.start(null)
    await world.settle()
    const sent = mutationsIn(world).slice(before)
    if (sent.length > 0)
      return [`a run of the completed plan sent ${sent.map(({ operation }) => operation).join(', ')}`]
    if (exitCode === 0) return []
    world.clock.advance(random.pick(PAUSES_MS))
  }
  return ['a run of the completed plan never exited with 0']
}

function mutationsIn({ fake }: CrashWorld) {
  return fake.requests().filter(({ kind }) => kind === 'mutation')
}

const EXPECTED_EXIT_CODES: readonly (number | null)[] = [null, 0, 1, 3, 4, 5]

/** A run must end with a documented exit code, and must not print a stack trace. */
function unexpectedExit({ exitCode, stderr }: Ended): readonly string[] {
  const hasStack = /^\s+at .+:\d+:\d+\)?$/m.test(stderr)
  return EXPECTED_EXIT_CODES.includes(exitCode) && !hasStack ? [] : [`a run exited with ${exitCode}: ${stderr}`]
}

/** Requests that the fake GitHub does not support. Faults that were never triggered are fine here. */
function unexpectedRequests({ fake }: CrashWorld): readonly string[] {
  try {
    fake.verify()
    return []
  } catch (error) {
    const lines = error instanceof Error ? error.message.split('\n') : []
    return lines.filter((line) => !line.endsWith('never struck'))
  }
}

function evidenceOf(world: CrashWorld, starts: readonly Ended[]): string {
  const requests = world.fake
    .requests()
    .map(
      ({ operation, status, fault, variables }) => `${operation} ${status} ${fault ?? ''} ${JSON.stringify(variables)}`,
    )
  const ends = starts.map(({ exitCode, stderr }) => `exit ${exitCode}: ${stderr.trim()}`)
  return ['-- starts', ...ends, '-- requests', ...requests, '-- ledger', world.ledger()].join('\n')
}
