import type { TimeInStage } from '../../seps/waiting.ts'

/** `12 days since its pull request last changed (2026-11-10)` */
export function daysText({ days, event, since }: TimeInStage): string {
  return `${counted(days)} since ${event} (${dayOf(since)})`
}

/** How long is left until a SEP without a sponsor may be closed. */
export function deadlineText({ due, daysLeft }: Pick<TimeInStage, 'due' | 'daysLeft'>): string {
  if (due === null || daysLeft === null) return ''
  if (daysLeft < 0) return `the six months are over since ${dayOf(due)}, and it may be closed as dormant`
  return daysLeft === 0
    ? `today is the last day to find a sponsor (${dayOf(due)})`
    : `${counted(daysLeft)} left to find a sponsor, until ${dayOf(due)}`
}

function counted(days: number): string {
  return `${days} day${days === 1 ? '' : 's'}`
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10)
}
