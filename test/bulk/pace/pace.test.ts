import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DOCUMENTED_LIMITS, HOUR_MS, type Limits, MINUTE_MS } from '../../../src/bulk/pace/limits.ts'
import { estimate, nextAt, type Pace, paceAfter, type Refusal, withAttempt } from '../../../src/bulk/pace/pace.ts'
import {
  countRefusals,
  limitedGitHub,
  maxInWindow,
  START,
  secondaryLimit,
  shortestTime,
  simulate,
  TOO_QUICKLY,
} from '../../support/pacing.ts'

describe('within the documented limits', () => {
  test.each([
    [500, 0],
    [2000, 0],
    [2000, 300],
  ])('%d rows, answered after %d ms, take little longer than necessary, and none is refused', (rows, latency) => {
    const result = simulate(rows, limitedGitHub(80, 500), DOCUMENTED_LIMITS, latency)
    expect(countRefusals(result)).toBe(0)
    expect(result.duration / shortestTime(rows, DOCUMENTED_LIMITS)).toBeLessThanOrEqual(1.03)
  })
})

describe('a server with lower limits than the documented ones', () => {
  test.each([
    [500, 40, 250],
    [2000, 40, 250],
    [500, 20, 150],
    [500, 40, 500],
    [600, 80, 250],
  ])('costs little time and few refusals: %d rows at %d a minute and %d an hour', (rows, perMinute, perHour) => {
    const result = simulate(rows, limitedGitHub(perMinute, perHour))
    expect(result.duration / shortestTime(rows, { gap: 1000, perMinute, perHour })).toBeLessThanOrEqual(1.15)
    expect(countRefusals(result)).toBeLessThan(rows / 20)
  })
})

const anyRefusal = fc.oneof(
  fc.integer({ min: 0, max: 900 }).map(secondaryLimit),
  fc.constant(TOO_QUICKLY),
  fc
    .integer({ min: -60, max: 3600 })
    .map((seconds): Refusal => ({ kind: 'primary-limit', resetAt: new Date(START + seconds * 1000) })),
)
const anyLimits = fc.record({
  gap: fc.integer({ min: 0, max: 3000 }),
  perMinute: fc.integer({ min: 1, max: 30 }),
  perHour: fc.integer({ min: 1, max: 60 }),
})

type SimulatedAnswer = { readonly refused: Refusal | null; readonly latency: number }
const anyAnswer = fc.record({
  refused: fc.option(anyRefusal, { freq: 8 }),
  latency: fc.integer({ min: 0, max: 20_000 }),
})

/** When each write was sent, and when GitHub counted each accepted one: on arrival, or only when it answered. */
function replay(answers: readonly SimulatedAnswer[], limits: Limits) {
  let pace = paceAfter([], limits)
  let now = START
  const sent: number[] = []
  const counted: number[] = []
  for (const { refused, latency } of answers) {
    const next = nextAt(pace, now)
    expect(next).toBeGreaterThanOrEqual(Math.max(now, pace.streak?.until ?? now))
    now = next + latency
    sent.push(next)
    if (refused === null) counted.push(sent.length % 2 === 0 ? next : now)
    pace = withAttempt(pace, { sent: next, settled: now, refused })
  }
  return { sent, counted }
}

test('the pace never exceeds the limit of a window, whatever GitHub answers and however late', () => {
  fc.assert(
    fc.property(anyLimits, fc.array(anyAnswer, { maxLength: 90 }), (limits, answers) => {
      const { sent, counted } = replay(answers, limits)
      const gaps = sent.slice(1).map((time, index) => time - (sent[index] ?? 0))
      expect(Math.min(limits.gap, ...gaps)).toBe(limits.gap)
      expect(maxInWindow(counted, MINUTE_MS)).toBeLessThanOrEqual(limits.perMinute)
      expect(maxInWindow(counted, HOUR_MS)).toBeLessThanOrEqual(limits.perHour)
    }),
  )
})

test('a resumed run knows how much of the last hour is used', () => {
  const { attempts } = simulate(500, () => null)
  const last = attempts.at(-1)?.sent ?? 0
  expect(nextAt(paceAfter(attempts.toReversed()), last + 1000)).toBe(START + HOUR_MS + 1)
  expect(nextAt(paceAfter(attempts), last + HOUR_MS + 1)).toBe(last + HOUR_MS + 1)
})

test('the pace is the same whether it is computed from the whole history or after each attempt', () => {
  const { attempts, pace } = simulate(700, limitedGitHub(40, 250))
  expect(paceAfter(attempts)).toEqual(pace)
})

