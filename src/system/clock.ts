/** Injected, so that a test can let an hour pass in a millisecond. */
export type Clock = {
  /** The computer's time. It may be wrong, and may be set while we run. */
  now(): Date
  /** Milliseconds since some moment in the past. Never goes back, so it measures how much time has passed. */
  monotonic(): number
  sleep(milliseconds: number): Promise<void>
  /** A signal that aborts with a `TimeoutError` after this many milliseconds. */
  timeout(milliseconds: number): AbortSignal
}

export const systemClock: Clock = {
  now: () => new Date(),
  monotonic: () => performance.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  timeout: (milliseconds) => AbortSignal.timeout(milliseconds),
}

/** Sleeps, but wakes when `stop` aborts. Removes its listener afterward, because a long run would add one for every pause. */
export function sleepUnlessStopped(
  clock: Pick<Clock, 'sleep'>,
  milliseconds: number,
  stop: AbortSignal | undefined,
): Promise<void> {
  if (stop?.aborted === true) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const wake = () => resolve()
    stop?.addEventListener('abort', wake, { once: true })
    clock
      .sleep(milliseconds)
      .then(wake, reject)
      .finally(() => stop?.removeEventListener('abort', wake))
  })
}
