import { Failure } from '../../errors.ts'
import { excerpt } from '../../text/quote.ts'
import type { PlannedRow } from '../plan/planned-row.ts'
import { type Parsed, positionText } from '../rows/row.ts'
import type { LedgerRecord } from './record.ts'
import { statusesOf } from './status.ts'

type Rows = AsyncIterable<Parsed<PlannedRow>>

/**
 * Earlier versions read the number 1.50 in JSON as 1.5, which may have changed the key of a row. If the ledger has a row under such
 * a former key, the row would look new, and would be created a second time. So this function refuses the plan.
 * @param former the rows as those versions read them, in the same order
 * @throws Failure (validation)
 */
export async function refuseFormerKeys(records: readonly LedgerRecord[], rows: Rows, former: Rows): Promise<void> {
  const statuses = statusesOf(records)
  const formerRows = former[Symbol.asyncIterator]()
  try {
    for await (const row of rows) {
      const { done, value: earlier } = await formerRows.next()
      if (done === true) return
      if (!row.ok || !earlier.ok || row.value.at.row !== earlier.value.at.row) continue
      const [key, formerKey] = [row.value.key, earlier.value.key]
      if (key === formerKey || statuses.has(key) || !statuses.has(formerKey)) continue
      throw new Failure(
        'validation',
        `${positionText(row.value.at)}: an earlier version of mcp-comms read a number in this row differently, such as 1.50 as 1.5, so the ledger has this row under the key "${excerpt(formerKey)}". Nothing was sent`,
        {
          hint: 'Write the number as that version read it, in quotes ("1.5"), or give the row another "key" if it is another post',
        },
      )
    }
  } finally {
    // Otherwise the file would stay open.
    await formerRows.return?.()
  }
}
