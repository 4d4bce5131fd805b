const GUIDELINES = 'https://modelcontextprotocol.io/community/sep-guidelines'

type Span = { readonly days: number } | { readonly months: number }

export type Timer = {
  readonly span: Span
  /** Since when the time runs, and what is to be done when it is over. */
  readonly since: string
  readonly what: string
  readonly source: string
}

/** The times that the guidelines give. */
export const TIMERS = {
  askInGeneral: {
    span: { days: 14 },
    since: 'maintainers were asked to sponsor it',
    what: 'ask in #general',
    source: `${GUIDELINES}#step-by-step-process`,
  },
  dormant: {
    span: { months: 6 },
    since: 'the pull request was opened, without a sponsor',
    what: 'it may be closed as dormant; a sponsor can revive it',
    source: `${GUIDELINES}#sep-statuses`,
  },
  review: {
    span: { days: 14 },
    since: 'the last meeting of the core maintainers',
    what: 'they meet again and look at what is in review',
    source: `${GUIDELINES}#step-by-step-process`,
  },
} as const satisfies Readonly<Record<string, Timer>>

/** When a time is over. A day that a month has not is its last. */
export function dueOn({ span }: Pick<Timer, 'span'>, since: Date): Date {
  const due = new Date(since)
  if ('days' in span) {
    due.setUTCDate(due.getUTCDate() + span.days)
    return due
  }
  due.setUTCMonth(due.getUTCMonth() + span.months)
  if (due.getUTCDate() !== since.getUTCDate()) due.setUTCDate(0)
  return due
}
