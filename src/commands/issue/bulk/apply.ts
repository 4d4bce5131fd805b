import type { Inspection, PlanToInspect } from '../../../bulk/inspect/inspect.ts'
import type { PlanSummary } from '../../../bulk/inspect/summary.ts'
import type { LedgerRecord } from '../../../bulk/ledger/record.ts'
import { attemptsOf, createPacer } from '../../../bulk/pace/pace.ts'
import { applyRows, createRecheck, readPlanAgain, stopReasonFor, watchSends } from '../../../bulk/run/apply.ts'
import type { RunContext, StopReason } from '../../../bulk/run/run-context.ts'
import { prepareUnlessHeld, settleOrphans } from '../../../bulk/run/unconfirmed-rows.ts'
import { collectTrackers, type TrackerCollection } from '../../../bulk/run/update-trackers.ts'
import { EXIT, type ExitCode, UsageError } from '../../../errors.ts'
import { GitHubFailure } from '../../../github/failure.ts'
import type { GitHub } from '../../../github/sign-in.ts'
import { askDisclosure } from '../../../preflight/ask-about-ai-and-intent.ts'
import {
  type OpenLedger,
  recordLedger,
  recordNamedLedger,
  refuseRowsSentBefore,
  withLedger,
} from '../../../storage/ledger-file.ts'
import { sleepUnlessStopped } from '../../../system/clock.ts'
import { watchInterrupts } from '../../../system/interrupt.ts'
import { requireTypedNumber, requireYes } from '../../../terminal/confirm.ts'
import { textWidth, wrapText } from '../../../terminal/style.ts'
import { isRepoName } from '../../../text/github-names.ts'
import { countOf, plain, quote } from '../../../text/quote.ts'
import { parseCount } from '../../shared/limit.ts'
import { canAskAboutAi, DEFAULT_MAX, inspect, showPreview } from './preview.ts'
import { createProblemPrinter, reportProblems, reportUnconfirmed } from './problems.ts'
import { createProgressReport, type ProgressReport } from './progress.ts'
import type { BulkSession } from './session.ts'

export async function applyPlan(session: BulkSession): Promise<ExitCode> {
  const { app, options, ledger, github } = session
  if (github === null) throw new UsageError('--apply needs GitHub', { hint: 'leave out --offline' })
  const stopAfter = options.stopAfter === undefined ? null : parseCount('--stop-after', options.stopAfter)
  const max = options.max === undefined ? DEFAULT_MAX : parseCount('--max', options.max)
  return withLedger(app, ledger, async (openLedger) => {
    const printer = options.json === true ? createProblemPrinter(session) : null
    const inspection = await inspectOrReport(session, openLedger.records, printer?.onRow)
    if (typeof inspection === 'number') return inspection
    const { summary, checks } = inspection
    if (options.json !== true) await showPreview(session, openLedger.records, summary)
    if (summary.problems.length > 0)
      return reportProblems(session, summary, { openLedger, runRecord: () => runRecord(session, summary) }, printer)
    if (summary.counts.new > 0 && options.ledger === undefined)
      await refuseRowsSentBefore(app, session.input, ledger, inspection.statuses)
    refuseOwnCopies(session, summary)
    refuseTooMany(max, summary)
    await confirm(session, summary)
    const aiDisclosure = await askForDisclosure(session, summary)
    // The command that resumes this run has to repeat the person's answer.
    const sessionWithAnswer = aiDisclosure === null ? session : { ...session, options: { ...options, aiDisclosure } }
    await recordLedgerOf(session)
    return send(
      sessionWithAnswer,
      { ...inspection, checks: { ...checks, aiDisclosure } },
      { github, openLedger, stopAfter },
    )
  })
}

/** Records where the ledger is, so that a later run of the plan, or of a copy of it, finds it. */
function recordLedgerOf({ app, options, plan, ledger }: BulkSession): Promise<void> {
  return options.ledger === undefined ? recordLedger(app, plan, ledger) : recordNamedLedger(app, ledger)
}

/** Inspects the plan. If GitHub fails while posts of an earlier run are unconfirmed, reports them, and returns the exit code. */
async function inspectOrReport(
  session: BulkSession,
  records: readonly LedgerRecord[],
  onRow: PlanToInspect['onRow'] | undefined,
): Promise<Inspection | ExitCode> {
  try {
    return await inspect(session, records, onRow)
  } catch (error) {
    if (error instanceof GitHubFailure && (await reportUnconfirmed(session, records, error.reason)))
      return EXIT.incomplete
    throw error
  }
}

/**
 * Refuses rows that an earlier run seems to have created, if its ledger was lost or replaced by an older copy.
 * @throws UsageError
 */
function refuseOwnCopies({ input }: BulkSession, { warnings }: PlanSummary): void {
  const copy = warnings.find(({ code }) => code === 'own-copy')
  if (copy === undefined) return
  throw new UsageError(`row ${copy.row} of ${input.name}: ${copy.message}, so this run sent nothing`, {
    hint: 'Restore the ledger, or remove the row, or give the row the address of the issue as "reuse". If the row is about something else, add "allow: duplicate" to it (or --allow duplicate for all rows)',
  })
}

