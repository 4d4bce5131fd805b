import { type Inspection, inspectPlan, type PlanToInspect } from '../../../bulk/inspect/inspect.ts'
import type { PlanSummary } from '../../../bulk/inspect/summary.ts'
import { refuseFormerKeys } from '../../../bulk/ledger/former-keys.ts'
import type { LedgerRecord } from '../../../bulk/ledger/record.ts'
import { attemptsOf, estimate, paceAfter } from '../../../bulk/pace/pace.ts'
import type { ExitCode } from '../../../errors.ts'
import { requestWithNames } from '../../../preflight/dry-run.ts'
import { publicationOf } from '../../../publish/post-input.ts'
import { readLedgerFile, startOfLedger } from '../../../storage/ledger-file.ts'
import { jsonLine } from '../../../terminal/json.ts'
import { previewView } from '../../../terminal/views/bulk/preview.ts'
import { shellOf } from '../../../text/shell.ts'
import { outlookJson } from './json.ts'
import { exitCodeFor, showProblems } from './problems.ts'
import { applyCommand, type BulkSession } from './session.ts'

export async function preview(session: BulkSession): Promise<ExitCode> {
  const { app, options, ledger } = session
  const { out } = app.terminal
  const isJson = options.json === true
  const records = await readLedgerFile(app, ledger)
  const { summary } = await inspect(session, records, async ({ row, outlook, problems }) => {
    if (!isJson) return
    out.write(jsonLine(outlookJson(row, outlook, problems)))
    await out.waitForDrain()
  })
  if (isJson) out.write(jsonLine(previewJson(session, records, summary)))
  else await showPreview(session, records, summary)
  await showProblems(session, summary.problems)
  return exitCodeFor(summary.problems)
}

export async function inspect(
  { app, context, options, input, ledger }: BulkSession,
  records: readonly LedgerRecord[],
  onRow?: PlanToInspect['onRow'],
): Promise<Inspection> {
  const spinner = await app.progress('Checking every row …')
  try {
    // Earlier versions of this program read some numbers differently, so the ledger may have other keys.
    const formerRows = records.length === 0 ? null : input.rowsAsReadBefore()
    if (formerRows !== null) await refuseFormerKeys(records, input.rows(), formerRows)
    return await inspectPlan(
      { context, aiDisclosure: options.aiDisclosure ?? null, createLabels: options.createLabels === true },
      {
        rows: input.rows(),
        plan: input.name,
        ledger,
        records,
        ledgerStart: options.ledger === undefined ? null : await startOfLedger(app, ledger, records),
        now: () => app.clock.now(),
        ...(onRow === undefined ? {} : { onRow }),
      },
    )
  } finally {
    spinner.stop()
  }
}

/** Does not ask GitHub, so the printed requests contain names instead of ids. */
export async function dryRun(session: BulkSession): Promise<ExitCode> {
  const { out, err } = session.app.terminal
  const records = await readLedgerFile(session.app, session.ledger)
  let hasRequests = false
  const { summary } = await inspect(session, records, async ({ row, outlook, checked }) => {
    if (row === null || checked === null || outlook !== 'new') return
    const publication = publicationOf(checked.draft, row.draft.kind, row.draft.repo)
    const parent = row.parentKey === null ? publication.parent : `the issue of ${row.parentKey}`
    const { operation, variables } = requestWithNames({ ...publication, parent }, null)
    if (!hasRequests) err.write('Nothing is sent. These are the requests of the plan:\n')
    hasRequests = true
    out.write(jsonLine({ row: row.at.row, key: row.key, operation, variables }))
    await out.waitForDrain()
  })
  if (!hasRequests && summary.problems.length === 0) err.write('Nothing is sent: no row creates a post.\n')
  await showProblems(session, summary.problems)
  return exitCodeFor(summary.problems)
}

/** Prints to stderr with `--apply`, because stdout then gets the created rows. */
export async function showPreview(
  session: BulkSession,
  records: readonly LedgerRecord[],
  summary: PlanSummary,
): Promise<void> {
  const { app, options, input, ledger, github } = session
  const stream = options.apply === true ? app.terminal.err : app.terminal.out
  const facts = {
    plan: input.name,
    rowCount: summary.rowCount,
    counts: summary.counts,
    repos: summary.repos,
    firstRows: summary.firstRows,
    warnings: summary.warnings.filter(({ check }) => !UNLISTED_WARNINGS.has(check)),
    isAiUndisclosed: !canAskAboutAi(session) && summary.warnings.some(({ check }) => check === 'ai-disclosure'),
    mentions: summary.mentions,
    rowCountWithType: summary.rowCountWithType,
    changed: summary.difference.changed,
    removedFromPlan: summary.difference.gone,
    orphans: summary.difference.orphans.map(({ key, url }) => ({ key, url })),
    minutes: minutesFor(session, records, summary),
    limits: session.limits,
    ledger: { path: ledger, isNew: records.length === 0 },
    isOffline: github === null,
    next:
      options.apply !== true && summary.problems.length === 0 && hasWork(summary)
        ? commandToApply(session, summary)
        : null,
  }
  stream.write(previewView(facts, await stream.style(), stream.columns))
}

/** The command that applies the previewed plan. It raises `--max` if the plan needs that. */
function commandToApply({ app, options, plan, input, ledger }: BulkSession, { counts }: PlanSummary): string {
  const max = counts.new > DEFAULT_MAX && options.max === undefined ? String(counts.new) : options.max
  // Standard input and a pipe have no name from which --apply could derive the ledger.
  const optionsWithLedger = input.isStream ? { ...options, ledger } : options
  return applyCommand(plan, optionsWithLedger, shellOf(app.env), max)
}

/**
 * The AI disclosure has a note of its own. `wrong-channel` would warn about almost every row, because a planned task reads like
 * an idea.
 */
const UNLISTED_WARNINGS: ReadonlySet<string> = new Set(['ai-disclosure', 'wrong-channel'])

/** Whether the person can be asked how AI helped: `--yes` skips the question. */
export function canAskAboutAi({ options, prompter }: BulkSession): boolean {
  return prompter !== null && options.yes !== true
}

/** The value of `--max` if the flag is not given. */
export const DEFAULT_MAX = 50

function hasWork({ counts }: PlanSummary): boolean {
  return counts.new + counts.reuse > 0
}

function minutesFor({ app, limits }: BulkSession, records: readonly LedgerRecord[], { counts }: PlanSummary): number {
  const now = app.clock.now().getTime()
  const end = estimate(paceAfter(attemptsOf(records), limits), counts.new, now)
  return (end - now) / 60_000
}

function previewJson(session: BulkSession, records: readonly LedgerRecord[], summary: PlanSummary) {
  const { rowCount, counts, repos, mentions, difference, warnings } = summary
  return {
    created: 0,
    reused: 0,
    skipped: counts.there,
    failed: counts.problem,
    pending: counts.new + counts.reuse,
    ledger: session.ledger,
    preview: true,
    rows: rowCount,
    new: counts.new,
    reuse: counts.reuse,
    repositories: repos.map(({ repo, target, counts: repoCounts, newLabels }) => ({
      repo,
      ...repoCounts,
      watchers: target?.watcherCount ?? null,
      private: target?.isPrivate ?? null,
      newLabels,
    })),
    mentions,
    changed: difference.changed,
    gone: difference.gone,
    unknown: difference.orphans.flatMap(({ key, url }) => (url === null ? [key] : [])),
    warnings: warnings.map(({ check, message, row, times }) => ({ check, message, row, times })),
    seconds: Math.round(minutesFor(session, records, summary) * 60),
  }
}
