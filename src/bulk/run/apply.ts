import { Failure } from '../../errors.ts'
import { GitHubFailure } from '../../github/failure.ts'
import { sleepUnlessStopped } from '../../system/clock.ts'
import { checkRow, type RowChecks } from '../inspect/check-row.ts'
import { type Difference, fingerprintOf } from '../ledger/compare.ts'
import type { LedgerRecord, RecordOf } from '../ledger/record.ts'
import type { PlannedRow } from '../plan/planned-row.ts'
import type { Parsed } from '../rows/row.ts'
import { createParentLookup } from './create.ts'
import { createFailureCounter, type ReadyRow, type RowResult, type RunContext, type StopReason } from './run-context.ts'
import { lastSending, type PlanRun, type RunProgress, resultIfSkipped, tryRow } from './send-row.ts'
import { type PostLookUp, settleEarlierRuns, settlePost, unconfirmedAfter } from './unconfirmed-rows.ts'

/**
 * Reads a plan again after it was inspected. Refuses a row that is not as it was inspected: nobody has seen it, and it may be a row
 * that was sent under another key.
 * @throws Failure (file) for such a row
 */
export async function* readPlanAgain(
  { rows, name }: { rows(): AsyncIterable<Parsed<PlannedRow>>; readonly name: string },
  { fingerprints }: Pick<Difference, 'fingerprints'>,
): AsyncGenerator<PlannedRow> {
  let count = 0
  for await (const parsed of rows()) {
    if (!parsed.ok || fingerprintOf(parsed.value) !== fingerprints[count])
      throw new Failure('file', `${name} was changed after it was checked`, { hint: 'run the command again' })
    count += 1
    yield parsed.value
  }
}

/** Returns a function that checks a row again before it is sent, because GitHub may have changed. */
export function createRecheck(checks: RowChecks): (row: PlannedRow) => Promise<ReadyRow> {
  return async (row) => {
    const { ready, problems } = await checkRow(checks, row)
    if (ready !== null) return ready
    throw new Failure('validation', problems.map(({ message }) => message).join('; '))
  }
}

/** Wraps `append` to track whether this run has sent anything that GitHub did not refuse. */
export function watchSends(append: RunContext['append']): {
  readonly append: (record: LedgerRecord) => Promise<void>
  readonly mayHaveSent: () => boolean
} {
  let sentCount = 0
  return {
    append: async (record) => {
      await append(record)
      if (record.record === 'sending') sentCount += 1
      else if (record.record === 'refused') sentCount -= 1
    },
    mayHaveSent: () => sentCount > 0,
  }
}

/** A plan that cannot be read to its end stops the run, which still reports what it has created. */
export function stopReasonFor(error: unknown): StopReason {
  if (error instanceof Failure) return { by: 'failure', failure: error }
  throw error
}

/**
 * Settles what earlier runs left open. Then creates a post, or reuses an issue, for each remaining row, one after the
 * other. A row that fails stops the others only with `failFast`, or if they would most likely fail too. If the outcome of a
 * row is unknown, its post is looked up again at the end, when newer posts may show that it is missing.
 */
export async function applyRows(planRun: PlanRun, rows: AsyncIterable<PlannedRow>): Promise<StopReason> {
  const sendings = new Map<string, RecordOf<'sending'>>()
  const run = rememberSendings(planRun, sendings)
  const parents = createParentLookup(run.readIssue, run.statuses, run.parentKeys)
  const lookUps = new Map(await settleEarlierRuns(run, run.statuses))
  const progress: RunProgress = { run, parents, lookUps, readyRows: new Map(), sendings }
  const stopper = createStopper(run)
  const unconfirmedRows: PlannedRow[] = []
  for await (const row of rows) {
    const result = await tryUnlessStopped(progress, row, stopper)
    // A row that an earlier run left open does not show how GitHub responds now.
    if (!maySettleLater(result) || sendings.has(row.key)) stopper.observe(result)
    if (maySettleLater(result)) unconfirmedRows.push(row)
    else await run.onEnd(row, result === 'stopped' ? { state: 'pending' } : result)
  }
  await settleUnconfirmed(progress, unconfirmedRows, stopper)
  return stopper.reason()
}

