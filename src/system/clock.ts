/** The program's only source of time, so that a test can let an hour pass in a millisecond. */
export type Clock = {
  now(): Date
  sleep(milliseconds: number): Promise<void>
  /** A signal that aborts with a `TimeoutError` after that time. */
  timeout(milliseconds: number): AbortSignal
}

export const systemClock: Clock = {
  now: () => new Date(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  timeout: (milliseconds) => AbortSignal.timeout(milliseconds),
}
