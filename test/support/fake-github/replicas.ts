import type { Clock } from '../../../src/system/clock.ts'
import { randomFrom } from '../random.ts'
import { isAlwaysZero, secondsOf } from './age.ts'
import type { Lag } from './conditions.ts'
import { createHistory } from './history.ts'
import type { Kind, World } from './world.ts'

export type Replicas = {
  /** The world as the next request reads it. */
  next(operation: string): World
  /** Records the state after a write. */
  record(): void
  /** Call this after a change of the lag. Everything that exists now becomes visible. */
  begin(): void
}

/** Replicas of the world, which may be behind, answer reads. Writes change the world itself. */
export function createReplicas(world: World, clock: Pick<Clock, 'now'>, seed: number): Replicas {
  const random = randomFrom(seed)
  const history = createHistory(world, clock)
  const reads: Record<Kind, number> = { listings: 0, reads: 0 }
  const isBehind = ({ listings, reads, operations }: Lag) =>
    !(isAlwaysZero(listings) && isAlwaysZero(reads) && Object.keys(operations).length === 0)

  function replica(kind: Kind): World {
    return history.worldAgo(secondsOf(world.lag[kind], reads[kind]++, random))
  }

  /** Reads all fields of one kind in a request from the same replica. */
  function readOnce(operation: string): World {
    const read: Partial<Record<Kind, World>> = {}
    const age = world.lag.operations[operation]
    const replicaFor = (kind: Kind): World => {
      read[kind] ??= { ...(age === undefined ? replica(kind) : history.worldAgo(age)), replicaFor }
      return read[kind]
    }
    return replicaFor('reads')
  }

  return {
    next: (operation) => (isBehind(world.lag) ? readOnce(operation) : world),
    record: () => (isBehind(world.lag) ? history.record() : undefined),
    begin: () => (isBehind(world.lag) ? history.begin() : undefined),
  }
}
