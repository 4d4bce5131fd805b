import type { Ended } from '../support/program.ts'
import { faultsFrom, momentFrom } from './moments.ts'
import { planFrom } from './plan.ts'
import { type Random, randomFrom } from './random.ts'
import { violationsIn } from './verify.ts'
import { type CrashWorld, crashWorld } from './world.ts'

/** One plan, killed and started again until everything is there. */
export type RunReport = {
  readonly seed: number
  readonly kills: number
  readonly starts: number
  readonly faults: readonly string[]
  readonly violations: readonly string[]
  /** What is needed to see why; null: nothing is wrong. */
  readonly evidence: string | null
}

const MOST_KILLS = 10
const MOST_FAULTS = 8
/** Even when every fault stops a run. */
const MOST_STARTS = 60
/** Until a person tries again, after what GitHub refused. */
const PAUSES_MS = [0, 61_000, 3_601_000] as const

export async function crashRun(seed: number): Promise<RunReport> {
  const random = randomFrom(seed)
  const plan = planFrom(random)
  const world = await crashWorld(plan)
  try {
    world.fake.faults(faultsFrom(random, random.between(0, MOST_FAULTS)))
    const { starts, kills, isDone } = await untilDone(world, random)
    await world.settle()
    const violations = isDone
      ? [
          ...violationsIn(plan, world.fake.state(), world.ledger()),
          ...(await again(world, random)),
          ...notPlayed(world),
        ]
      : [`it is not done after ${starts.length} starts`]
    const oddities = starts.flatMap(oddity)
    const faults = world.fake
      .requests()
      .flatMap(({ operation, fault }) => (fault === null ? [] : [`${operation} ${fault}`]))
    const all = [...violations, ...oddities]
    const evidence = all.length === 0 ? null : evidenceOf(world, starts)
    return { seed, kills, starts: starts.length, faults, violations: all, evidence }
  } finally {
    await world.close()
  }
}

async function untilDone(world: CrashWorld, random: Random) {
  const wanted = random.between(3, MOST_KILLS)
  const starts: Ended[] = []
  let kills = 0
  while (starts.length < MOST_STARTS) {
    const ended = await world.start(kills < wanted ? momentFrom(random) : null)
    starts.push(ended)
    if (ended.exitCode === 0) return { starts, kills, isDone: true }
    if (ended.exitCode === null) kills += 1
    else world.clock.advance(random.pick(PAUSES_MS))
  }
  return { starts, kills, isDone: false }
}

/** A run that finds everything there changes nothing, whatever GitHub says to its questions. */
async function again(world: CrashWorld, random: Random): Promise<readonly string[]> {
  const before = mutationsIn(world).length
  for (let start = 0; start < MOST_STARTS; start++) {
    const { exitCode } = await world.start(null)
    await world.settle()
    const sent = mutationsIn(world).slice(before)
    if (sent.length > 0) return [`when all was there, it sent ${sent.map(({ operation }) => operation).join(', ')}`]
    if (exitCode === 0) return []
    world.clock.advance(random.pick(PAUSES_MS))
  }
  return ['when all was there, it never ended with 0']
}

function mutationsIn({ fake }: CrashWorld) {
  return fake.requests().filter(({ kind }) => kind === 'mutation')
}

const EXPECTED: readonly (number | null)[] = [null, 0, 1, 3, 4, 5]

/** No run ends in a way that the command does not promise, or shows a stack. */
function oddity({ exitCode, stderr }: Ended): readonly string[] {
  const hasStack = /^\s+at .+:\d+:\d+\)?$/m.test(stderr)
  return EXPECTED.includes(exitCode) && !hasStack ? [] : [`a run ended with ${exitCode}: ${stderr}`]
}

function notPlayed({ fake }: CrashWorld): readonly string[] {
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
