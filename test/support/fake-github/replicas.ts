import type { Clock } from '../../../src/system/clock.ts'
import { randomFrom } from '../random.ts'
import { isAlwaysZero, secondsOf } from './age.ts'
import type { Lag } from './conditions.ts'
import { createHistory } from './history.ts'
import type { ReadKind, World } from './world.ts'

export type Replicas = {
  /** The world as the next request reads it. The lag may depend on the operation. */
  next(operation: string): World
  /** Records the state after a write. */
  record(): void
  /** Gives all replicas the current state. Call this at the start, and after the lag has changed. */
  restart(): void
}

/** Reads are answered by replicas, which may be behind the world. Writes change the world itself. */
export function createReplicas(world: World, clock: Pick<Clock, 'now'>, seed: number): Replicas {
  const random = randomFrom(seed)
  const history = createHistory(world, clock)
  const readCounts: Record<ReadKind, number> = { listings: 0, lookups: 0 }
  const hasLag = ({ listings, lookups, operations }: Lag) =>
    !(isAlwaysZero(listings) && isAlwaysZero(lookups) && Object.keys(operations).length === 0)

  function replica(kind: ReadKind): World {
    return history.worldAgo(secondsOf(world.lag[kind], readCounts[kind]++, random))
  }

  /** Makes a request read all fields of one kind from the same replica. */
  function consistentRead(operation: string): World {
    const worlds: Partial<Record<ReadKind, World>> = {}
    const age = world.lag.operations[operation]
    const replicaFor = (kind: ReadKind): World => {
      worlds[kind] ??= { ...(age === undefined ? replica(kind) : history.worldAgo(age)), replicaFor }
      return worlds[kind]
    }
    return replicaFor('lookups')
  }

  return {
    next: (operation) => (hasLag(world.lag) ? consistentRead(operation) : world),
    record: () => (hasLag(world.lag) ? history.record() : undefined),
    restart: () => (hasLag(world.lag) ? history.restart() : undefined),
  }
}
