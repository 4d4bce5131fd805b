import { type Clock, sleepUnlessStopped } from '../../system/clock.ts'
import type { Limits } from '../pace/limits.ts'
import { type Attempt, nextAt, type Pace, paceAfter, withAttempt } from '../pace/pace.ts'

/** Thrown when the person asked to stop before anything was sent: the row is left to the next run. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}

/** A wait to show. `byGitHub`: GitHub refused a write; otherwise the run keeps to the documented limits. */
export type Wait = { readonly until: Date; readonly byGitHub: boolean }

/** Lets one write through at a time, as the pace allows. */
export type Pacer = {
  /** Resolves when the next write may be sent. @throws Interrupted when the person stops the run meanwhile. */
  waitForTurn(): Promise<void>
  record(attempt: Attempt): void
  pace(): Pace
}

type PacerWorld = {
  readonly clock: Pick<Clock, 'now' | 'sleep'>
  readonly stop: AbortSignal
  /** Called about once a second during a wait, and with null when it ends. */
  readonly onWait: (wait: Wait | null) => void
}

/** Long enough for a countdown to move, short enough for a stop to be quick. */
const SLICE_MS = 1_000
/** A shorter wait is the usual pause between two writes. */
const MIN_REPORTED_WAIT_MS = 3_000

/** @param history the attempts of earlier runs, from the ledger. */
export function createPacer(history: readonly Attempt[], limits: Limits, { clock, stop, onWait }: PacerWorld): Pacer {
  let pace = paceAfter(history, limits)
  const now = () => clock.now().getTime()
  return {
    pace: () => pace,
    record: (attempt) => {
      pace = withAttempt(pace, attempt)
    },
    async waitForTurn() {
      const until = nextAt(pace, now())
      const isReported = until - now() >= MIN_REPORTED_WAIT_MS
      while (!stop.aborted && now() < until) {
        if (isReported) onWait({ until: new Date(until), byGitHub: pace.streak !== null })
        await sleepUnlessStopped(clock, Math.min(SLICE_MS, until - now()), stop)
      }
      if (isReported) onWait(null)
      if (stop.aborted) throw new Interrupted()
    },
  }
}
