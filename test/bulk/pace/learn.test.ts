import { describe, expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../../src/bulk/pace/limits.ts'
import { type Attempt, nextAt, type Pace, paceAfter, type Refusal, withAttempt } from '../../../src/bulk/pace/pace.ts'

const START = Date.parse('2026-11-24T10:00:00Z')
const TOO_QUICKLY: Refusal = { kind: 'submitted-too-quickly' }
const secondaryLimit = (retryAfter: number): Refusal => ({ kind: 'secondary-limit', retryAfter })
const primaryLimit = (resetAt: number): Refusal => ({ kind: 'primary-limit', resetAt: new Date(resetAt) })

const attemptAt = (sent: number, refused: Refusal | null): Attempt => ({ sent, settled: sent, refused })
/** The limits of the minute and of the hour: 80 and 500 before any refusal. */
const limitsOf = ({ minute, hour }: Pace) => [minute.limit, hour.limit]

/** The pace after this many writes, two seconds apart. */
const paceAfterWrites = (writes: number) =>
  paceAfter(Array.from({ length: writes }, (_, index) => attemptAt(START + 2_000 * index, null)))
const LAST_WRITE = START + 2_000 * 99

/** The pace after these refusals in a row, each retried as soon as allowed, and a final success. */
function paceAfterRefusals(pace: Pace, ...refusals: readonly Refusal[]): Pace {
  let now = LAST_WRITE + 2_000
  let current = pace
  for (const refusal of refusals) {
    current = withAttempt(current, attemptAt(now, refusal))
    now = nextAt(current, now)
  }
  return withAttempt(current, attemptAt(now, null))
}

describe('after a refusal', () => {
  test('the limit of the hour is lowered if GitHub names the time at which it is reset', () => {
    expect(limitsOf(paceAfterRefusals(paceAfterWrites(100), primaryLimit(LAST_WRITE + 30_000)))).toEqual([80, 100])
  })

  test('the limit of the hour is lowered if GitHub asks for a wait that is too long to come from the limit of the minute', () => {
    expect(limitsOf(paceAfterRefusals(paceAfterWrites(100), secondaryLimit(600)))).toEqual([80, 100])
  })

  test('the limit of the minute is lowered if waiting a minute was enough', () => {
    // 29 of the writes were in the last minute.
    expect(limitsOf(paceAfterRefusals(paceAfterWrites(100), TOO_QUICKLY))).toEqual([29, 500])
  })

  test('the limit of the minute is halved if neither limit explains the length of the wait', () => {
    expect(limitsOf(paceAfterRefusals(paceAfterWrites(100), TOO_QUICKLY, TOO_QUICKLY))).toEqual([40, 500])
    expect(limitsOf(paceAfterRefusals(paceAfterWrites(100), TOO_QUICKLY, TOO_QUICKLY, secondaryLimit(1)))).toEqual([
      40, 500,
    ])
  })
})

describe('a known limit of the hour', () => {
  const paceWithLimit = paceAfterRefusals(paceAfterWrites(100), primaryLimit(LAST_WRITE + HOUR_MS))
  const afterHundredWrites = (pace: Pace) => {
    let current = pace
    let now = LAST_WRITE + 4 * HOUR_MS
    for (let left = 100; left > 0; left--) {
      now = nextAt(current, now)
      current = withAttempt(current, attemptAt(now, null))
    }
    return { first: LAST_WRITE + 4 * HOUR_MS, now: now + 1_000, pace: current }
  }

  test('makes the next write wait exactly until the hour has room, and does not change the limit of the minute', () => {
    const { first, now, pace } = afterHundredWrites(paceWithLimit)
    const refused = withAttempt(pace, attemptAt(now, TOO_QUICKLY))
    const next = nextAt(refused, now)
    expect(next).toBe(first + HOUR_MS + 1)
    expect(limitsOf(withAttempt(refused, attemptAt(next, null)))).toEqual([80, 100])
  })

  test('is taken as the reason for a refusal, even if the wait was short', () => {
    const { first, pace } = afterHundredWrites(paceWithLimit)
    const now = first + HOUR_MS - 30_000
    const refused = withAttempt(pace, attemptAt(now, TOO_QUICKLY))
    const next = nextAt(refused, now)
    expect(next).toBe(first + HOUR_MS + 1)
    expect(limitsOf(withAttempt(refused, attemptAt(next, null)))).toEqual([80, 100])
  })

  test('does not shorten the wait after a second refusal to less than a minute', () => {
    const { pace } = afterHundredWrites(paceWithLimit)
    const now = LAST_WRITE + 5 * HOUR_MS - 30_000
    const twice = withAttempt(withAttempt(pace, attemptAt(now, TOO_QUICKLY)), attemptAt(now, TOO_QUICKLY))
    expect(nextAt({ ...twice, hour: { ...twice.hour, limit: 500 } }, now)).toBe(now + MINUTE_MS)
  })

  test('is not taken as the reason for a refusal that comes long before the limit is reached', () => {
    const now = LAST_WRITE + 4 * HOUR_MS
    const paceAfterOneWrite = withAttempt(paceWithLimit, attemptAt(now, null))
    expect(nextAt(withAttempt(paceAfterOneWrite, attemptAt(now + 1_000, TOO_QUICKLY)), now + 1_000)).toBe(
      now + 1_000 + MINUTE_MS,
    )
  })

  test('is forgotten once GitHub has accepted more writes than the known limit', () => {
    // The pacer has raised the limit again since the refusal, so 101 writes are possible.
    const raised = { ...paceWithLimit, hour: { ...paceWithLimit.hour, limit: 163 } }
    const { now, pace } = afterHundredWrites(raised)
    expect(pace.hour.refusedCount).toBe(100)
    const more = withAttempt(pace, attemptAt(now, null))
    expect(withAttempt(more, attemptAt(now + 1_000, null)).hour.refusedCount).toBeNull()
  })
})

test('a later refusal after more writes does not raise a known limit', () => {
  const learned = paceAfterRefusals(paceAfterWrites(100), primaryLimit(LAST_WRITE + 30_000))
  const now = LAST_WRITE + 60_000
  const refused = withAttempt(learned, attemptAt(now, primaryLimit(now + HOUR_MS)))
  expect(withAttempt(refused, attemptAt(now + HOUR_MS + 1_000, null)).hour).toMatchObject({
    limit: 100,
    refusedCount: 100,
  })
})
