import fc from 'fast-check'
import { type Act, type LedgerRecord, printRecord, readLedger } from '../../src/bulk/ledger/record.ts'

export const FILE = 'plan.ledger.jsonl'
export const timeAt = (second: number) => new Date(Date.parse('2026-11-24T10:00:00Z') + second * 1000).toISOString()
export const MARKER = '0d3f6c1e-1111-4222-8333-444455556666'
export const act = 'create' as const

export const run = (plan = 'p1', second = 0): LedgerRecord => ({
  record: 'run',
  at: timeAt(second),
  version: 1,
  plan,
  file: 'plan.csv',
})
export const sending = (key: string, second: number, row = 'r1'): LedgerRecord => ({
  record: 'sending',
  at: timeAt(second),
  key,
  act,
  row,
  repo: 'o/n',
  kind: 'issue',
  marker: MARKER,
})
export const URL = 'https://github.com/o/n/issues/7'
export const done = (key: string, second: number): LedgerRecord => ({
  record: 'done',
  at: timeAt(second),
  key,
  act,
  number: 7,
  url: URL,
})
export const reusedRecord = (key: string, second: number, row = 'r1'): LedgerRecord => ({
  record: 'reused',
  at: timeAt(second),
  key,
  row,
  number: 7,
  url: URL,
})
export type Refused = Extract<LedgerRecord, { record: 'refused' }>
export const refusedRecord = (key: string, second: number, limit: Refused['limit'] = null): LedgerRecord => ({
  record: 'refused',
  at: timeAt(second),
  key,
  act,
  reason: 'no such label',
  limit,
})
export const failedRecord = (key: string, second: number): LedgerRecord => ({
  record: 'failed',
  at: timeAt(second),
  key,
  act,
  reason: 'gave up',
})

export const read = (text: string) => readLedger(text.split('\n'), FILE)
export const print = (records: readonly LedgerRecord[]) => records.map(printRecord).join('')

export type OtherAct = Exclude<Act, 'create'>
export const otherSending = (key: string, second: number, other: OtherAct, row = 'r1'): LedgerRecord => ({
  record: 'sending',
  at: timeAt(second),
  key,
  act: other,
  row,
  repo: 'o/n',
  kind: 'issue',
  marker: MARKER,
})
export const otherDone = (key: string, second: number, other: OtherAct): LedgerRecord => ({
  record: 'done',
  at: timeAt(second),
  key,
  act: other,
})
export const linkedRecord = (key: string, second: number) => otherDone(key, second, 'link')
export const editedRecord = (key: string, second: number): LedgerRecord => ({
  record: 'done',
  at: timeAt(second),
  key,
  act: 'edit',
  number: 7,
  url: URL,
})

export const anyRecord = fc
  .tuple(
    fc.constantFrom(sending, done, reusedRecord, refusedRecord, failedRecord, linkedRecord, editedRecord),
    fc.string({ minLength: 1, unit: 'grapheme' }),
    fc.nat(9999),
  )
  .map(([make, key, second]) => make(key, second))
