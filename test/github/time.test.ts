import { expect, test } from 'vitest'
import { createGitHubTime } from '../../src/github/time.ts'
import { manualClock } from '../support/manual-clock.ts'

const HOUR = 3_600_000
const DATE = 'Sun, 22 Nov 2026 10:00:00 GMT'

/** GitHub's time after one response, which arrived at 10:00 by the local clock. */
function timeAfterOneResponse() {
  const clock = manualClock('2026-11-22T10:00:00Z')
  const time = createGitHubTime(clock)
  time.learn(DATE)
  return { clock, time }
}

test.each([-24 * HOUR, 24 * HOUR])("a local clock that is %i ms ahead does not change GitHub's time", (ahead) => {
  const clock = manualClock('2026-11-22T10:00:00Z')
  clock.setAhead(ahead)
  const time = createGitHubTime(clock)
  time.learn(DATE)
  clock.advance(5_000)
  expect(time.recent()?.toISOString()).toBe('2026-11-22T10:00:05.000Z')
})

test("GitHub's time advances between two responses", () => {
  const { clock, time } = timeAfterOneResponse()
  clock.advance(59_000)
  expect(time.recent()?.toISOString()).toBe('2026-11-22T10:00:59.000Z')
})

test("GitHub's time is unknown before the first response, and only an estimate a minute after it", () => {
  expect(createGitHubTime(manualClock()).recent()).toBeNull()
  const { clock, time } = timeAfterOneResponse()
  clock.advance(61_000)
  expect(time.recent()).toBeNull()
  expect(time.estimate().toISOString()).toBe('2026-11-22T10:01:01.000Z')
})

// While a computer sleeps, the monotonic clock may stand still; only the system clock shows that time has passed.
test("GitHub's time is unknown after the local clock was set or the computer slept, until the next response", () => {
  const { clock, time } = timeAfterOneResponse()
  clock.setAhead(2 * HOUR)
  expect(time.recent()).toBeNull()
  time.learn('Sun, 22 Nov 2026 12:00:00 GMT')
  expect(time.recent()?.toISOString()).toBe('2026-11-22T12:00:00.000Z')
})

test("GitHub's time does not go back by the fraction of a second that the `Date` header lacks", () => {
  const { clock, time } = timeAfterOneResponse()
  clock.advance(900)
  time.learn(DATE)
  expect(time.estimate().toISOString()).toBe('2026-11-22T10:00:00.900Z')
})

test.each([undefined, '', 'yesterday'])('a `Date` header "%s" is ignored', (date) => {
  const time = createGitHubTime(manualClock())
  time.learn(date)
  expect(time.recent()).toBeNull()
})

test('the latest time that a date can hold is ignored, because we could not add anything to it', () => {
  const { clock, time } = timeAfterOneResponse()
  time.learn('Sat, 13 Sep 275760 00:00:00 GMT')
  clock.advance(1_000)
  expect(time.estimate().toISOString()).toBe('2026-11-22T10:00:01.000Z')
})
