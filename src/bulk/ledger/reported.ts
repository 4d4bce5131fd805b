import { hashOf } from '../../system/hash.ts'
import type { PlannedRow } from '../plan/planned-row.ts'
import { partsOf } from './compare.ts'
import type { LedgerRecord, RecordOf } from './record.ts'

/** Records that a row became a private report. @param isBodyShared whether other rows of the plan have the same body */
export function reportedRecord(row: PlannedRow, at: string, isBodyShared: boolean): RecordOf<'reported'> {
  const { title, body } = partsOf(row)
  return { record: 'reported', at, rowKey: hashOf(row.key), title, body: isBodyShared ? null : body }
}

/** Returns a function that recognizes a row that became a private report, also after a part of it was changed. */
export function reportedRows(records: readonly LedgerRecord[]): (row: PlannedRow) => boolean {
  const reported = records.filter((record) => record.record === 'reported')
  if (reported.length === 0) return () => false
  return (row) => {
    const { title, body } = partsOf(row)
    const keyHash = hashOf(row.key)
    return reported.some(
      (record) => record.rowKey === keyHash || record.title === title || (body !== null && record.body === body),
    )
  }
}
