import { describe, expect, test } from 'vitest'
import { attemptsOf, nextAt, paceAfter } from '../../../src/bulk/pace/pace.ts'
import { doneRecord, refusedRecord, reusedRecord, runRecord, sendingRecord, timeAt } from '../../support/ledgers.ts'

describe('what the pacer learns from a ledger', () => {
  test('includes each attempt, except those that GitHub refused for their content', () => {
    const limit = { kind: 'secondary-limit', retryAfter: 30 } as const
    const records = [
      runRecord(),
      sendingRecord('a', 0),
      doneRecord('a', 1),
      sendingRecord('b', 2),
      sendingRecord('b', 20),
      refusedRecord('b', 21, limit),
      sendingRecord('c', 60),
      refusedRecord('c', 61),
      reusedRecord('d', 62),
      sendingRecord('e', 70),
    ]
    const ms = (second: number) => Date.parse(timeAt(second))
    // A request without a recorded outcome may have been counted in the ten seconds after it was sent.
    expect(attemptsOf(records)).toEqual([
      { sent: ms(0), settled: ms(1), refused: null },
      { sent: ms(2), settled: ms(12), refused: null },
      { sent: ms(20), settled: ms(21), refused: limit },
      { sent: ms(70), settled: ms(80), refused: null },
    ])
  })

  test('includes a reset time that GitHub named, so that the next run still waits for it', () => {
    const records = [
      runRecord(),
      sendingRecord('a', 0),
      refusedRecord('a', 1, { kind: 'primary-limit', resetAt: timeAt(900) }),
    ]
    expect(nextAt(paceAfter(attemptsOf(records)), Date.parse(timeAt(10)))).toBe(Date.parse(timeAt(901)))
  })
})