describe('after a refusal', () => {
  const busy = simulate(50, () => null).pace
  const now = START + 50_000
  const refusedWith = (pace: Pace, answer: Refusal, at = now) =>
    withAttempt(pace, { sent: at, settled: at, refused: answer })
  const secondsToWait = (pace: Pace, at = now) => Math.round((nextAt(pace, at) - at) / 1000)

  test('waits as long as GitHub asks', () => {
    expect(secondsToWait(refusedWith(busy, secondaryLimit(17)))).toBe(17)
    expect(secondsToWait(refusedWith(busy, { kind: 'primary-limit', resetAt: new Date(now + 600_000) }))).toBe(601)
  })

  test('if GitHub names no time, waits a minute, then twice as long each time, but at most until the hour has room', () => {
    let pace = busy
    let at = now
    const waited: number[] = []
    for (let times = 0; times < 7; times++) {
      pace = refusedWith(pace, TOO_QUICKLY, at)
      waited.push(secondsToWait(pace, at))
      at = nextAt(pace, at)
    }
    expect(waited.slice(0, 5)).toEqual([60, 120, 240, 480, 960])
    expect(waited.slice(0, 6).reduce((sum, seconds) => sum + seconds)).toBe((START + HOUR_MS - now) / 1000)
  })

  test('waits twice as long each time, up to an hour, if we have sent no write that explains the refusal', () => {
    let pace = paceAfter([])
    let at = START
    const waited: number[] = []
    for (let times = 0; times < 8; times++) {
      pace = refusedWith(pace, TOO_QUICKLY, at)
      waited.push(secondsToWait(pace, at) / 60)
      at = nextAt(pace, at)
    }
    expect(waited).toEqual([1, 2, 4, 8, 16, 32, 60, 60])
  })

  test('learns the limit of the hour, and after two hours tries a higher one only once', () => {
    const beforeRefusal = simulate(250, limitedGitHub(80, 250)).pace
    const { attempts, pace } = simulate(800, limitedGitHub(80, 250))
    const lastRefused = attempts.findLast(({ refused }) => refused !== null)
    expect(beforeRefusal.hour.limit).toBe(500)
    expect(pace.hour.limit).toBe(250)
    expect(pace.minute.limit).toBe(80)
    expect(attempts.filter(({ refused, sent }) => refused !== null && sent > START + 2 * HOUR_MS)).toEqual([
      lastRefused,
    ])
  })

  test('waits longer if the time that GitHub named was not enough', () => {
    const again = refusedWith(refusedWith(busy, secondaryLimit(10)), secondaryLimit(10), now + 10_001)
    expect(secondsToWait(again, now + 10_001)).toBe(120)
  })

  test('lowers the limit of the minute after a short wait, and raises it again as GitHub accepts more writes', () => {
    const withWrite = (pace: Pace, at: number) => withAttempt(pace, { sent: at, settled: at, refused: null })
    let pace = withWrite(refusedWith(busy, secondaryLimit(10)), now + 10_001)
    expect(pace.minute.limit).toBe(50)
    expect(pace.hour.limit).toBe(500)
    let at = now + 10_001
    const acceptWrites = (count: number) => {
      for (let left = count; left > 0; left--) {
        at = nextAt(pace, at)
        pace = withWrite(pace, at)
      }
    }
    acceptWrites(99)
    expect(pace.minute.limit).toBe(60)
    acceptWrites(400)
    expect(pace.minute.limit).toBe(80)
  })

  test('after many short waits, the limit of the minute is still ten writes, and the limit of the hour is unchanged', () => {
    let pace = busy
    let at = now
    for (let times = 0; times < 12; times++) {
      at = nextAt(pace, at)
      pace = refusedWith(pace, secondaryLimit(30), at)
      at = nextAt(pace, at)
      pace = withAttempt(pace, { sent: at, settled: at, refused: null })
    }
    expect(pace.minute.limit).toBe(10)
    expect(pace.hour.limit).toBe(500)
  })
})

test('writes that were recorded by a clock that was ahead delay the next write by one window at most', () => {
  const ahead = { sent: START + 10 * HOUR_MS, settled: START + 10 * HOUR_MS, refused: null }
  expect(nextAt(paceAfter([ahead]), START)).toBe(START + 1000)
  expect(nextAt(paceAfter(Array.from({ length: 500 }, () => ahead)), START)).toBe(START + HOUR_MS + 1)
})

describe('the estimate', () => {
  test.each([0, 1, 2, 60, 500, 501, 1200])('equals the time that the rows actually take (rows: %d)', (rows) => {
    expect(estimate(paceAfter([]), rows, START) - START).toBe(rows === 0 ? 0 : simulate(rows, () => null).duration)
  })

  test('counts earlier writes, and how long GitHub takes to answer', () => {
    const { attempts } = simulate(499, () => null, DOCUMENTED_LIMITS, 400)
    const now = attempts.at(-1)?.settled ?? 0
    expect(estimate(paceAfter(attempts), 2, now, 400)).toBe(START + HOUR_MS + 401)
  })

  test('is the current time if there are no rows, even if the next write has to wait', () => {
    const { pace, duration } = simulate(500, () => null)
    expect(estimate(pace, 0, START + duration)).toBe(START + duration)
  })

  test('grows by an hour with every 500 rows, even for 100,000 rows', () => {
    const first = estimate(paceAfter([]), 500, START)
    expect(estimate(paceAfter([]), 100_000, START)).toBe(first + 199 * (HOUR_MS + 1))
  })
})