/** Whether a look-up at the end of the run may confirm the row, or show that its post is missing. */
function maySettleLater(result: RowResult | 'stopped'): boolean {
  if (result === 'stopped' || result.state !== 'unconfirmed') return false
  return result.failure instanceof GitHubFailure && result.failure.reason.kind === 'unconfirmed'
}

function rememberSendings(run: PlanRun, sendings: Map<string, RecordOf<'sending'>>): PlanRun {
  return {
    ...run,
    append: async (record) => {
      await run.append(record)
      if (record.record === 'sending' && record.act === 'create') sendings.set(record.key, record)
    },
  }
}

/** The pause before each look-up at the end of a run. */
const PAUSES_MS = [2_000, 4_000, 8_000, 16_000, 30_000]

/**
 * If GitHub lists the newer posts of this run but not an earlier one, the earlier one is missing, and its row is sent again. A
 * run that has stopped only confirms the posts that exist, and leaves the missing ones to the next run.
 */
async function settleUnconfirmed(progress: RunProgress, rows: readonly PlannedRow[], stopper: Stopper): Promise<void> {
  const { run } = progress
  let openRows = rows
  for (const pause of PAUSES_MS) {
    if (openRows.length > 0) await sleepUnlessStopped(run.clock, pause, run.stop)
    if (run.stop.aborted) break
    const stillOpenRows: PlannedRow[] = []
    for (const row of openRows) if (!(await settleRow(progress, row, stopper))) stillOpenRows.push(row)
    openRows = stillOpenRows
  }
  for (const row of openRows) await run.onEnd(row, resultIfSkipped(progress, row))
}

/** @returns false if the row has to be looked up again. */
async function settleRow(progress: RunProgress, row: PlannedRow, stopper: Stopper): Promise<boolean> {
  const { run, lookUps } = progress
  const status = lastSending(progress, row)
  if (status !== null) lookUps.set(row.key, await settlePost(run, row.key, status).catch(unconfirmedIfGitHubFails))
  const result = await tryUnlessStopped(progress, row, stopper)
  if (maySettleLater(result)) return false
  stopper.observe(result)
  await run.onEnd(row, result === 'stopped' ? { state: 'pending' } : result)
  return true
}

/** Even a run that has stopped completes and records a post that GitHub has. */
async function tryUnlessStopped(
  progress: RunProgress,
  row: PlannedRow,
  stopper: Stopper,
): Promise<RowResult | 'stopped'> {
  const exists = progress.lookUps.get(row.key)?.outcome === 'found'
  return stopper.reason() === null || exists ? tryRow(progress, row) : resultIfSkipped(progress, row)
}

function unconfirmedIfGitHubFails(error: unknown): PostLookUp {
  if (error instanceof GitHubFailure) return unconfirmedAfter(error.reason)
  throw error
}

type Stopper = ReturnType<typeof createStopper>

/** Decides whether the run stops before its last row. The first reason counts. */
function createStopper({ stop, stopAfter, failFast }: PlanRun) {
  const failures = createFailureCounter()
  let reason: StopReason = null
  let createdCount = 0
  const addSuccess = (state: RowResult['state']) => {
    // A row that was skipped or is pending sent no request.
    if (state === 'created' || state === 'reused') failures.reset()
    if (state === 'created' && ++createdCount === stopAfter) reason ??= { by: 'count' }
  }
  return {
    reason: () => {
      if (stop.aborted) reason ??= { by: 'person' }
      return reason
    },
    observe: (result: RowResult | 'stopped') => {
      if (result === 'stopped') reason ??= { by: 'person' }
      else if ('failure' in result) {
        failures.add(result.failure)
        if (failures.shouldStop() || failFast) reason ??= { by: 'failure', failure: result.failure }
      } else addSuccess(result.state)
    },
  }
}
