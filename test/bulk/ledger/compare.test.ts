import { describe, expect, test } from 'vitest'
import { LedgerComparison } from '../../../src/bulk/ledger/compare.ts'
import type { LedgerRecord } from '../../../src/bulk/ledger/record.ts'
import { statusesOf } from '../../../src/bulk/ledger/status.ts'
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
const parsed = planRow({ at: POSITION, content: { title: 'A' } }, { repo: 'o/n' })
if (!parsed.ok) throw new Error('the row is not valid')
const ROW = parsed.value

describe('a plan that is compared with a ledger', () => {
  const hashesByKey = { a: 'r1', b: 'r1', c: 'r1' }
  const records = [
    runRecord(),
    sendingRecord('a', 1),
    doneRecord('a', 2),
    reusedRecord('b', 3),
    sendingRecord('c', 4),
    refusedRecord('c', 5),
  ]
  const compareWith = (hashes: Readonly<Record<string, string>>, ledger: readonly LedgerRecord[] = records) => {
    const comparison = new LedgerComparison(ledger, statusesOf(ledger), { ledger: LEDGER_FILE, plan: 'plan.csv' })
    for (const [key, hash] of Object.entries(hashes)) comparison.add({ ...ROW, key, hash })
    return comparison.finish()
  }

  test('is recognized when nothing changed', () => {
    expect(compareWith(hashesByKey)).toMatchObject({ changed: [], gone: [] })
  })

  test('is recognized after a correction, and rows with a post are reported if they changed or are missing', () => {
    expect(compareWith({ ...hashesByKey, a: 'r2', c: 'r2', d: 'r1' })).toMatchObject({ changed: ['a'], gone: [] })
    expect(compareWith({ a: 'r1', d: 'r1' })).toMatchObject({ changed: [], gone: ['b'] })
  })

  test.each([
    ['shares no row', { x: 'r3' }],
    ['shares only keys', { a: 'r2', b: 'r2', c: 'r2' }],
    ['is empty', {}],
  ])('is rejected when it %s', (_, other) => {
    expect(failureOf(() => compareWith(other))).toBe(
      'plan.ledger.jsonl belongs to another plan: every row that it names is changed or missing in plan.csv; undo the change to the plan; or, if it is another plan, pass another file to --ledger',
    )
  })

  test('is recognized without the rows that have a post, if its file has the same name, and it has no more rows than before', () => {
    const lastRun = { ...runRecord('p0', 6), rows: 4 }
    const compareAfter = (run: LedgerRecord) => compareWith({ x: 'r3', c: 'r2' }, [...records, run])
    expect(compareAfter(lastRun)).toMatchObject({ changed: [], gone: ['a', 'b'] })
    for (const run of [
      { ...lastRun, rows: 3 },
      { ...lastRun, file: 'other.csv' },
    ])
      expect(failureOf(() => compareAfter(run))).toContain('belongs to another plan')
  })

  test('is accepted before any row was started', () => {
    expect(compareWith({ x: 'r1' }, [runRecord()])).toMatchObject({ changed: [], gone: [] })
  })

  test('is recognized by the hash of an earlier run, even if every started row has changed', () => {
    const changed = { a: 'r2', x: 'r1' }
    const { planHash } = compareWith(changed, [])
    expect(compareWith(changed, [...records, runRecord(planHash, 9)])).toMatchObject({
      changed: ['a'],
      gone: ['b'],
      orphans: [],
      planHash,
    })
  })

  test('has a hash that depends on the keys, the hashes and the order of its rows', () => {
    const planHashOf = (hashes: Readonly<Record<string, string>>) => compareWith(hashes, []).planHash
    expect(planHashOf(hashesByKey)).toBe(planHashOf({ ...hashesByKey }))
    expect(planHashOf(hashesByKey)).not.toBe(planHashOf({ ...hashesByKey, a: 'r2' }))
    expect(planHashOf(hashesByKey)).not.toBe(planHashOf({ b: 'r1', a: 'r1', c: 'r1' }))
    expect(planHashOf({ a: 'b' })).not.toBe(planHashOf({ '': 'ab' }))
  })
})
