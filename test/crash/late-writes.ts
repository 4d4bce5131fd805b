import type { Clock } from '../../src/system/clock.ts'

/** Requests that GitHub has received but not processed yet, although their sender was killed. */
export type LateWrites = {
  hold<T>(milliseconds: number, handle: () => Promise<T>): Promise<T>
  /** Processes all due requests. Call it before each new request. */
  handleDue(): Promise<void>
}

type HeldRequest = { readonly due: number; readonly handle: () => Promise<void> }

export function lateWrites(clock: Pick<Clock, 'now'>): LateWrites {
  let held: readonly HeldRequest[] = []
  return {
    hold: (milliseconds, handle) =>
      new Promise((resolve, reject) => {
        const due = clock.now().getTime() + milliseconds
        held = [...held, { due, handle: () => handle().then(resolve, reject) }]
      }),
    async handleDue() {
      const now = clock.now().getTime()
      const due = held.filter((one) => one.due <= now)
      held = held.filter((one) => one.due > now)
      for (const one of due) await one.handle()
    },
  }
}
