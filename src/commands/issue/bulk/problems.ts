import type { InspectedRow } from '../../../bulk/inspect/inspect.ts'
import { type RowProblem, withSharedMessages } from '../../../bulk/inspect/problems.ts'
import type { PlanSummary } from '../../../bulk/inspect/summary.ts'
import type { LedgerRecord } from '../../../bulk/ledger/record.ts'
import type { Problem } from '../../../bulk/rows/row.ts'
import { unconfirmedPosts } from '../../../bulk/run/unconfirmed-rows.ts'
import { isOverridable, isPrivacyCheck } from '../../../checks/check.ts'
import { EXIT, type ExitCode, toErrorReport } from '../../../errors.ts'
import { GitHubFailure } from '../../../github/failure.ts'
import type { Reason } from '../../../github/reasons.ts'
import { jsonLine } from '../../../terminal/json.ts'
import { bulkProblemsView } from '../../../terminal/views/bulk/problems.ts'
import { countOf } from '../../../text/quote.ts'
import { shellOf } from '../../../text/shell.ts'
import { outlookJson } from './json.ts'
import { offerReports, type ReportTarget } from './report-rows.ts'
import { applyCommand, type BulkSession } from './session.ts'

export async function showProblems(
  { app, input, options }: BulkSession,
  problems: readonly RowProblem[],
): Promise<void> {
  if (problems.length === 0) return
  const { err } = app.terminal
  const lacksLabel = problems.some(({ refusal }) => refusal?.code === 'unknown-name' && refusal.what === 'label')
  const hints = [
    ...(lacksLabel && options.createLabels !== true ? ['or add --create-labels'] : []),
    ...overrideHints(problems),
  ]
  err.write(bulkProblemsView(input.name, withSharedMessages(problems), hints, await err.style(), err.columns))
}

/** A check that is wrong about one row is overridden in that row, so that it still protects the others. */
function overrideHints(problems: readonly RowProblem[]): readonly string[] {
  const checks = [...new Set(problems.flatMap(({ check }) => (check !== null && isOverridable(check) ? [check] : [])))]
  const privacyChecks = checks.filter(isPrivacyCheck)
  const others = checks.filter((check) => !isPrivacyCheck(check))
  return [
    ...(others.length === 0
      ? []
      : [
          `or, if a check is wrong about a row, add "allow: ${others.join(', ')}" to that row (--allow is for all rows)`,
        ]),
    ...(privacyChecks.length === 0
      ? []
      : [
          `or, if the check ${privacyChecks.join(' or ')} is wrong about a row, post that row alone with mcp-comms issue open`,
        ]),
  ]
}

/** Lets scripts distinguish a plan that only our checks block from a plan with other problems. */
export function exitCodeFor(problems: readonly RowProblem[]): ExitCode {
  if (problems.length === 0) return EXIT.done
  return problems.every(({ check }) => check !== null) ? EXIT.stopped : EXIT.failed
}

/** Reports why nothing is sent, and offers to report vulnerabilities privately. @param printer null: the output is not JSON */
export async function reportProblems(
  session: BulkSession,
  summary: PlanSummary,
  target: ReportTarget,
  printer: ProblemPrinter | null,
): Promise<ExitCode> {
  const { problems, counts } = summary
  const { out } = session.app.terminal
  if (printer !== null) {
    printer.printOthers(problems)
    const { there, problem: failed } = counts
    const pending = counts.new + counts.reuse
    out.write(jsonLine({ created: 0, reused: 0, skipped: there, failed, pending, ledger: session.ledger }))
  }
  await showProblems(session, problems)
  await offerReports(session, summary, target)
  const exitCode = exitCodeFor(problems)
  const hasUnconfirmed = await reportUnconfirmed(session, target.openLedger.records, null)
  return hasUnconfirmed && exitCode === EXIT.failed ? EXIT.incomplete : exitCode
}

export type ProblemPrinter = {
  readonly onRow: (row: InspectedRow) => Promise<void>
  /** Prints the problems that were found only after the last row. */
  printOthers(problems: readonly Problem[]): void
}

/** Prints a JSON line for each row that has problems, as the preview does. */
export function createProblemPrinter({ app }: BulkSession): ProblemPrinter {
  const { out } = app.terminal
  const printed = new Set<string>()
  const idOf = ({ at, message }: Problem) => `${at.row} ${message}`
  return {
    onRow: async ({ row, outlook, problems }) => {
      if (outlook !== 'problem') return
      for (const problem of problems) printed.add(idOf(problem))
      out.write(jsonLine(outlookJson(row, outlook, problems)))
      await out.waitForDrain()
    },
    printOthers(problems) {
      for (const problem of problems)
        if (!printed.has(idOf(problem))) out.write(jsonLine(outlookJson(null, 'problem', [problem])))
    },
  }
}

/**
 * Reports the posts of an earlier run that are still unconfirmed. Returns whether there are any.
 * @param lookUpFailure the failure that kept this run from looking for them; null: this run found problems in the plan
 */
export async function reportUnconfirmed(
  { app, plan, options }: BulkSession,
  records: readonly LedgerRecord[],
  lookUpFailure: Reason | null,
): Promise<boolean> {
  const posts = unconfirmedPosts(records)
  if (posts.length === 0) return false
  const { printErrorReport } = await import('../../../terminal/error.ts')
  const what = `${countOf(posts.length, 'post')} of an earlier run`
  const resume = applyCommand(plan, options, shellOf(app.env))
  const failure = new GitHubFailure({ kind: 'unconfirmed', after: lookUpFailure, what, resume })
  await printErrorReport(
    app.terminal.err,
    { ...toErrorReport(failure), exitCode: EXIT.incomplete },
    options.json === true,
  )
  return true
}
