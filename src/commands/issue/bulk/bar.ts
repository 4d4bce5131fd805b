import { estimate } from '../../../bulk/pace/estimate.ts'
import type { Pace } from '../../../bulk/pace/pace.ts'
import type { PlannedRow } from '../../../bulk/plan/planned.ts'
import type { Wait } from '../../../bulk/run/pacer.ts'
import { barText, waitText } from '../../../terminal/views/bulk/bar.ts'
import type { BulkContext } from './context.ts'

/** How far a run has come, for a person who waits. Where nobody does, only longer waits are told. */
export type Bar = {
  begins(row: PlannedRow, done: number, left: number): void
  waits(wait: Wait | null): void
  stops(): void
  ends(): void
}

/** @param paceNow what is known of the pace by now. */
export async function barOf({ app, limits }: BulkContext, total: number, paceNow: () => Pace): Promise<Bar> {
  const { err } = app.terminal
  const progress = await app.progress('')
  const { symbols } = await err.style()
  let now: { readonly title: string; readonly done: number; readonly left: number } = { title: '', done: 0, left: 0 }
  let isWaiting = false
  let isStopping = false
  const text = () => {
    const pace = paceNow()
    const perMinute = Math.min(limits.perMinute, pace.minute.limit, 60_000 / pace.gap)
    const until = new Date(estimate(pace, now.left, app.clock.now().getTime()))
    return barText({ done: now.done, total, now: now.title, perMinute, until }, symbols, err.columns)
  }
  return {
    begins({ draft: { repo, title } }, done, left) {
      now = { title: `${repo.split('/')[1]} "${title}"`, done, left }
      if (err.isTerminal && !isStopping) progress.update(text())
    },
    waits(wait) {
      if (wait !== null && err.isTerminal) progress.update(`${text()}\n${waitText(wait, app.clock.now(), limits)}`)
      else if (err.isTerminal) progress.update(text())
      else if (wait !== null && !isWaiting) err.write(`${waitText(wait, app.clock.now(), limits)}\n`)
      isWaiting = wait !== null
    },
    stops() {
      isStopping = true
      progress.update('Finishing the one on its way …')
    },
    ends: () => progress.stop(),
  }
}
