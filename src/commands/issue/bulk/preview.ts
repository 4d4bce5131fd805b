import { attemptsOf } from '../../../bulk/ledger/attempts.ts'
import type { LedgerRecord } from '../../../bulk/ledger/record.ts'
import { estimate } from '../../../bulk/pace/estimate.ts'
import { paceAfter } from '../../../bulk/pace/pace.ts'
import type { ExitCode } from '../../../errors.ts'
import { jsonLine } from '../../../terminal/json.ts'
import { previewView } from '../../../terminal/views/bulk/preview.ts'
import type { BulkContext } from './context.ts'
import { faultsExit, showFaults } from './faults.ts'
import { applyCommand } from './goes-on.ts'
import { readLedgerFile } from './ledger-file.ts'
import { look } from './look.ts'
import { outlookJson } from './row-json.ts'
import type { Survey } from './survey.ts'

/** What a plan would create; nothing is sent. */
export async function preview(context: BulkContext): Promise<ExitCode> {
  const { app, options, ledger } = context
  const { out } = app.terminal
  const isJson = options.json === true
  const records = await readLedgerFile(app, ledger)
  const { survey } = await look(context, records, async (row, outlook, _, problems) => {
    if (!isJson) return
    out.write(jsonLine(outlookJson(row, outlook, problems)))
    await out.drained()
  })
  if (isJson) out.write(jsonLine(previewJson(context, records, survey)))
  else await showPreview(context, records, survey)
  await showFaults(context, survey.faults)
  return faultsExit(survey.faults)
}

/** The same before anything is created. */
export async function showPreview(
  context: BulkContext,
  records: readonly LedgerRecord[],
  survey: Survey,
): Promise<void> {
  const { app, options, plan, input, ledger, github } = context
  const screen = options.apply === true ? app.terminal.err : app.terminal.out
  const isFine = survey.faults.length === 0
  const larger = survey.counts.new > DEFAULT_MAX && options.max === undefined ? String(survey.counts.new) : options.max
  const shown = {
    plan: input.name,
    rows: survey.rows,
    counts: survey.counts,
    repos: survey.repos,
    first: survey.first,
    warnings: survey.warnings.filter(({ check }) => !UNTOLD.has(check)),
    isAiOpen: !isAsked(context) && survey.warnings.some(({ check }) => check === 'ai-disclosure'),
    mentions: survey.mentions,
    crowded: survey.crowded,
    typed: survey.typed,
    changed: survey.difference.changed,
    gone: survey.difference.gone,
    minutes: minutesFor(context, records, survey),
    limits: context.limits,
    ledger: { path: ledger, isNew: records.length === 0 },
    isOffline: github === null,
    next: isFine && options.apply !== true && isWork(survey) ? applyCommand(plan, options, larger) : null,
  }
  screen.write(previewView(shown, await screen.style(), screen.columns))
}

/** AI is told of once; and work that is shared out nearly always reads like the idea that it comes from. */
const UNTOLD: ReadonlySet<string> = new Set(['ai-disclosure', 'wrong-channel'])

/** Whether the person is asked about AI in a moment. */
export function isAsked({ options, prompter }: BulkContext): boolean {
  return prompter !== null && options.yes !== true
}

/** `--max` where it is not given. */
export const DEFAULT_MAX = 50

function isWork({ counts }: Survey): boolean {
  return counts.new + counts.reuse > 0
}

function minutesFor({ app, limits }: BulkContext, records: readonly LedgerRecord[], { counts }: Survey): number {
  const now = app.clock.now().getTime()
  const end = estimate(paceAfter(attemptsOf(records), limits), counts.new, now)
  return (end - now) / 60_000
}

function previewJson(context: BulkContext, records: readonly LedgerRecord[], survey: Survey) {
  const { rows, counts, repos, mentions, difference, warnings } = survey
  return {
    created: 0,
    reused: 0,
    skipped: counts.there,
    failed: counts.problem,
    pending: counts.new + counts.reuse,
    ledger: context.ledger,
    preview: true,
    rows,
    new: counts.new,
    reuse: counts.reuse,
    repositories: repos.map(({ repo, target, counts: of, newLabels }) => ({
      repo,
      ...of,
      watchers: target?.watchers ?? null,
      private: target?.isPrivate ?? null,
      newLabels,
    })),
    mentions,
    changed: difference.changed,
    gone: difference.gone,
    warnings: warnings.map(({ check, message, row, times }) => ({ check, message, row, times })),
    seconds: Math.round(minutesFor(context, records, survey) * 60),
  }
}
