import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attemptsOf } from '../../src/bulk/ledger/attempts.ts'
import { comparing } from '../../src/bulk/ledger/compare.ts'
import { readLedger } from '../../src/bulk/ledger/read.ts'
import { type Act, type LedgerRecord, printRecord } from '../../src/bulk/ledger/record.ts'
import { statusOf } from '../../src/bulk/ledger/status.ts'
import { nextAt, paceAfter } from '../../src/bulk/pace/pace.ts'
import { failureOf } from '../support/failure.ts'

const FILE = 'plan.ledger.jsonl'
const at = (second: number) => new Date(Date.parse('2026-11-24T10:00:00Z') + second * 1000).toISOString()
const MARKER = '0d3f6c1e-1111-4222-8333-444455556666'
const act = 'create' as const

const run = (plan = 'p1', second = 0): LedgerRecord => ({
  record: 'run',
  at: at(second),
  version: 1,
  plan,
  file: 'plan.csv',
})
const sending = (key: string, second: number, row = 'r1'): LedgerRecord => ({
  record: 'sending',
  at: at(second),
  key,
  act,
  row,
  repo: 'o/n',
  kind: 'issue',
  marker: MARKER,
})
const URL = 'https://github.com/o/n/issues/7'
const done = (key: string, second: number): LedgerRecord => ({
  record: 'done',
  at: at(second),
  key,
  act,
  number: 7,
  url: URL,
})
const reused = (key: string, second: number, row = 'r1'): LedgerRecord => ({
  record: 'reused',
  at: at(second),
  key,
  row,
  number: 7,
  url: URL,
})
type Refused = Extract<LedgerRecord, { record: 'refused' }>
const refused = (key: string, second: number, limit: Refused['limit'] = null): LedgerRecord => ({
  record: 'refused',
  at: at(second),
  key,
  act,
  reason: 'no such label',
  limit,
})
const failed = (key: string, second: number): LedgerRecord => ({
  record: 'failed',
  at: at(second),
  key,
  act,
  reason: 'gave up',
})

const read = (text: string) => readLedger(text.split('\n'), FILE)
const print = (records: readonly LedgerRecord[]) => records.map(printRecord).join('')

type OtherAct = Exclude<Act, 'create'>
const otherSending = (key: string, second: number, other: OtherAct, row = 'r1'): LedgerRecord => ({
  record: 'sending',
  at: at(second),
  key,
  act: other,
  row,
  repo: 'o/n',
  kind: 'issue',
  marker: MARKER,
})
const otherDone = (key: string, second: number, other: OtherAct): LedgerRecord => ({
  record: 'done',
  at: at(second),
  key,
  act: other,
})
const linked = (key: string, second: number) => otherDone(key, second, 'link')
const edited = (key: string, second: number): LedgerRecord => ({
  record: 'done',
  at: at(second),
  key,
  act: 'edit',
  number: 7,
  url: URL,
})

const anyRecord = fc
  .tuple(
    fc.constantFrom(sending, done, reused, refused, failed, linked, edited),
    fc.string({ minLength: 1, unit: 'grapheme' }),
    fc.nat(9999),
  )
  .map(([make, key, second]) => make(key, second))

