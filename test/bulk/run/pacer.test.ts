import { expect, test } from 'vitest'
import { DOCUMENTED } from '../../../src/bulk/pace/limits.ts'
import { createPacer, Interrupted, type Pacer, type Wait } from '../../../src/bulk/run/pacer.ts'
import { manualClock } from '../../support/manual-clock.ts'

function pacing(limits = DOCUMENTED) {
  const clock = manualClock()
  const stop = new AbortController()
  const waits: (Wait | null)[] = []
  const start = clock.now().getTime()
  const pacer = createPacer([], limits, { clock, stop: stop.signal, onWait: (wait) => void waits.push(wait) })
  const passed = () => clock.now().getTime() - start
  return { clock, stop, waits, pacer, passed }
}

async function write(pacer: Pacer, clock: { now(): Date }): Promise<void> {
  await pacer.waitForTurn()
  const now = clock.now().getTime()
  pacer.record({ sent: now, settled: now, refused: null })
}

test('between two writes it waits a second, and tells nobody of it', async () => {
  const { clock, pacer, passed, waits } = pacing()
  for (let writes = 0; writes < 3; writes++) await write(pacer, clock)
  expect(passed()).toBe(2_000)
  expect(waits).toEqual([])
})

test('a longer wait is told each second, and when it is over', async () => {
  const { clock, pacer, passed, waits } = pacing({ gap: 5_000, perMinute: 12, perHour: 500 })
  await write(pacer, clock)
  await write(pacer, clock)
  expect(passed()).toBe(5_000)
  expect(waits).toHaveLength(6)
  expect(waits.at(-1)).toBeNull()
  expect(waits[0]).toMatchObject({ byGitHub: false })
})

test('after a refusal it tells that GitHub has asked for it', async () => {
  const { clock, pacer, passed, waits } = pacing()
  const now = clock.now().getTime()
  pacer.record({ sent: now, settled: now, refused: { kind: 'secondary-limit', retryAfter: 90 } })
  await pacer.waitForTurn()
  expect(passed()).toBeGreaterThanOrEqual(90_000)
  expect(waits[0]).toMatchObject({ byGitHub: true })
})

test('a person who stops does not wait for its end', async () => {
  const { clock, stop, pacer, passed } = pacing()
  const now = clock.now().getTime()
  pacer.record({ sent: now, settled: now, refused: { kind: 'secondary-limit', retryAfter: 3_600 } })
  const turn = pacer.waitForTurn()
  stop.abort()
  await expect(turn).rejects.toBeInstanceOf(Interrupted)
  expect(passed()).toBeLessThan(5_000)
})

test('once stopped nobody gets a turn', async () => {
  const { stop, pacer } = pacing()
  stop.abort()
  await expect(pacer.waitForTurn()).rejects.toBeInstanceOf(Interrupted)
})
