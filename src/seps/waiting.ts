import type { SepEntry } from './catalogue.ts'
import type { StageName } from './life-cycle.ts'
import { dateIn } from './names.ts'

/** How long a SEP has been in its stage. An estimate, because GitHub does not say when a status was set. */
export type TimeInStage = {
  readonly days: number
  readonly since: Date
  /** What happened on the day `since`. */
  readonly event: 'its pull request was opened' | 'its pull request last changed' | 'it was created'
  /** When the SEP may be closed as dormant. null: it does not await a sponsor. */
  readonly due: Date | null
  /** How many days are left until `due`. Negative if that day has passed. */
  readonly daysLeft: number | null
}

export type WaitingSep = { readonly entry: SepEntry; readonly timeInStage: TimeInStage | null }
/** Each list starts with the SEP that has waited longest. */
export type Queue = {
  /** Waiting for a sponsor, closest deadline first. */
  readonly awaitingSponsor: readonly WaitingSep[]
  /** Waiting for the authors and the sponsor. */
  readonly draft: readonly WaitingSep[]
  /** Waiting for the core maintainers. */
  readonly inReview: readonly WaitingSep[]
  /** Waiting for the implementation. */
  readonly accepted: readonly WaitingSep[]
  /** The SEPs whose labels do not match the status in the file. They may be in another list as well. */
  readonly disagreeing: readonly WaitingSep[]
}

export function queueOf(entries: readonly SepEntry[], now: Date): Queue {
  const waiting = entries
    .map((entry) => ({ entry, timeInStage: timeInStage(entry, now) }))
    .toSorted((a, b) => (b.timeInStage?.days ?? -1) - (a.timeInStage?.days ?? -1))
  const inStage = (stage: StageName) => waiting.filter(({ entry }) => entry.stage === stage)
  return {
    awaitingSponsor: inStage('awaiting-sponsor'),
    draft: inStage('draft'),
    inReview: inStage('in-review'),
    accepted: inStage('accepted'),
    disagreeing: waiting.filter(({ entry }) => entry.disagrees),
  }
}

/**
 * What an accepted SEP waits for:
 * https://modelcontextprotocol.io/community/sep-guidelines#conformance-test-requirement
 */
export function waitsFor({ type }: SepEntry): string {
  return type === 'Standards Track' || type === null
    ? 'its reference implementation, and a conformance scenario if its behavior can be observed'
    : 'its reference implementation'
}

const DAY_MS = 24 * 60 * 60 * 1000

export function timeInStage(entry: SepEntry, now: Date): TimeInStage | null {
  const start = startOf(entry)
  if (start === null) return null
  const due = entry.stage === 'awaiting-sponsor' ? dormantFrom(start.since) : null
  return {
    ...start,
    days: daysBetween(start.since, now),
    due,
    daysLeft: due === null ? null : daysBetween(now, due),
  }
}

function startOf({ stage, where, pullRequest, created }: SepEntry): Pick<TimeInStage, 'since' | 'event'> | null {
  if (pullRequest !== null && where === 'pull request')
    return stage === 'awaiting-sponsor'
      ? { since: pullRequest.createdAt, event: 'its pull request was opened' }
      : { since: pullRequest.updatedAt, event: 'its pull request last changed' }
  const day = dateIn(created ?? '')
  return day === null ? null : { since: new Date(day), event: 'it was created' }
}

/** Counts calendar days, because the hour at which a pull request was opened does not matter. */
function daysBetween(from: Date, to: Date): number {
  return Math.floor(to.getTime() / DAY_MS) - Math.floor(from.getTime() / DAY_MS)
}

/** A SEP that finds no sponsor in this time may be closed as dormant: https://modelcontextprotocol.io/community/sep-guidelines#sep-statuses */
const MONTHS_TO_FIND_SPONSOR = 6

/** When a SEP may be closed as dormant. If that month is too short for the day, the last day of the month. */
export function dormantFrom(since: Date): Date {
  const due = new Date(since)
  due.setUTCMonth(due.getUTCMonth() + MONTHS_TO_FIND_SPONSOR)
  if (due.getUTCDate() !== since.getUTCDate()) due.setUTCDate(0)
  return due
}
