import type { LedgerRecord } from '../../../bulk/ledger/record.ts'
import { type ExitCode, UsageError } from '../../../errors.ts'
import { askDisclosure } from '../../../preflight/ask-author.ts'
import { jsonLine } from '../../../terminal/json.ts'
import { confirmRun } from './confirm.ts'
import { type BulkContext, countFrom } from './context.ts'
import { faultsExit, showFaults } from './faults.ts'
import { withLedger } from './ledger-file.ts'
import { type Looked, look } from './look.ts'
import { DEFAULT_MAX, isAsked, showPreview } from './preview.ts'
import { outlookJson } from './row-json.ts'
import { run } from './run-plan.ts'
import type { Survey } from './survey.ts'

/** Creates what is not there yet, each once; `--apply`. */
export async function applyPlan(context: BulkContext): Promise<ExitCode> {
  const { app, options, ledger, github } = context
  if (github === null) throw new UsageError('--apply needs GitHub')
  const stopAfter = options.stopAfter === undefined ? null : countFrom('--stop-after', options.stopAfter)
  const max = options.max === undefined ? DEFAULT_MAX : countFrom('--max', options.max)
  return withLedger(app, ledger, async (opened) => {
    const looked = await look(context, opened.records, () => undefined)
    const code = await mayApply(context, opened.records, looked, max)
    if (code !== null) return code
    const aiDisclosure = await disclosureFor(context, looked)
    // What was answered belongs to the command that goes on.
    const answered = aiDisclosure === null ? context : { ...context, options: { ...options, aiDisclosure } }
    return run(
      { context: answered, github, looked: { ...looked, preparing: { ...looked.preparing, aiDisclosure } } },
      opened,
      stopAfter,
    )
  })
}

/** Shows what would be sent, and asks. @returns how it ends where it does not go on. */
async function mayApply(
  context: BulkContext,
  records: readonly LedgerRecord[],
  { survey }: Looked,
  max: number,
): Promise<ExitCode | null> {
  const { options } = context
  if (options.json !== true) await showPreview(context, records, survey)
  if (survey.faults.length > 0) {
    if (options.json === true) writeNotBegun(context, survey)
    await showFaults(context, survey.faults)
    return faultsExit(survey.faults)
  }
  const { new: count } = survey.counts
  if (count > max)
    throw new UsageError(
      `The plan would create ${count} issues, and --max is ${max}. Nothing was sent. If that is meant, give --max ${count}.`,
    )
  await confirmRun(context, survey)
  return null
}

function writeNotBegun({ app, ledger }: BulkContext, { counts, faults }: Survey): void {
  const { out } = app.terminal
  for (const fault of faults) out.write(jsonLine(outlookJson(null, 'problem', [fault])))
  const sum = {
    created: 0,
    reused: 0,
    skipped: counts.there,
    failed: counts.problem,
    pending: counts.new + counts.reuse,
  }
  out.write(jsonLine({ ...sum, ledger }))
}

/** Asked once for the whole plan, and only where the community wants it told. */
async function disclosureFor(context: BulkContext, { survey }: Looked): Promise<string | null> {
  const { options, prompter } = context
  const isOpen = survey.warnings.some(({ check }) => check === 'ai-disclosure')
  return isOpen && prompter !== null && isAsked(context) ? askDisclosure(prompter) : (options.aiDisclosure ?? null)
}
