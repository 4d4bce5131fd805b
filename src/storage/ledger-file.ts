import type { App, Log } from '../app.ts'
import { type LedgerRecord, postAt, printRecord, readLedger } from '../bulk/ledger/record.ts'
import { Failure } from '../errors.ts'
import { pageHosts } from '../github/endpoints.ts'

/** The ledger in which `--undo` records what it closes. */
export function undoLedgerOf(path: string): string {
  return `${path}.undo.jsonl`
}

export async function readLedgerFile(app: App, path: string): Promise<readonly LedgerRecord[]> {
  const { records } = readLedger((await app.files.log(path).read()).split('\n'), path)
  checkHosts(app, records, path)
  return records
}

/** A ledger that only this run writes to. */
export type OpenLedger = {
  readonly records: readonly LedgerRecord[]
  append(record: LedgerRecord): Promise<void>
}

/** Locks the ledger while `act` runs. @throws Failure (file) if another run is using it. */
export async function withLedger<T>(
  app: Pick<App, 'files' | 'env'>,
  path: string,
  act: (ledger: OpenLedger) => Promise<T>,
): Promise<T> {
  const release = await app.files.lock(path)
  const log = app.files.log(path)
  try {
    const records = await readAndRepair(log, path)
    checkHosts(app, records, path)
    return await act({ records, append: appendTo(log) })
  } finally {
    await log.close()
    await release()
  }
}

/** @throws Failure (validation) if an address would lead a person to another server than the one that we ask. */
function checkHosts({ env }: Pick<App, 'env'>, records: readonly LedgerRecord[], path: string): void {
  const hosts = pageHosts(env)
  for (const record of records) {
    if (!('url' in record) || record.url === undefined || hosts.includes(postAt(record.url).host)) continue
    const other = postAt(record.url).host
    throw new Failure('validation', `${path}: it has posts on ${other}, not on ${hosts[0]}`, {
      hint: 'pass another file to --ledger',
    })
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
