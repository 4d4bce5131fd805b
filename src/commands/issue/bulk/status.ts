import type { App } from '../../../app.ts'
import type { LedgerRecord } from '../../../bulk/ledger/record.ts'
import { closedPostTest, PENDING, type Status, statusesOf } from '../../../bulk/ledger/status.ts'
import { EXIT, type ExitCode, Failure } from '../../../errors.ts'
import { defaultLedgerPath, readLedgerFile, undoLedgerPath } from '../../../storage/ledger-file.ts'
import { jsonLine } from '../../../terminal/json.ts'
import { statusView } from '../../../terminal/views/bulk/status.ts'
import { shellOf } from '../../../text/shell.ts'
import type { IssueBulkOptions } from './command.ts'
import { type LedgerPlan, readLedgerPlan } from './ledger-plan.ts'
import { applyCommand } from './session.ts'

/** Shows what the ledgers say about each row, without asking GitHub. */
export async function showStatus(app: App, path: string, options: IssueBulkOptions): Promise<ExitCode> {
  const records = await readLedgerFile(app, path)
  const lastRun = records.findLast((record) => record.record === 'run')
  if (lastRun === undefined)
    throw new Failure('file', `${path}: ledger not found`, { hint: 'the first --apply creates it' })
  const isClosed = closedPostTest(await readLedgerFile(app, undoLedgerPath(path)))
  const { titles, unstarted, reported, keys, plan } = await readLedgerPlan(app, path, records, options)
  // Leaves out rows without a post that the plan no longer has, because they may be in the plan under another title and key.
  const startedRows = [...statusesOf(records)]
    .filter(([key, status]) => keys === null || keys.has(key) || !hasNoPost(status))
    .map(([key, status]) => ({
      key,
      title: titles.get(key) ?? null,
      ...('url' in status && isClosed(key, status.url) ? closedState(status.url) : rowState(status)),
    }))
  const rows = [
    ...startedRows,
    ...reported.map((key) => ({ key, title: null, state: 'reported' as const, url: null, why: null })),
    ...(unstarted ?? []).map((key) => ({ key, title: titles.get(key) ?? null, ...rowState(PENDING) })),
  ]
  const counts = countStates(rows, unstarted === null ? (lastRun.rows ?? 0) : rows.length)
  const unfinishedCount = counts.failed + counts.pending + counts.unknown
  const { out } = app.terminal
  const runInfo = { ledger: path, plan: lastRun.file, runs: countRuns(records) }
  if (options.json === true) {
    for (const row of rows) out.write(jsonLine(row))
    out.write(jsonLine({ ...counts, ...runInfo, lastRun: lastRun.at }))
  } else {
    const resume = unfinishedCount === 0 || plan === null ? null : resumeCommand(app, path, plan, options)
    const shown = { ...runInfo, lastRun: new Date(lastRun.at), rows, counts, resume }
    out.write(statusView(shown, await out.style(), out.columns))
  }
  return unfinishedCount === 0 ? EXIT.done : EXIT.incomplete
}

function resumeCommand(
  { env }: App,
  ledgerPath: string,
  { path: planPath, repo }: NonNullable<LedgerPlan['plan']>,
  options: IssueBulkOptions,
): string {
  const ledgerOption = ledgerPath === defaultLedgerPath(planPath) ? {} : { ledger: ledgerPath }
  return applyCommand(planPath, { ...options, ...ledgerOption, ...(repo === null ? {} : { repo }) }, shellOf(env))
}

function hasNoPost({ state }: Status): boolean {
  return state === 'failed' || state === 'pending'
}

type RowState = {
  readonly state: 'created' | 'reused' | 'closed' | 'reported' | 'failed' | 'pending' | 'unknown'
  readonly url: string | null
  readonly why: string | null
}

function closedState(url: string): RowState {
  return { state: 'closed', url, why: null }
}

function rowState(status: Status): RowState {
  switch (status.state) {
    case 'created':
    case 'reused':
      return { state: status.state, url: status.url, why: null }
    case 'failed':
      return { state: 'failed', url: null, why: status.reason }
    case 'pending':
      return { state: 'pending', url: null, why: status.refused }
    case 'unconfirmed':
      return { state: 'unknown', url: null, why: 'it was sent, and the next run checks whether it arrived' }
    default:
      return status satisfies never
  }
}

/** @param total the number of rows of the plan; those that are not in `rows` count as pending */
function countStates(rows: readonly RowState[], total: number): { readonly [S in RowState['state']]: number } {
  const counts = { created: 0, reused: 0, closed: 0, reported: 0, failed: 0, pending: 0, unknown: 0 }
  for (const { state } of rows) counts[state]++
  return { ...counts, pending: counts.pending + Math.max(0, total - rows.length) }
}

function countRuns(records: readonly LedgerRecord[]): number {
  return records.filter(({ record }) => record === 'run').length
}
