import { CancelledError, Failure } from '../errors.ts'
import { unlessAbandoned, type WriteResult } from '../github/retry.ts'
import { type Clock, sleepUnlessStopped } from '../system/clock.ts'
import type { Interrupts } from '../system/interrupt.ts'

export type Stoppable = {
  readonly clock: Pick<Clock, 'sleep'>
  /** Sends a write. @throws CancelledError or Failure if the person has stopped the job */
  write<T>(send: () => Promise<WriteResult<T>>): Promise<WriteResult<T>>
  /** @throws CancelledError or Failure if the person has stopped the job */
  check(): void
}

type Job = {
  readonly interrupts: Pick<Interrupts, 'stop' | 'abandon'>
  readonly clock: Pick<Clock, 'sleep'>
  /** Whether an earlier run has sent something. */
  readonly hasSentBefore: boolean
  /** What the job creates. */
  readonly what: string
  /** The command that continues the job. */
  readonly resume: string
}

/**
 * After the first Ctrl-C, a job starts nothing new; after the second, it does not wait for a response either. Exit code 130 promises that
 * nothing was published. So stopping after something was sent is an error instead.
 */
export function makeStoppable({ interrupts: { stop, abandon }, clock, hasSentBefore, what, resume }: Job): Stoppable {
  let hasSent = hasSentBefore
  const check = () => {
    if (!stop.aborted) return
    if (!hasSent) throw new CancelledError()
    throw new Failure('GitHub', `unconfirmed: you stopped the run before ${what} was complete`, {
      hint: `Run \`${resume}\` again: it continues where it stopped, and sends nothing twice`,
    })
  }
  return {
    check,
    async write(send) {
      check()
      hasSent = true
      const result = await unlessAbandoned(send(), abandon)
      if (result.outcome === 'unknown') check()
      return result
    },
    clock: {
      sleep: async (milliseconds) => {
        await sleepUnlessStopped(clock, milliseconds, stop)
        check()
      },
    },
  }
}
