import type { SepEntry } from '../../../seps/catalogue.ts'
import type { Person } from '../../../seps/people.ts'
import type { TimeInStage } from '../../../seps/waiting.ts'
import { countOf, quote } from '../../../text/quote.ts'

/** `12 days since its pull request last changed (2026-11-10)` */
export function daysText({ days, event, since }: TimeInStage): string {
  return `${countOf(days, 'day')} since ${event} (${dayOf(since)})`
}

export function deadlineText({ due, daysLeft }: Pick<TimeInStage, 'due' | 'daysLeft'>): string {
  if (due === null || daysLeft === null) return ''
  if (daysLeft < 0) return `the six months ended on ${dayOf(due)}, so it may be closed as dormant`
  return daysLeft === 0
    ? `today (${dayOf(due)}) is the last day to find a sponsor`
    : `${countOf(daysLeft, 'day')} left to find a sponsor, until ${dayOf(due)}`
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10)
}

/** Explains how the file and the labels contradict each other. null: they agree. */
export function disagreementText({ disagrees, labelStatuses, fileStatus }: SepEntry): string | null {
  if (!disagrees) return null
  const labels =
    labelStatuses.length === 0 ? 'it has no label for that' : `its label says ${labelStatuses.join(' and ')}`
  return `its file says ${fileStatus ?? 'no status'}, but ${labels}; the file counts`
}

export function personText({ login, name }: Person): string {
  return quote(login === null ? (name ?? '') : `@${login}`, 40)
}

export function titleText({ title }: SepEntry): string {
  return quote(title, 400)
}
