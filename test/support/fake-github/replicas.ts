import type { Clock } from '../../../src/system/clock.ts'
import { randomFrom } from '../random.ts'
import { isAlwaysZero, secondsOf } from './age.ts'
import type { Lag } from './conditions.ts'
import { createHistory } from './history.ts'
import type { ReadKind, World } from './world.ts'

export type Replicas = {
  /** The world as the next request reads it. */
  next(operation: string): World
  /** Records the state after a write. */
  record(): void
  /** Makes everything that exists now visible. Call this after the lag has changed. */
  begin(): void
}

/** Replicas of the world, which may be behind, answer reads. Writes change the world itself. */
export function createReplicas(world: World, clock: Pick<Clock, 'now'>, seed: number): Replicas {
  const random = randomFrom(seed)
  const history = createHistory(world, clock)
  const reads: Record<ReadKind, number> = { listings: 0, reads: 0 }
  const isBehind = ({ listings, reads, operations }: Lag) =>
    !(isAlwaysZero(listings) && isAlwaysZero(reads) && Object.keys(operations).length === 0)

  function replica(kind: ReadKind): World {
    return history.worldAgo(secondsOf(world.lag[kind], reads[kind]++, random))
  }

  /** Makes a request read all fields of one kind from the same replica. */
  function consistentRead(operation: string): World {
    const read: Partial<Record<ReadKind, World>> = {}
    const age = world.lag.operations[operation]
    const replicaFor = (kind: ReadKind): World => {
      read[kind] ??= { ...(age === undefined ? replica(kind) : history.worldAgo(age)), replicaFor }
      return read[kind]
    }
    return replicaFor('reads')
  }

  return {
    next: (operation) => (isBehind(world.lag) ? consistentRead(operation) : world),
    record: () => (isBehind(world.lag) ? history.record() : undefined),
    begin: () => (isBehind(world.lag) ? history.begin() : undefined),
  }
}