describe('reading', () => {
  test('is the inverse of printing', () => {
    fc.assert(
      fc.property(fc.array(anyRecord), (records) => {
        expect(read(print([run(), ...records]))).toEqual({ records: [run(), ...records], tail: null })
      }),
    )
  })

  test('a ledger cut off anywhere gives the records that were whole', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { minLength: 1, maxLength: 5 }), fc.nat(), (others, cut) => {
        const records = [run(), ...others]
        const text = print(records)
        const kept = text.slice(0, cut % (text.length + 1))
        const whole = kept.split('\n').length - 1
        const ledger = read(kept)
        expect(ledger.records).toEqual(records.slice(0, whole + (ledger.tail === 'whole' ? 1 : 0)))
        expect(ledger.tail === null).toBe(kept === '' || kept.endsWith('\n'))
      }),
    )
  })

  test('an empty file is a ledger that has not begun', () => {
    expect(read('')).toEqual({ records: [], tail: null })
  })

  test('what a full disk or a lost block leaves at the end is cut off', () => {
    expect(read(`${print([run()])}\0\0\0\0`).tail).toBe('torn')
  })

  test.each([
    [
      '{"record":"do\n',
      'plan.ledger.jsonl:2: this is no record of a ledger (it is not JSON); restore the file, or mend the line',
    ],
    ['\n', 'plan.ledger.jsonl:2: this is no record of a ledger (it is not JSON)'],
    [
      '{"record":"done","at":"now","act":"edit"}\n',
      'plan.ledger.jsonl:2: this is no record of a ledger (at: expected a time',
    ],
    [`${printRecord(sending('a', 1)).replace('"o/n"', '""')}`, '(repo: '],
    [`${printRecord(linked('a', 1)).replace('link', 'create')}`, '(number: '],
    [`${printRecord(linked('a', 1)).replace('link', 'open')}`, '(act: '],
  ])('a line in the middle that is no record is an error with its line: %j', (line, message) => {
    expect(failureOf(() => read(print([run()]) + line + print([run()])))).toContain(message)
  })

  test('a file of other records is not written to', () => {
    expect(failureOf(() => read(print([sending('a', 1)])))).toBe(
      'plan.ledger.jsonl:1: a ledger begins with its run; give --ledger another file',
    )
  })

  test('a person can read it', () => {
    expect(printRecord(done('python', 61))).toBe(
      `{"record":"done","at":"2026-11-24T10:01:01.000Z","key":"python","act":"create","number":7,"url":"${URL}"}\n`,
    )
  })
})

describe('the status of a row', () => {
  const POST = { number: 7, url: URL }
  const created = { state: 'created', row: 'r1', repo: 'o/n', ...POST }
  test.each([
    ['sent and never answered', [sending('a', 1)], { state: 'sent-unknown', since: at(1), sent: sending('a', 1) }],
    ['created', [sending('a', 1), done('a', 2)], created],
    ['reused', [reused('a', 1)], { state: 'reused', row: 'r1', ...POST }],
    ['refused', [sending('a', 1), refused('a', 2)], { state: 'pending', refused: 'no such label' }],
    ['refused, then created', [sending('a', 1), refused('a', 2), sending('a', 3), done('a', 4)], created],
    ['given up', [sending('a', 1), refused('a', 2), failed('a', 3)], { state: 'failed', reason: 'gave up' }],
    ['given up before anything was sent', [failed('a', 3)], { state: 'failed', reason: 'gave up' }],
    [
      'given up, and perhaps there',
      [sending('a', 1), failed('a', 3)],
      { state: 'sent-unknown', since: at(1), sent: sending('a', 1) },
    ],
    [
      'sent twice, the second refused',
      [sending('a', 1), sending('a', 3), refused('a', 4)],
      { state: 'sent-unknown', since: at(1), sent: sending('a', 1) },
    ],
    ['sent twice, found', [sending('a', 1), sending('a', 3), done('a', 4)], created],
    ['given up by one run, created by the next', [failed('a', 1), run(), sending('a', 3), done('a', 4)], created],
  ])('%s', (_, records, expected) => {
    expect(statusOf([run(), ...records]).get('a')).toEqual(expected)
  })

  test('is one for each key, and for each act', () => {
    const records = [run(), sending('a', 1), done('a', 2), sending('b', 3), otherSending('a', 9, 'close')]
    expect([...statusOf(records)].map(([key, { state }]) => [key, state])).toEqual([
      ['a', 'created'],
      ['b', 'sent-unknown'],
    ])
    expect(statusOf(records, 'close').get('a')?.state).toBe('sent-unknown')
    expect(statusOf(records, 'close').has('b')).toBe(false)
  })

  test.each(['edit', 'close', 'link', 'label'] as const)('of %s is done, until it is sent anew', (other) => {
    const key = 'label:sep@o/n'
    const records = [otherSending(key, 1, other), otherDone(key, 2, other)]
    expect(statusOf(records, other).get(key)).toEqual({ state: 'done', row: 'r1', repo: 'o/n' })
    const again = [...records, otherSending(key, 3, other, 'r2')]
    expect(statusOf(again, other).get(key)?.state).toBe('sent-unknown')
    expect(statusOf([...again, otherDone(key, 4, other)], other).get(key)).toMatchObject({ state: 'done', row: 'r2' })
    expect(statusOf(again).has(key)).toBe(false)
  })

  test('nothing that comes after makes a created row one that may be sent', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(sending, refused, failed)), (later) => {
        const records = [sending('a', 1), done('a', 2), ...later.map((make) => make('a', 3))]
        expect(statusOf(records).get('a')?.state).toBe('created')
      }),
    )
  })
})

