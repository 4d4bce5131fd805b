import type { Age } from '../support/fake-github/age.ts'
import type { FaultInput } from '../support/fake-github/faults.ts'
import { LATE_MODES, MODES } from '../support/fake-github/faults.ts'
import type { SeedInput } from '../support/fake-github/seed.ts'
import type { Moment } from '../support/kill.ts'
import type { Random } from '../support/random.ts'

/** The operations that a job sends to GitHub. */
export type Operations = {
  readonly writes: readonly [string, ...string[]]
  readonly reads: readonly [string, ...string[]]
  /** Writes that a run sends many times. */
  readonly frequent: readonly string[]
  /** If GitHub forbids one of these, the run reports that and does not retry, so the job could never be finished. */
  readonly notRetried: readonly string[]
  /** About how many requests and responses there are in an undisturbed run, counted together. */
  readonly githubEvents: number
}

/**
 * When a run is killed. `write`: when its write number `after` arrives at GitHub, which processes it `late` milliseconds
 * later.
 */
export type CrashMoment = Moment | { readonly by: 'write'; readonly after: number; readonly late: number }

/** GitHub gives up on a request after ten seconds, but writes were seen to take effect up to 25 seconds late. */
const LATEST_MS = { usual: 9_500, lagging: 25_000 } as const

export function momentFrom(random: Random, { githubEvents }: Operations, lag: number): CrashMoment {
  switch (random.pick(['time', 'disk', 'GitHub', 'GitHub', 'write'])) {
    case 'time':
      return { by: 'time', after: random.between(100, 2_000) }
    case 'disk':
      return { by: 'disk', after: random.between(1, 25) }
    case 'write': {
      const late = random.between(0, lag === 0 ? LATEST_MS.usual : LATEST_MS.lagging)
      return { by: 'write', after: random.between(1, Math.ceil(githubEvents / 5)), late }
    }
    default:
      return { by: 'GitHub', after: random.between(1, githubEvents) }
  }
}

/** A frequent operation succeeds at most this many times before a fault, so that the fault occurs in most runs. */
const MAX_AFTER = 20

export function faultsFrom(
  random: Random,
  count: number,
  { writes, reads, frequent, notRetried }: Operations,
  lag: number,
): readonly FaultInput[] {
  return Array.from({ length: count }, () => {
    const operation = random.chance(0.75) ? random.pick(writes) : random.pick(reads)
    const mode = random.pick(lag === 0 ? MODES : [...MODES, ...LATE_MODES])
    return {
      operation,
      mode: notRetried.includes(operation) && mode === 'forbidden' ? 'drop-after' : mode,
      after: random.between(0, frequent.includes(operation) ? MAX_AFTER : 2),
      times: random.between(1, 2),
      ms: random.pick([3_000, 25_000]),
    }
  })
}

/** A lag of at most this many seconds. The lag of listings is constant, or differs between reads or between replicas. */
export function lagFrom(random: Random, seconds: number): SeedInput['lag'] {
  if (seconds === 0) return {}
  const [first, third] = [random.between(0, seconds), random.between(0, seconds)]
  const listings = random.pick<Age>([seconds, { from: 0, to: seconds }, { replicas: [first, seconds, third] }])
  // A read by number or id is rarely as far behind as a listing.
  return { listings, lookups: random.chance(0.5) ? 0 : { from: 0, to: Math.ceil(seconds / 6) } }
}
