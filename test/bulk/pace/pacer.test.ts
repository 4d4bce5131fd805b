import { expect, test } from 'vitest'
import { DOCUMENTED_LIMITS } from '../../../src/bulk/pace/limits.ts'
import { createPacer, Interrupted, type Pacer, type Wait } from '../../../src/bulk/pace/pace.ts'
import { manualClock } from '../../support/manual-clock.ts'

function startPacer(limits = DOCUMENTED_LIMITS) {
  const clock = manualClock()
  const stop = new AbortController()
  const waits: (Wait | null)[] = []
  const start = clock.now().getTime()
  const pacer = createPacer([], limits, { clock, stop: stop.signal, onWait: (wait) => void waits.push(wait) })
  const elapsed = () => clock.now().getTime() - start
  return { clock, stop, waits, pacer, elapsed }
}

async function write(pacer: Pacer, clock: { now(): Date }): Promise<void> {
  await pacer.waitForTurn()
  const now = clock.now().getTime()
  pacer.record({ sent: now, settled: now, refused: null })
}

test('the pacer waits a second between two writes, without reporting it', async () => {
  const { clock, pacer, elapsed, waits } = startPacer()
  for (let writes = 0; writes < 3; writes++) await write(pacer, clock)
  expect(elapsed()).toBe(2_000)
  expect(waits).toEqual([])
})

test('the pacer reports a longer wait every second, and its end', async () => {
  const { clock, pacer, elapsed, waits } = startPacer({ gap: 5_000, perMinute: 12, perHour: 500 })
  await write(pacer, clock)
  await write(pacer, clock)
  expect(elapsed()).toBe(5_000)
  expect(waits).toHaveLength(6)
  expect(waits.at(-1)).toBeNull()
  expect(waits[0]).toMatchObject({ byGitHub: false })
})

test('the pacer reports that GitHub asked for the wait after a refusal', async () => {
  const { clock, pacer, elapsed, waits } = startPacer()
  const now = clock.now().getTime()
  pacer.record({ sent: now, settled: now, refused: { kind: 'secondary-limit', retryAfter: 90 } })
  await pacer.waitForTurn()
  expect(elapsed()).toBeGreaterThanOrEqual(90_000)
  expect(waits[0]).toMatchObject({ byGitHub: true })
})

test('the pacer stops waiting when the person interrupts', async () => {
  const { clock, stop, pacer, elapsed } = startPacer()
  const now = clock.now().getTime()
  pacer.record({ sent: now, settled: now, refused: { kind: 'secondary-limit', retryAfter: 3_600 } })
  const turn = pacer.waitForTurn()
  stop.abort()
  await expect(turn).rejects.toBeInstanceOf(Interrupted)
  expect(elapsed()).toBeLessThan(5_000)
})

test('the pacer allows no more writes once it is stopped', async () => {
  const { stop, pacer } = startPacer()
  stop.abort()
  await expect(pacer.waitForTurn()).rejects.toBeInstanceOf(Interrupted)
})
