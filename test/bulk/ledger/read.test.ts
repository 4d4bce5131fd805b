import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printRecord } from '../../../src/bulk/ledger/record.ts'
import { failureOf } from '../../support/failure.ts'
import {
  anyRecord,
  doneRecord,
  ISSUE_URL,
  linkedRecord,
  printRecords,
  readRecords,
  runRecord,
  sendingRecord,
} from '../../support/ledgers.ts'

describe('parseLedger', () => {
  test('is the inverse of printing', () => {
    fc.assert(
      fc.property(fc.array(anyRecord), (records) => {
        expect(readRecords(printRecords([runRecord(), ...records]))).toEqual({
          records: [runRecord(), ...records],
          tail: null,
        })
      }),
    )
  })

  test('returns the complete records of a ledger that was cut off anywhere', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { minLength: 1, maxLength: 5 }), fc.nat(), (others, cut) => {
        const records = [runRecord(), ...others]
        const text = printRecords(records)
        const kept = text.slice(0, cut % (text.length + 1))
        const completeLines = kept.split('\n').length - 1
        const ledger = readRecords(kept)
        // A last line that lacks only its newline is a whole record.
        expect(ledger.records).toEqual(records.slice(0, completeLines + (ledger.tail === 'whole' ? 1 : 0)))
        expect(ledger.tail === null).toBe(kept === '' || kept.endsWith('\n'))
      }),
    )
  })

  test('accepts an empty file as a new ledger', () => {
    expect(readRecords('')).toEqual({ records: [], tail: null })
  })

  test('drops the null bytes that a full disk or a lost block can leave at the end', () => {
    expect(readRecords(`${printRecords([runRecord()])}\0\0\0\0`)).toEqual({ records: [runRecord()], tail: 'torn' })
  })

  test.each([
    [
      '{"record":"do\n',
      'plan.ledger.jsonl:2: this is not a ledger record (it is not JSON); restore the file, or fix the line',
    ],
    ['\n', 'plan.ledger.jsonl:2: this is not a ledger record (it is not JSON)'],
    [
      '{"record":"done","at":"now","act":"edit"}\n',
      'plan.ledger.jsonl:2: this is not a ledger record (at: expected a time',
    ],
    [
      `${printRecord(sendingRecord('a', 1)).replace('"o/n"', '""')}`,
      'plan.ledger.jsonl:2: this is not a ledger record (repo: ',
    ],
    [
      `${printRecord(linkedRecord('a', 1)).replace('link', 'create')}`,
      'plan.ledger.jsonl:2: this is not a ledger record (number: it is missing)',
    ],
    [
      `${printRecord(linkedRecord('a', 1)).replace('link', 'open')}`,
      'plan.ledger.jsonl:2: this is not a ledger record (act: ',
    ],
  ])('reports an invalid line in the middle with its line number: %j', (line, message) => {
    expect(failureOf(() => readRecords(printRecords([runRecord()]) + line + printRecords([runRecord()])))).toContain(
      message,
    )
  })

  test('rejects a file that does not begin with a run', () => {
    expect(failureOf(() => readRecords(printRecords([sendingRecord('a', 1)])))).toBe(
      'plan.ledger.jsonl:1: this is not a ledger, because its first record is not a run; pass another file to --ledger',
    )
  })
})

test('a record is printed as one line of JSON', () => {
  expect(printRecord(doneRecord('python', 61))).toBe(
    `{"record":"done","at":"2026-11-24T10:01:01.000Z","key":"python","act":"create","number":7,"url":"${ISSUE_URL}"}\n`,
  )
})
