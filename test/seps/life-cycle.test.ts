import { describe, expect, test } from 'vitest'
import {
  canFollow,
  nextStatuses,
  type Stage,
  setterOf,
  TRANSITIONS,
  transitionsFrom,
} from '../../src/seps/life-cycle.ts'
import { SEP_TYPES, STATUSES, sepTypeIn, statusIn, statusName } from '../../src/seps/names.ts'
import { dueDate, TIMERS } from '../../src/seps/waiting.ts'

const STAGES: readonly Stage[] = [null, ...STATUSES]

describe('a status', () => {
  test.each(STATUSES)('%s is read as it is printed, and as a label spells it', (status) => {
    expect(statusIn(statusName(status))).toBe(status)
    expect(statusIn(status)).toBe(status)
  })

  test.each([
    ['In-Review', 'in-review'],
    ['in review', 'in-review'],
    ['IN_REVIEW', 'in-review'],
    ['**Final**', 'final'],
    ['`draft` ', 'draft'],
    ['Final (2025-11-25)', 'final'],
    ['Draft, seeking a sponsor', 'draft'],
    ['Draft - see below', 'draft'],
    ['Proposal', null],
    ['Draft | In-Review | Accepted', null],
    ['Finally', null],
    ['', null],
  ])('"%s" is read as %s', (value, status) => expect(statusIn(value)).toBe(status))

  test('is printed as in the template', () => {
    expect(STATUSES.map(statusName)).toEqual([
      'Draft',
      'In-Review',
      'Accepted',
      'Rejected',
      'Withdrawn',
      'Final',
      'Superseded',
      'Dormant',
    ])
  })
})

describe('a type', () => {
  test.each(SEP_TYPES)('%s is read as it is printed', (type) => expect(sepTypeIn(type)).toBe(type))

  test.each([
    ['standards-track', 'Standards Track'],
    ['Standard Track', 'Standards Track'],
    ['extension track', 'Extensions Track'],
    ['Process (governance)', 'Process'],
    ['Standards', null],
    ['Standards Track | Informational', null],
    ['', null],
  ])('"%s" is read as %s', (value, type) => expect(sepTypeIn(value)).toBe(type))
})

describe('the life cycle of a SEP', () => {
  test.each([
    [null, ['draft', 'dormant', 'withdrawn']],
    ['draft', ['in-review', 'withdrawn']],
    ['in-review', ['draft', 'accepted', 'rejected', 'withdrawn']],
    ['accepted', ['final', 'withdrawn', 'superseded']],
    ['rejected', ['draft']],
    ['withdrawn', []],
    ['final', ['superseded']],
    ['superseded', []],
    ['dormant', ['draft']],
  ] as const)('after %s come %j', (from, next) => {
    expect(nextStatuses(from)).toEqual(next)
    expect(transitionsFrom(from).map(({ to }) => to)).toEqual(next)
  })

  test('each transition is in the table once, and each status has a transition that leads to it', () => {
    const steps = TRANSITIONS.map(({ from, to }) => `${from} → ${to}`)
    expect(new Set(steps).size).toBe(steps.length)
    expect(new Set(TRANSITIONS.map(({ to }) => to))).toEqual(new Set(STATUSES))
  })

  test('an author sets a status only while there is no sponsor', () => {
    const byAuthor = TRANSITIONS.filter(({ setBy }) => setBy === 'author')
    expect(byAuthor.map(({ from, to }) => [from, to])).toEqual([[null, 'withdrawn']])
  })

  test('each transition in the table has a role that may make it, and any other transition has none', () => {
    for (const from of STAGES) for (const to of STATUSES) expect(setterOf(from, to) !== null).toBe(canFollow(from, to))
    expect(setterOf('draft', 'in-review')).toBe('sponsor')
    expect(setterOf(null, 'dormant')).toBe('core maintainers')
    expect(setterOf('draft', 'final')).toBeNull()
  })

  test.each(TRANSITIONS)('$from → $to has a condition and its source', ({ when, source }) => {
    expect(when).toMatch(/^[a-z]/)
    expect(source).toMatch(/^https:\/\/(?:modelcontextprotocol\.io|github\.com)\/.+#[a-z0-9-]+$/)
  })
})

describe('a timer', () => {
  test.each([
    ['askInGeneral', '2026-10-05T10:00:00Z', '2026-10-19T10:00:00.000Z'],
    ['dormant', '2026-10-05T10:00:00Z', '2027-04-05T10:00:00.000Z'],
    ['dormant', '2026-08-31T10:00:00Z', '2027-02-28T10:00:00.000Z'],
    ['review', '2026-12-25T00:00:00Z', '2027-01-08T00:00:00.000Z'],
  ] as const)('%s, started at %s, ends at %s', (name, since, due) => {
    expect(dueDate(TIMERS[name], new Date(since)).toISOString()).toBe(due)
  })
})
