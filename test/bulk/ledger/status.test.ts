import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { statusesOf } from '../../../src/bulk/ledger/status.ts'
import {
  doneRecord,
  doneRecordFor,
  failedRecord,
  ISSUE_URL,
  refusedRecord,
  reusedRecord,
  runRecord,
  sendingRecord,
  sendingRecordFor,
  timeAt,
} from '../../support/ledgers.ts'

describe('the status of a row', () => {
  const POST = { number: 7, url: ISSUE_URL }
  const created = { state: 'created', rowHash: 'r1', repo: 'o/n', ...POST }
  test.each([
    [
      'sent and never answered',
      [sendingRecord('a', 1)],
      { state: 'unconfirmed', since: timeAt(1), sent: sendingRecord('a', 1) },
    ],
    ['created', [sendingRecord('a', 1), doneRecord('a', 2)], created],
    ['reused', [reusedRecord('a', 1)], { state: 'reused', rowHash: 'r1', ...POST }],
    ['refused', [sendingRecord('a', 1), refusedRecord('a', 2)], { state: 'pending', refused: 'no such label' }],
    [
      'refused, then created',
      [sendingRecord('a', 1), refusedRecord('a', 2), sendingRecord('a', 3), doneRecord('a', 4)],
      created,
    ],
    [
      'given up',
      [sendingRecord('a', 1), refusedRecord('a', 2), failedRecord('a', 3)],
      { state: 'failed', reason: 'gave up' },
    ],
    ['given up before anything was sent', [failedRecord('a', 3)], { state: 'failed', reason: 'gave up' }],
    [
      'given up, although it may exist',
      [sendingRecord('a', 1), failedRecord('a', 3)],
      { state: 'unconfirmed', since: timeAt(1), sent: sendingRecord('a', 1) },
    ],
    [
      'sent twice, and refused the second time',
      [sendingRecord('a', 1), sendingRecord('a', 3), refusedRecord('a', 4)],
      { state: 'unconfirmed', since: timeAt(1), sent: sendingRecord('a', 1) },
    ],
    ['sent twice and found', [sendingRecord('a', 1), sendingRecord('a', 3), doneRecord('a', 4)], created],
    [
      'given up by one run, created by the next',
      [failedRecord('a', 1), runRecord(), sendingRecord('a', 3), doneRecord('a', 4)],
      created,
    ],
  ])('after it was %s', (_, records, expected) => {
    expect(statusesOf([runRecord(), ...records]).get('a')).toEqual(expected)
  })

  test('is tracked separately for each key, and ignores other acts', () => {
    const records = [
      runRecord(),
      sendingRecord('a', 1),
      doneRecord('a', 2),
      sendingRecord('b', 3),
      sendingRecordFor('a', 9, 'close'),
    ]
    expect([...statusesOf(records)].map(([key, { state }]) => [key, state])).toEqual([
      ['a', 'created'],
      ['b', 'unconfirmed'],
    ])
  })

  test.each(['edit', 'close', 'link', 'label'] as const)('does not come from the act %s', (act) => {
    const key = 'label:sep@o/n'
    const records = [sendingRecordFor(key, 1, act), doneRecordFor(key, 2, act)]
    const resent = [...records, sendingRecordFor(key, 3, act, 'r2')]
    expect(statusesOf(resent).has(key)).toBe(false)
  })

  test('stays created, whatever follows', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(sendingRecord, refusedRecord, failedRecord)), (later) => {
        const records = [sendingRecord('a', 1), doneRecord('a', 2), ...later.map((make) => make('a', 3))]
        expect(statusesOf(records).get('a')?.state).toBe('created')
      }),
    )
  })
})
