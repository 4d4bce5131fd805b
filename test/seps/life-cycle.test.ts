import { describe, expect, test } from 'vitest'
import { TRANSITIONS, transitionsFrom } from '../../src/seps/life-cycle.ts'
import { SEP_TYPES, STATUSES, sepTypeIn, statusIn, statusName } from '../../src/seps/names.ts'
import { dormantFrom } from '../../src/seps/waiting.ts'

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
    expect(transitionsFrom(from).map(({ to }) => to)).toEqual(next)
  })

  test('each transition is in the table once, and each status has a transition that leads to it', () => {
    const steps = TRANSITIONS.map(({ from, to }) => `${from} → ${to}`)
    expect(new Set(steps).size).toBe(steps.length)
    expect(new Set(TRANSITIONS.map(({ to }) => to))).toEqual(new Set(STATUSES))
  })

  test('only the sponsor sets a status, except while there is none', () => {
    const byOthers = TRANSITIONS.filter(({ setBy }) => setBy !== 'sponsor')
    expect(byOthers.map(({ from, to, setBy }) => [from, to, setBy])).toEqual([
      [null, 'dormant', 'core maintainers'],
      [null, 'withdrawn', 'author'],
    ])
  })

  test.each(TRANSITIONS)('$from → $to has a condition and its source', ({ when, source }) => {
    expect(when).toMatch(/^[a-z]/)
    expect(source).toMatch(/^https:\/\/(?:modelcontextprotocol\.io|github\.com)\/.+#[a-z0-9-]+$/)
  })
})

test.each([
  ['2026-10-05T10:00:00Z', '2027-04-05T10:00:00.000Z'],
  ['2026-08-31T10:00:00Z', '2027-02-28T10:00:00.000Z'],
])('a SEP that has been without a sponsor since %s may be closed from %s on', (since, due) => {
  expect(dormantFrom(new Date(since)).toISOString()).toBe(due)
})
