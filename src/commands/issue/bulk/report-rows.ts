import type { PlanSummary } from '../../../bulk/inspect/summary.ts'
import type { LedgerRecord } from '../../../bulk/ledger/record.ts'
import { contentHashOf, reportedRecord } from '../../../bulk/ledger/status.ts'
import type { PlannedRow } from '../../../bulk/plan/planned-row.ts'
import { CancelledError, Failure } from '../../../errors.ts'
import { type OpenLedger, recordNamedLedger } from '../../../storage/ledger-file.ts'
import { plain } from '../../../text/quote.ts'
import type { BulkSession } from './session.ts'

/** The ledger that records which rows became reports. `runRecord`: the first record of a new ledger. */
export type ReportTarget = { readonly openLedger: OpenLedger; readonly runRecord: () => LedgerRecord }

/** Offers to report the rows that may describe a vulnerability. A row that became a report is never posted. */
export async function offerReports(session: BulkSession, summary: PlanSummary, target: ReportTarget): Promise<void> {
  const { context, options, prompter } = session
  const reportableKeys = new Set(summary.problems.flatMap(({ check, key }) => (check === 'vulnerability' ? [key] : [])))
  if (reportableKeys.size === 0 || prompter === null) return
  const { offerReport } = await import('../../shared/offer-report.ts')
  const { rows, contentCounts } = await rowsWithKeys(session, reportableKeys)
  const policyOption = options.policy === undefined ? {} : { policy: options.policy }
  const recordReported = createReportRecorder(session, target)
  let hasReported = false
  for (const row of rows) {
    const { title, body, fields, repo } = row.draft
    try {
      const code = await offerReport(context, {
        findings: [{ check: 'vulnerability', severity: 'block' }],
        path: null,
        writtenText: { title, text: body === '' ? Object.values(fields).flat().join('\n\n') : body, repo },
        options: policyOption,
        onStart: () => recordReported(row, { isContentShared: (contentCounts.get(contentHashOf(row)) ?? 0) > 1 }),
      })
      hasReported ||= code !== null
    } catch (error) {
      // The exit code of a cancelled run promises that nothing was sent.
      if (error instanceof CancelledError && hasReported) return
      throw error
    }
  }
}

/** `contentCounts`: how many rows of the plan have the same body or the same answers, by the hash of that content. */
async function rowsWithKeys({ input }: BulkSession, keys: ReadonlySet<string | null>) {
  const rows: PlannedRow[] = []
  const contentCounts = new Map<string | null, number>()
  for await (const row of input.rows()) {
    if (!row.ok) continue
    const hash = contentHashOf(row.value)
    contentCounts.set(hash, (contentCounts.get(hash) ?? 0) + 1)
    if (keys.has(row.value.key)) rows.push(row.value)
  }
  return { rows, contentCounts }
}

/** Returns a function that records in the ledger that a row became a private report, and makes the plan private. */
function createReportRecorder({ app, input, plan, ledger }: BulkSession, { openLedger, runRecord }: ReportTarget) {
  const { records, append } = openLedger
  let hasRunRecord = records.length > 0
  return async (row: PlannedRow, { isContentShared }: { readonly isContentShared: boolean }): Promise<void> => {
    if (!hasRunRecord) await append(runRecord())
    hasRunRecord = true
    await append(reportedRecord(row, app.clock.now().toISOString(), { isContentShared }))
    // Lets a copy of the plan find this ledger.
    await recordNamedLedger(app, ledger)
    const which = row.at.row === 0 ? 'The tracker' : `Row ${row.at.row}`
    const note = input.isStream ? '' : await makePlanPrivate(app, plan)
    app.terminal.err.write(plain(`${which} of ${input.name} cannot be posted: remove it from the plan.${note}\n`))
  }
}

/** Returns a sentence that says who can read the plan. A plan that belongs to somebody else cannot be made private. */
async function makePlanPrivate({ files }: BulkSession['app'], plan: string): Promise<string> {
  try {
    await files.makePrivate(plan)
    return ' Only you can read the plan file now.'
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return ' Others may still be able to read the plan file.'
  }
}
