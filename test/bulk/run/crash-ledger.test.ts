import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Files } from '../../../src/app.ts'
import { type LedgerRecord, parseLedger } from '../../../src/bulk/ledger/record.ts'
import { Failure } from '../../../src/errors.ts'
import { withLedger } from '../../../src/storage/ledger-file.ts'
import { realFiles } from '../../support/folder.ts'

const RUN: LedgerRecord = {
  record: 'run',
  at: '2026-11-24T09:30:00.000Z',
  version: 1,
  plan: 'abc',
  file: 'plan.yaml',
}
const FAILED: LedgerRecord = {
  record: 'failed',
  at: '2026-11-24T09:30:00.000Z',
  key: 'one',
  act: 'create',
  reason: 'the disk is full',
}

/** The files, on a disk that writes only half of the record with this number, and then works again. */
function filesFailingAtRecord(recordNumber: number, files: Files): Files {
  let appended = 0
  return {
    ...files,
    log: (path) => {
      const log = files.log(path)
      return {
        ...log,
        append: async (text) => {
          appended += 1
          if (appended !== recordNumber) return log.append(text)
          await log.append(text.slice(0, text.length / 2))
          throw new Failure('file', `${path}: the disk is full`)
        },
      }
    },
  }
}

test('after a record that was cut off by a full disk, the next one starts on its own line', async () => {
  const { files, at } = realFiles()
  await withLedger({ env: {}, files: filesFailingAtRecord(2, files) }, 'ledger.jsonl', async ({ append }) => {
    await append(RUN)
    await expect(append(FAILED)).rejects.toThrow('the disk is full')
    await append(FAILED)
  })
  const { records, tail } = parseLedger(readFileSync(at('ledger.jsonl'), 'utf8').split('\n'), 'ledger.jsonl')
  expect(records).toEqual([RUN, FAILED])
  expect(tail).toBeNull()
})
