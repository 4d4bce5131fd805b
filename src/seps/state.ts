import type { SepEntry } from './entry.ts'
import { dueOn, TIMERS } from './timers.ts'

/** How long a SEP has stood where it stands, as far as anybody can tell from outside. */
export type State = {
  readonly days: number
  readonly since: Date
  /** What happened then: GitHub does not say when a status was set. */
  readonly event: 'its pull request was opened' | 'its pull request last changed' | 'it was created'
  /** When a SEP without a sponsor may be closed as dormant. */
  readonly due: Date | null
  /** Until then; negative: it is over since so many days. */
  readonly daysLeft: number | null
}

const DAY = 24 * 60 * 60 * 1000

/** null: neither its file nor a pull request says any date. */
export function stateOf(entry: SepEntry, now: Date): State | null {
  const begin = beginOf(entry)
  if (begin === null) return null
  const due = entry.stage === 'awaiting-sponsor' ? dueOn(TIMERS.dormant, begin.since) : null
  return {
    ...begin,
    days: daysBetween(begin.since, now),
    due,
    daysLeft: due === null ? null : daysBetween(now, due),
  }
}

function beginOf({ stage, where, pullRequest, created }: SepEntry): Pick<State, 'since' | 'event'> | null {
  if (pullRequest !== null && where === 'pull request')
    return stage === 'awaiting-sponsor'
      ? { since: pullRequest.createdAt, event: 'its pull request was opened' }
      : { since: pullRequest.updatedAt, event: 'its pull request last changed' }
  const since = created === null ? null : dayIn(created.trim())
  return since === null ? null : { since, event: 'it was created' }
}

/** A day of the calendar; there is no 31 November. */
function dayIn(text: string): Date | null {
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${text}T`) ? date : null
}

/** By the calendar, so that a day does not end at the hour at which something was opened. */
function daysBetween(from: Date, to: Date): number {
  return Math.floor(to.getTime() / DAY) - Math.floor(from.getTime() / DAY)
}
