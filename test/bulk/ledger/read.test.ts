import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printRecord } from '../../../src/bulk/ledger/record.ts'
import { failureOf } from '../../support/failure.ts'
import { anyRecord, done, linked, print, read, run, sending, URL } from '../../support/ledgers.ts'

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
      'plan.ledger.jsonl:2: this is not a record of a ledger (it is not JSON); restore the file, or fix the line',
    ],
    ['\n', 'plan.ledger.jsonl:2: this is not a record of a ledger (it is not JSON)'],
    [
      '{"record":"done","at":"now","act":"edit"}\n',
      'plan.ledger.jsonl:2: this is not a record of a ledger (at: expected a time',
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