describe('what the pace learns', () => {
  test('each mutation, with the time between in which it was counted', () => {
    const limit = { kind: 'secondary-limit', retryAfter: 30 } as const
    const records = [
      run(),
      sending('a', 0),
      done('a', 1),
      sending('b', 2),
      sending('b', 20),
      refused('b', 21, limit),
      sending('c', 60),
      refused('c', 61),
      reused('d', 62),
      sending('e', 70),
    ]
    const ms = (second: number) => Date.parse(at(second))
    expect(attemptsOf(records)).toEqual([
      { sent: ms(0), settled: ms(1), refused: null },
      { sent: ms(2), settled: ms(12), refused: null },
      { sent: ms(20), settled: ms(21), refused: limit },
      { sent: ms(70), settled: ms(80), refused: null },
    ])
  })

  test('a reset that GitHub named is still waited for by the next run', () => {
    const records = [run(), sending('a', 0), refused('a', 1, { kind: 'primary-limit', resetAt: at(900) })]
    expect(nextAt(paceAfter(attemptsOf(records)), Date.parse(at(10)))).toBe(Date.parse(at(901)))
  })
})

describe('the plan that a ledger belongs to', () => {
  const rows = { a: 'r1', b: 'r1', c: 'r1' }
  const records = [run(), sending('a', 1), done('a', 2), reused('b', 3), sending('c', 4), refused('c', 5)]
  const against = (now: Readonly<Record<string, string>>, of: readonly LedgerRecord[] = records) => {
    const comparison = comparing(of, FILE, 'plan.csv')
    for (const [key, hash] of Object.entries(now)) comparison.see({ key, hash })
    return comparison.end()
  }

  test('is the same', () => {
    expect(against(rows)).toMatchObject({ changed: [], gone: [] })
  })

  test('was mended: what changed of the rows that are there is told', () => {
    expect(against({ ...rows, a: 'r2', c: 'r2', d: 'r1' })).toMatchObject({ changed: ['a'], gone: [] })
    expect(against({ a: 'r1', d: 'r1' })).toMatchObject({ changed: [], gone: ['b'] })
  })

  test.each([
    ['shares no row', { x: 'r1' }],
    ['shares keys alone', { a: 'r2', b: 'r2', c: 'r2' }],
    ['is empty', {}],
  ])('is another, when it %s', (_, other) => {
    expect(failureOf(() => against(other))).toBe(
      'plan.ledger.jsonl belongs to another plan: of the 3 rows that it began, plan.csv holds none as it was; give --ledger another file, or undo the change',
    )
  })

  test('is any, before a row was begun', () => {
    expect(against({ x: 'r1' }, [run()])).toMatchObject({ changed: [], gone: [] })
  })

  test('is the one of any run with its hash, though no row was begun as it is', () => {
    const now = { a: 'r2', x: 'r1' }
    const { plan } = against(now, [])
    expect(against(now, [...records, run(plan, 9)])).toEqual({ changed: ['a'], gone: ['b'], plan })
  })

  test('is told by a hash of its rows, in their order', () => {
    const plan = (now: Readonly<Record<string, string>>) => against(now, []).plan
    expect(plan(rows)).toBe(plan({ ...rows }))
    expect(plan(rows)).not.toBe(plan({ ...rows, a: 'r2' }))
    expect(plan(rows)).not.toBe(plan({ b: 'r1', a: 'r1', c: 'r1' }))
    expect(plan({ a: 'b' })).not.toBe(plan({ '': 'ab' }))
  })
})
