import type { Clock } from '../../system/clock.ts'
import type { Limits } from '../pace/limits.ts'
import { type Attempt, nextAt, type Pace, paceAfter, withAttempt } from '../pace/pace.ts'
import { Stopped } from './stop.ts'

/** A wait that a person should know of. `asked`: GitHub refused, and not only its documented limits are kept. */
export type Wait = { readonly until: Date; readonly asked: boolean }

/** Lets one write go at a time, when it may. */
export type Pacer = {
  /** Resolves when the next write may be sent. @throws Stopped when the person wants to stop meanwhile. */
  turn(): Promise<void>
  note(attempt: Attempt): void
  current(): Pace
}

type World = {
  readonly clock: Pick<Clock, 'now' | 'sleep'>
  readonly stop: AbortSignal
  /** Called about once a second while it waits; null: it goes on. */
  readonly waits: (wait: Wait | null) => void
}

/** Long enough for a countdown to move, short enough for a stop to be quick. */
const SLICE_MS = 1_000
/** A shorter wait is the usual pause between two writes. */
const WORTH_TELLING_MS = 3_000

/** @param history what the ledger tells of earlier runs. */
export function pacerAfter(history: readonly Attempt[], limits: Limits, { clock, stop, waits }: World): Pacer {
  let pace = paceAfter(history, limits)
  const now = () => clock.now().getTime()
  return {
    current: () => pace,
    note: (attempt) => {
      pace = withAttempt(pace, attempt)
    },
    async turn() {
      const until = nextAt(pace, now())
      const told = until - now() >= WORTH_TELLING_MS
      while (!stop.aborted && now() < until) {
        if (told) waits({ until: new Date(until), asked: pace.streak !== null })
        await sleptOrStopped(clock.sleep(Math.min(SLICE_MS, until - now())), stop)
      }
      if (told) waits(null)
      if (stop.aborted) throw new Stopped()
    },
  }
}

/** A race against one promise for the whole run would keep something of every slice of it. */
function sleptOrStopped(slept: Promise<void>, stop: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const ends = () => resolve()
    stop.addEventListener('abort', ends, { once: true })
    slept.then(ends, reject).finally(() => stop.removeEventListener('abort', ends))
  })
}
