import { expect, test } from 'vitest'
import { GitHubFailure } from '../../src/github/failure.ts'
import { sendOnce, type WriteResult } from '../../src/github/send-once.ts'
import { manualClock } from '../support/manual-clock.ts'

const broken = new GitHubFailure({ kind: 'gateway', status: 502 })
const refused = new GitHubFailure({ kind: 'forbidden', about: 'a/b' })
const DONE: WriteResult<string> = { outcome: 'done', value: 'sent' }
const UNKNOWN: WriteResult<string> = { outcome: 'unknown', failure: broken }
const UNCONFIRMED = { reason: { kind: 'unconfirmed', after: { kind: 'gateway' } }, failure: 'GitHub' }

/** Plays the given outcomes in order, and writes down what was called. */
function script(outcomes: readonly WriteResult<string>[], lookUps: readonly (string | null)[] = []) {
  const calls: string[] = []
  const left = { outcomes: [...outcomes], lookUps: [...lookUps] }
  return {
    calls,
    send: async () => {
      calls.push('send')
      const next = left.outcomes.shift()
      if (next === undefined) throw new Error('sent once too often')
      return next
    },
    lookUp: async () => {
      calls.push('look up')
      return left.lookUps.shift() ?? null
    },
  }
}

test.each<[string, readonly WriteResult<string>[], readonly (string | null)[], string, readonly string[]]>([
  ['done at once', [DONE], [], 'sent', ['send']],
  ['unknown, and there', [UNKNOWN], ['found'], 'found', ['send', 'look up']],
  ['unknown, and there a little later', [UNKNOWN], [null, 'found'], 'found', ['send', 'look up', 'look up']],
  ['unknown, not there, sent again', [UNKNOWN, DONE], [], 'sent', ['send', 'look up', 'look up', 'look up', 'send']],
])('%s', async (_, outcomes, lookUps, value, calls) => {
  const scripted = script(outcomes, lookUps)
  expect(await sendOnce(scripted.send, scripted.lookUp, manualClock())).toBe(value)
  expect(scripted.calls).toEqual(calls)
})

test('refused is final', async () => {
  const scripted = script([{ outcome: 'refused', failure: refused }])
  await expect(sendOnce(scripted.send, scripted.lookUp, manualClock())).rejects.toBe(refused)
  expect(scripted.calls).toEqual(['send'])
})

test('refused after an unknown outcome is final, too: it was looked up before', async () => {
  const scripted = script([UNKNOWN, { outcome: 'refused', failure: refused }])
  await expect(sendOnce(scripted.send, scripted.lookUp, manualClock())).rejects.toBe(refused)
})

test('still unknown after three sends ends, with the last one looked up', async () => {
  const scripted = script([UNKNOWN, UNKNOWN, UNKNOWN])
  await expect(sendOnce(scripted.send, scripted.lookUp, manualClock())).rejects.toMatchObject(UNCONFIRMED)
  expect(scripted.calls.filter((call) => call === 'send')).toHaveLength(3)
  expect(scripted.calls.at(-1)).toBe('look up')
})

test('what cannot be looked up is not sent again', async () => {
  const scripted = script([UNKNOWN])
  const lookUp = async () => {
    throw broken
  }
  await expect(sendOnce(scripted.send, lookUp, manualClock())).rejects.toMatchObject(UNCONFIRMED)
  expect(scripted.calls).toEqual(['send'])
})

test('GitHub gets time to finish before it is sent again', async () => {
  const clock = manualClock()
  const start = clock.now().getTime()
  const scripted = script([UNKNOWN, DONE])
  await sendOnce(scripted.send, scripted.lookUp, clock)
  expect(clock.now().getTime() - start).toBeGreaterThan(10_000)
})
