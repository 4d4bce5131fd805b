import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { statusOf } from '../../../src/bulk/ledger/status.ts'
import {
  done,
  failedRecord,
  otherDone,
  otherSending,
  refusedRecord,
  reusedRecord,
  run,
  sending,
  timeAt,
  URL,
} from '../../support/ledgers.ts'

describe('the status of a row', () => {
  const POST = { number: 7, url: URL }
  const created = { state: 'created', rowHash: 'r1', repo: 'o/n', ...POST }
  test.each([
    ['sent and never answered', [sending('a', 1)], { state: 'sent-unknown', since: timeAt(1), sent: sending('a', 1) }],
    ['created', [sending('a', 1), done('a', 2)], created],
    ['reused', [reusedRecord('a', 1)], { state: 'reused', rowHash: 'r1', ...POST }],
    ['refused', [sending('a', 1), refusedRecord('a', 2)], { state: 'pending', refused: 'no such label' }],
    ['refused, then created', [sending('a', 1), refusedRecord('a', 2), sending('a', 3), done('a', 4)], created],
    [
      'given up',
      [sending('a', 1), refusedRecord('a', 2), failedRecord('a', 3)],
      { state: 'failed', reason: 'gave up' },
    ],
    ['given up before anything was sent', [failedRecord('a', 3)], { state: 'failed', reason: 'gave up' }],
    [
      'given up, and perhaps there',
      [sending('a', 1), failedRecord('a', 3)],
      { state: 'sent-unknown', since: timeAt(1), sent: sending('a', 1) },
    ],
    [
      'sent twice, the second refused',
      [sending('a', 1), sending('a', 3), refusedRecord('a', 4)],
      { state: 'sent-unknown', since: timeAt(1), sent: sending('a', 1) },
    ],
    ['sent twice, found', [sending('a', 1), sending('a', 3), done('a', 4)], created],
    ['given up by one run, created by the next', [failedRecord('a', 1), run(), sending('a', 3), done('a', 4)], created],
  ])('%s', (_, records, expected) => {
    expect(statusOf([run(), ...records]).get('a')).toEqual(expected)
  })

  test('is kept for each key and each act', () => {
    const records = [run(), sending('a', 1), done('a', 2), sending('b', 3), otherSending('a', 9, 'close')]
    expect([...statusOf(records)].map(([key, { state }]) => [key, state])).toEqual([
      ['a', 'created'],
      ['b', 'sent-unknown'],
    ])
    expect(statusOf(records, 'close').get('a')?.state).toBe('sent-unknown')
    expect(statusOf(records, 'close').has('b')).toBe(false)
  })

  test.each(['edit', 'close', 'link', 'label'] as const)('of %s is done until it is sent again', (other) => {
    const key = 'label:sep@o/n'
    const records = [otherSending(key, 1, other), otherDone(key, 2, other)]
    expect(statusOf(records, other).get(key)).toEqual({ state: 'done', rowHash: 'r1', repo: 'o/n' })
    const again = [...records, otherSending(key, 3, other, 'r2')]
    expect(statusOf(again, other).get(key)?.state).toBe('sent-unknown')
    expect(statusOf([...again, otherDone(key, 4, other)], other).get(key)).toMatchObject({
      state: 'done',
      rowHash: 'r2',
    })
    expect(statusOf(again).has(key)).toBe(false)
  })

  test('never lets a created row be sent again, whatever follows', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(sending, refusedRecord, failedRecord)), (later) => {
        const records = [sending('a', 1), done('a', 2), ...later.map((make) => make('a', 3))]
        expect(statusOf(records).get('a')?.state).toBe('created')
      }),
    )
  })
})
