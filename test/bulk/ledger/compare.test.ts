import { describe, expect, test } from 'vitest'
import { compareWithLedger } from '../../../src/bulk/ledger/compare.ts'
import type { LedgerRecord } from '../../../src/bulk/ledger/record.ts'
import { planRow } from '../../../src/bulk/plan/planned-row.ts'
import { failureOf } from '../../support/failure.ts'
import {
  doneRecord,
  LEDGER_FILE,
  refusedRecord,
  reusedRecord,
  runRecord,
  sendingRecord,
} from '../../support/ledgers.ts'

const POSITION = { file: 'plan.csv', line: null, row: 1 }
const read = planRow({ at: POSITION, content: { title: 'A' } }, 'o/n')
if (!read.ok) throw new Error('a valid row')
const ROW = read.value

describe('a plan that is compared with a ledger', () => {
  const rows = { a: 'r1', b: 'r1', c: 'r1' }
  const records = [
    runRecord(),
    sendingRecord('a', 1),
    doneRecord('a', 2),
    reusedRecord('b', 3),
    sendingRecord('c', 4),
    refusedRecord('c', 5),
  ]
  const compareWith = (now: Readonly<Record<string, string>>, of: readonly LedgerRecord[] = records) => {
    const comparison = compareWithLedger(of, LEDGER_FILE, 'plan.csv')
    for (const [key, hash] of Object.entries(now)) comparison.add({ ...ROW, key, hash })
    return comparison.finish()
  }

  test('is recognized when nothing changed', () => {
    expect(compareWith(rows)).toMatchObject({ changed: [], gone: [] })
  })

  test('is recognized after a correction, and the changed rows are reported', () => {
    expect(compareWith({ ...rows, a: 'r2', c: 'r2', d: 'r1' })).toMatchObject({ changed: ['a'], gone: [] })
    expect(compareWith({ a: 'r1', d: 'r1' })).toMatchObject({ changed: [], gone: ['b'] })
  })

  test.each([
    ['shares no row', { x: 'r1' }],
    ['shares only keys', { a: 'r2', b: 'r2', c: 'r2' }],
    ['is empty', {}],
  ])('is rejected when it %s', (_, other) => {
    expect(failureOf(() => compareWith(other))).toBe(
      'plan.ledger.jsonl belongs to another plan: every row that it names is changed or missing in plan.csv; pass another file to --ledger, or undo the change to the plan',
    )
  })

  test('is accepted before any row was started', () => {
    expect(compareWith({ x: 'r1' }, [runRecord()])).toMatchObject({ changed: [], gone: [] })
  })

  test('is recognized by the hash of an earlier run, even if every started row has changed', () => {
    const now = { a: 'r2', x: 'r1' }
    const { planHash } = compareWith(now, [])
    expect(compareWith(now, [...records, runRecord(planHash, 9)])).toMatchObject({
      changed: ['a'],
      gone: ['b'],
      orphans: [],
      planHash,
    })
  })

  test('is recognized by a hash of its rows in their order', () => {
    const plan = (now: Readonly<Record<string, string>>) => compareWith(now, []).planHash
    expect(plan(rows)).toBe(plan({ ...rows }))
    expect(plan(rows)).not.toBe(plan({ ...rows, a: 'r2' }))
    expect(plan(rows)).not.toBe(plan({ b: 'r1', a: 'r1', c: 'r1' }))
    expect(plan({ a: 'b' })).not.toBe(plan({ '': 'ab' }))
  })
})
