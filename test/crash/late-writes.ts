import type { Clock } from '../../src/system/clock.ts'

/** Requests whose sender is gone, and that GitHub has not come to yet. */
export type LateWrites = {
  hold<T>(milliseconds: number, carryOut: () => Promise<T>): Promise<T>
  /** Whatever is due comes before anything that arrives now. */
  carryOutDue(): Promise<void>
}

type Held = { readonly due: number; readonly carryOut: () => Promise<void> }

export function lateWrites(clock: Pick<Clock, 'now'>): LateWrites {
  let held: readonly Held[] = []
  return {
    hold: (milliseconds, carryOut) =>
      new Promise((resolve, reject) => {
        const due = clock.now().getTime() + milliseconds
        held = [...held, { due, carryOut: () => carryOut().then(resolve, reject) }]
      }),
    async carryOutDue() {
      const now = clock.now().getTime()
      const due = held.filter((one) => one.due <= now)
      held = held.filter((one) => one.due > now)
      for (const one of due) await one.carryOut()
    },
  }
}
