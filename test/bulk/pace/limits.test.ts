import { expect, test } from 'vitest'
import { DOCUMENTED_LIMITS, limitsAt } from '../../../src/bulk/pace/limits.ts'
import { UsageError } from '../../../src/errors.ts'

test.each([
  [20, { gap: 3000, perMinute: 20, perHour: 500 }],
  [80, DOCUMENTED_LIMITS],
  [0.5, { gap: 120_000, perMinute: 1, perHour: 500 }],
  [6000, { gap: 10, perMinute: 6000, perHour: 360_000 }],
])('limitsAt returns the limits for --pace %d', (perMinute, expected) => {
  expect(limitsAt(perMinute)).toEqual(expected)
})

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e-12, 1e9])('limitsAt rejects --pace %d', (perMinute) => {
  expect(() => limitsAt(perMinute)).toThrow(UsageError)
})
