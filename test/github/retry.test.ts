import { expect, test } from 'vitest'
import { GitHubFailure } from '../../src/github/failure.ts'
import type { LookUp } from '../../src/github/look-up.ts'
import { type WriteResult, writeOnce } from '../../src/github/retry.ts'
import { manualClock } from '../support/manual-clock.ts'

const broken = new GitHubFailure({ kind: 'gateway', status: 502 })
const refused = new GitHubFailure({ kind: 'forbidden', about: 'a/b' })
const DONE: WriteResult<string> = { outcome: 'done', value: 'sent' }
const UNKNOWN: WriteResult<string> = { outcome: 'unknown', failure: broken }
const REFUSED: WriteResult<string> = { outcome: 'refused', failure: refused }
const UNTIL = new Date('2026-11-22T10:15:00Z')
const FOUND: LookUp<string> = { outcome: 'found', value: 'found' }
const MISSING: LookUp<string> = { outcome: 'missing' }
const NOT_YET: LookUp<string> = { outcome: 'unconfirmed', until: UNTIL, hidden: null }

/** A write that gives these outcomes in order and repeats the last look-up result. `calls` records what was called. */
function scriptedWrite(
  outcomes: readonly WriteResult<string>[],
  lookUps: readonly (LookUp<string> | GitHubFailure)[] = [],
) {
  const calls: string[] = []
  const clock = manualClock()
  const start = clock.now().getTime()
  let lookUpCount = 0
  const write = {
    send: async () => {
      const next = outcomes[calls.filter((call) => call === 'send').length]
      calls.push('send')
      if (next === undefined) throw new Error('sent more often than the test allows')
      return next
    },
    lookUp: async () => {
      calls.push('look up')
      const result = lookUps[Math.min(lookUpCount++, lookUps.length - 1)] ?? NOT_YET
      if (result instanceof GitHubFailure) throw result
      return result
    },
  }
  const seconds = () => (clock.now().getTime() - start) / 1000
  return { calls, write, clock, seconds }
}

test.each<[string, readonly WriteResult<string>[], readonly (LookUp<string> | GitHubFailure)[], string, string]>([
  ['done at once', [DONE], [], 'sent', 'send'],
  ['unknown, and found', [UNKNOWN], [FOUND], 'found', 'send, look up'],
  ['unknown, and found later', [UNKNOWN], [NOT_YET, NOT_YET, FOUND], 'found', 'send, look up, look up, look up'],
  ['unknown, and found after a look-up failed', [UNKNOWN], [broken, FOUND], 'found', 'send, look up, look up'],
  ['unknown, missing, and sent again', [UNKNOWN, DONE], [MISSING], 'sent', 'send, look up, send'],
])('a write that is %s gives its value', async (_, outcomes, lookUps, value, calls) => {
  const { write, clock, ...scripted } = scriptedWrite(outcomes, lookUps)
  expect(await writeOnce(write, { clock })).toBe(value)
  expect(scripted.calls.join(', ')).toBe(calls)
})

test.each<[string, readonly WriteResult<string>[]]>([
  ['a refusal is final', [REFUSED]],
  ['a refusal is final even if the first attempt had no effect', [UNKNOWN, REFUSED]],
])('%s', async (_, outcomes) => {
  const { write, clock } = scriptedWrite(outcomes, [MISSING])
  await expect(writeOnce(write, { clock })).rejects.toBe(refused)
})

test('a write is not sent again while it is unknown whether it took effect', async () => {
  const { write, clock, calls, seconds } = scriptedWrite([UNKNOWN])
  await expect(writeOnce(write, { clock })).rejects.toMatchObject({
    failureClass: 'GitHub',
    reason: { kind: 'unconfirmed', after: { kind: 'gateway' }, until: UNTIL, hidden: null },
  })
  expect(calls.filter((call) => call === 'send')).toHaveLength(1)
  expect(seconds()).toBe(60)
})

test('a write is not sent again if looking it up fails', async () => {
  const { write, clock, calls } = scriptedWrite([UNKNOWN], [broken])
  await expect(writeOnce(write, { clock })).rejects.toMatchObject({ reason: { kind: 'unconfirmed' } })
  expect(calls.filter((call) => call === 'send')).toHaveLength(1)
})

test('a write fails after three unknown outcomes, even if the post was missing each time', async () => {
  const { write, clock, calls } = scriptedWrite([UNKNOWN, UNKNOWN, UNKNOWN], [MISSING])
  await expect(writeOnce(write, { clock })).rejects.toMatchObject({ reason: { kind: 'unconfirmed' } })
  expect(calls.filter((call) => call === 'send')).toHaveLength(3)
})

test('an interruption ends the waiting, and leaves the post unconfirmed', async () => {
  const stop = new AbortController()
  stop.abort()
  const { write, clock, calls, seconds } = scriptedWrite([UNKNOWN], [FOUND])
  await expect(writeOnce(write, { clock, stop: stop.signal })).rejects.toMatchObject({
    reason: { kind: 'unconfirmed' },
  })
  expect(calls).toEqual(['send'])
  expect(seconds()).toBe(0)
})