function refuseTooMany(max: number, { counts: { new: count } }: PlanSummary): void {
  if (count > max)
    throw new UsageError(`The plan would create ${countOf(count, 'post')}, and --max is ${max}. Nothing was sent`, {
      hint: `If you mean it, pass --max ${count}`,
    })
}

/** Asks the person to type the number of new posts, so that they notice how many there are. */
async function confirm({ app, options, input, prompter }: BulkSession, { counts, repos }: PlanSummary): Promise<void> {
  const yes = options.yes === true
  const refusal = 'Nothing was sent. Not running interactively: add --yes to continue with this plan.'
  if (counts.new === 0) {
    if (counts.reuse > 0) await requireYes({ prompter, yes }, { message: 'Continue?', preset: true, refusal })
    return
  }
  if (yes) return
  if (prompter === null) throw new UsageError(refusal)
  // The plan above the question may have scrolled off the screen.
  const { err } = app.terminal
  const what = `${quote(input.name)} creates ${countOf(counts.new, 'post')} in ${plain(describeTargets(repos))}.`
  err.write(`\n${wrapText(what, textWidth(err.columns), 0)}\n`)
  await requireTypedNumber(prompter, counts.new, 'create')
}

function describeTargets(repos: PlanSummary['repos']): string {
  const [first, ...others] = repos.filter(({ counts }) => counts.new > 0)
  return others.length === 0 ? (first?.repo ?? '') : countOf(others.length + 1, 'repository', 'repositories')
}

/** If a row lacks the AI disclosure, asks how AI helped, once for the whole plan. */
async function askForDisclosure(session: BulkSession, { warnings }: PlanSummary): Promise<string | null> {
  const { options, prompter } = session
  const isUndisclosed = warnings.some(({ check }) => check === 'ai-disclosure')
  return isUndisclosed && prompter !== null && canAskAboutAi(session)
    ? askDisclosure(prompter)
    : (options.aiDisclosure ?? null)
}

type SendOptions = { readonly github: GitHub; readonly openLedger: OpenLedger; readonly stopAfter: number | null }

async function send(
  session: BulkSession,
  { statuses, summary, checks }: Inspection,
  { github, openLedger, stopAfter }: SendOptions,
): Promise<ExitCode> {
  const { app, options, input, limits, context } = session
  const { append, mayHaveSent } = watchSends(openLedger.append)
  const report = await createProgressReport(session, summary, () => pacer.pace())
  const { stop, abandon, close } = watchInterrupts(app.onInterrupt, report.onInterrupt)
  const clock = { ...app.clock, sleep: (ms: number) => sleepUnlessStopped(app.clock, ms, abandon) }
  const pacer = createPacer(attemptsOf(openLedger.records), limits, { clock, stop, onWait: report.onWait })
  try {
    await append(runRecord(session, summary))
    const run: RunContext = { github, clock, pacer, newId: app.newId, append, stop, abandon }
    const trackers = collectTrackers(openLedger.records)
    const settled = await settleOrphans(run, summary.difference.orphans)
    for (const note of settled.notes) report.addProblem(note)
    const stopReason = await applyRows(
      {
        ...run,
        statuses: withoutOrphans(statuses, summary),
        readIssue: context.destinations.issue,
        parentKeys: summary.parentKeys,
        prepare: prepareUnlessHeld(settled, createRecheck(checks)),
        onStart: report.onStart,
        onEnd: async (row, result) => {
          trackers.add(row, result)
          await report.onEnd(row, result)
        },
        stopAfter,
        failFast: options.failFast === true,
      },
      readPlanAgain(input, summary.difference),
    ).catch(stopReasonFor)
    const isComplete = await updateTrackers(run, trackers, stopReason, report)
    return await report.finish(stopReason, {
      isComplete: isComplete && settled.areAllSettled,
      mayHaveSent: mayHaveSent(),
    })
  } finally {
    close()
    report.close()
  }
}

/** Leaves out the orphans, because `settleOrphans` takes care of them. */
function withoutOrphans(statuses: Inspection['statuses'], { difference }: PlanSummary): Inspection['statuses'] {
  const orphanKeys = new Set(difference.orphans.map(({ key }) => key))
  return new Map([...statuses].filter(([key]) => !orphanKeys.has(key)))
}

function runRecord({ app, input, repo }: BulkSession, { difference, rowCount }: PlanSummary): LedgerRecord {
  const at = app.clock.now().toISOString()
  const defaultRepo = repo !== null && isRepoName(repo) ? { repo } : {}
  return { record: 'run', at, version: 1, plan: difference.planHash, file: input.name, rows: rowCount, ...defaultRepo }
}

/** After a failure or Ctrl-C, leaves the trackers to the next run. @returns false if one may be outdated */
async function updateTrackers(
  run: RunContext,
  trackers: TrackerCollection,
  stopReason: StopReason,
  report: ProgressReport,
): Promise<boolean> {
  if (stopReason !== null && stopReason.by !== 'count') return !trackers.hasAny()
  const problems = await trackers.updateAll(run)
  for (const problem of problems) report.addProblem(problem)
  return problems.length === 0
}
