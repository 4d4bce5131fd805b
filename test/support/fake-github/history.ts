import type { Clock } from '../../../src/system/clock.ts'
import type { World } from './world.ts'

/** Earlier states of the world, for replicas that are behind. */
export type History = {
  /** Deletes the history. The new one begins with the current state. */
  restart(): void
  /** Records the state after a write. */
  record(): void
  /** The world as it was this many seconds ago, or the oldest state that is kept. */
  worldAgo(seconds: number): World
}

export type WorldCopy = Pick<World, 'nodes' | 'repositories'>
type Past = WorldCopy & { readonly from: number }

const MAX_AGE_MS = 15 * 60_000

/** @param clock the clock of this machine, because a test can change GitHub's clock */
export function createHistory(world: World, clock: Pick<Clock, 'now'>): History {
  let past: readonly Past[] = []
  return {
    restart() {
      past = [{ ...copyOf(world), from: Number.NEGATIVE_INFINITY }]
    },
    record() {
      const now = clock.now().getTime()
      const oldestKeptIndex = past.findLastIndex(({ from }) => from <= now - MAX_AGE_MS)
      past = [
        ...past.slice(Math.max(0, oldestKeptIndex)).filter(({ from }) => from !== now),
        { ...copyOf(world), from: now },
      ]
    },
    worldAgo(seconds) {
      const time = clock.now().getTime() - seconds * 1000
      const { nodes, repositories } = past.findLast(({ from }) => from <= time) ?? past[0] ?? world
      return { ...world, nodes, repositories }
    },
  }
}

/** Commits are not copied, because they never change. */
export function copyOf({ nodes, repositories }: WorldCopy): WorldCopy {
  return structuredClone({ nodes, repositories })
}
