import fc from 'fast-check'
import { type Action, type LedgerRecord, parseLedger, printRecord } from '../../src/bulk/ledger/record.ts'

export const LEDGER_FILE = 'plan.ledger.jsonl'
export const timeAt = (second: number) => new Date(Date.parse('2026-11-24T10:00:00Z') + second * 1000).toISOString()
export const MARKER = '0d3f6c1e-1111-4222-8333-444455556666'
export const ACT = 'create' as const

export const runRecord = (plan = 'p1', second = 0): LedgerRecord => ({
  record: 'run',
  at: timeAt(second),
  version: 1,
  plan,
  file: 'plan.csv',
})
export const sendingRecord = (key: string, second: number, row = 'r1') => sendingRecordFor(key, second, ACT, row)
export const ISSUE_URL = 'https://github.com/o/n/issues/7'
export const doneRecord = (key: string, second: number): LedgerRecord => ({
  record: 'done',
  at: timeAt(second),
  key,
  act: ACT,
  number: 7,
  url: ISSUE_URL,
})
export const reusedRecord = (key: string, second: number, row = 'r1'): LedgerRecord => ({
  record: 'reused',
  at: timeAt(second),
  key,
  row,
  number: 7,
  url: ISSUE_URL,
})
export type Refused = Extract<LedgerRecord, { record: 'refused' }>
export const refusedRecord = (key: string, second: number, limit: Refused['limit'] = null): LedgerRecord => ({
  record: 'refused',
  at: timeAt(second),
  key,
  act: ACT,
  reason: 'no such label',
  limit,
})
export const failedRecord = (key: string, second: number): LedgerRecord => ({
  record: 'failed',
  at: timeAt(second),
  key,
  act: ACT,
  reason: 'gave up',
})

export const readRecords = (text: string) => parseLedger(text.split('\n'), LEDGER_FILE)
export const printRecords = (records: readonly LedgerRecord[]) => records.map(printRecord).join('')

export type OtherAction = Exclude<Action, 'create'>
export const sendingRecordFor = (key: string, second: number, act: Action, row = 'r1'): LedgerRecord => ({
  record: 'sending',
  at: timeAt(second),
  key,
  act,
  row,
  repo: 'o/n',
  kind: 'issue',
  marker: MARKER,
})
export const doneRecordFor = (key: string, second: number, act: OtherAction): LedgerRecord => ({
  record: 'done',
  at: timeAt(second),
  key,
  act,
})
export const linkedRecord = (key: string, second: number) => doneRecordFor(key, second, 'link')
export const editedRecord = (key: string, second: number): LedgerRecord => ({
  record: 'done',
  at: timeAt(second),
  key,
  act: 'edit',
  number: 7,
  url: ISSUE_URL,
})

/** A record of any kind except `run` and `missing`. */
export const anyRecord = fc
  .tuple(
    fc.constantFrom(sendingRecord, doneRecord, reusedRecord, refusedRecord, failedRecord, linkedRecord, editedRecord),
    fc.string({ minLength: 1, unit: 'grapheme' }),
    fc.nat(9999),
  )
  .map(([make, key, second]) => make(key, second))
