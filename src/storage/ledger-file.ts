import type { App, Log } from '../app.ts'
import { readLedger } from '../bulk/ledger/read.ts'
import { type LedgerRecord, printRecord } from '../bulk/ledger/record.ts'

/** The ledger in which `--undo` records what it closes. */
export function undoLedgerOf(path: string): string {
  return `${path}.undo.jsonl`
}

export async function readLedgerFile(app: App, path: string): Promise<readonly LedgerRecord[]> {
  return readLedger((await app.files.log(path).read()).split('\n'), path).records
}

/** A ledger that only this run writes to. */
export type OpenLedger = {
  readonly records: readonly LedgerRecord[]
  append(record: LedgerRecord): Promise<void>
}

/** Locks the ledger while `act` runs. @throws Failure (file) if another run is using it. */
export async function withLedger<T>(
  app: Pick<App, 'files'>,
  path: string,
  act: (ledger: OpenLedger) => Promise<T>,
): Promise<T> {
  const release = await app.files.lock(path)
  const log = app.files.log(path)
  try {
    const records = await readAndRepair(log, path)
    return await act({ records, append: appendTo(log) })
  } finally {
    await log.close()
    await release()
  }
}

/** Removes the part of a record that a full disk cut off, before the next record is written. */
function appendTo(log: Log): OpenLedger['append'] {
  let isTorn = false
  return async (record) => {
    if (isTorn) await log.cutTail()
    isTorn = true
    await log.append(printRecord(record))
    isTorn = false
  }
}

/** Reads a ledger, and repairs its end if a run died while it was writing. */
async function readAndRepair(log: Log, path: string): Promise<readonly LedgerRecord[]> {
  const { records, tail } = readLedger((await log.read()).split('\n'), path)
  if (tail === 'torn') await log.cutTail()
  if (tail === 'whole') await log.append('\n')
  return records
}
