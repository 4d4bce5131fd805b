import { Failure } from '../../errors.ts'
import { GitHubFailure } from '../../github/failure.ts'
import type { FoundPost } from '../../github/find-post.ts'
import type { LookUp } from '../../github/look-up.ts'
import { droppedLabels, droppedType } from '../../publish/labels.ts'
import type { CompletePost } from '../../publish/send.ts'
import { sleepUnlessStopped } from '../../system/clock.ts'
import type { RecordOf } from '../ledger/record.ts'
import { PENDING, type Status } from '../ledger/status.ts'
import type { PlannedRow } from '../plan/planned.ts'
import { completePost, createLabels, createPost, recordCreated } from './create.ts'
import { Interrupted } from './pacer.ts'
import {
  LINKED,
  linkToParent,
  lookUpParents,
  type Parent,
  type ParentLookup,
  type ReadIssue,
  recordReused,
} from './parents.ts'
import type { RowResult } from './result.ts'
import { type ReadyRow, type RowToCreate, type RunContext, type StopReason, watchFailures } from './running.ts'
import { type SentUnknown, settle, settleEarlierRuns, unconfirmed } from './unknown-rows.ts'

export type PlanRun = RunContext & {
  /** What the ledger says about each row. */
  readonly statuses: ReadonlyMap<string, Status>
  readonly issue: ReadIssue
  /** The keys that rows name as their parent. */
  readonly parentKeys: ReadonlySet<string>
  /** @throws Failure for a row that must not be sent. */
  readonly prepare: (row: PlannedRow) => Promise<ReadyRow>
  readonly onStart: (row: PlannedRow) => void
  readonly onEnd: (row: PlannedRow, result: RowResult) => Promise<void>
  /** How many rows to create at most; null: all. */
  readonly stopAfter: number | null
  readonly failFast: boolean
}

/** A run while it goes on. */
type Going = {
  readonly run: PlanRun
  readonly parents: ParentLookup
  /** What GitHub says about the rows that were sent without an answer. */
  readonly settled: Map<string, LookUp<FoundPost>>
  /** The rows that were sent in this run, ready to be sent again. */
  readonly ready: Map<string, ReadyRow>
  readonly sendings: Map<string, RecordOf<'sending'>>
}

/**
 * Settles what earlier runs left open, then creates each row that does not exist yet, one after the other. A row that fails does
 * not stop the others; one whose outcome is unknown is looked up again at the end, when newer posts may show that it is missing.
 */
export async function applyRows(given: PlanRun, rows: AsyncIterable<PlannedRow>): Promise<StopReason> {
  const sendings = new Map<string, RecordOf<'sending'>>()
  const run = rememberSendings(given, sendings)
  const parents = lookUpParents(run.issue, run.statuses, run.parentKeys)
  const settled = new Map(await settleEarlierRuns(run, run.statuses))
  const going: Going = { run, parents, settled, ready: new Map(), sendings }
  const stopper = watchForStop(run)
  const unconfirmedRows: PlannedRow[] = []
  for await (const row of rows) {
    const end = stopper.reason() === null ? await tryRow(going, row) : resultIfSkipped(going, row)
    // What an earlier run left open says nothing about how GitHub is now.
    if (end === 'stopped' || end.state !== 'unconfirmed' || sendings.has(row.key)) stopper.after(end)
    if (end !== 'stopped' && end.state === 'unconfirmed') unconfirmedRows.push(row)
    else await run.onEnd(row, end === 'stopped' ? { state: 'pending' } : end)
  }
  await settleUnconfirmed(going, unconfirmedRows)
  return stopper.reason()
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

/** The pauses before each look at the end of a run. */
const PAUSES_MS = [2_000, 4_000, 8_000, 16_000, 30_000]

/** What this run has posted since is the evidence that an earlier post is missing; then the row is sent again. */
async function settleUnconfirmed(going: Going, rows: readonly PlannedRow[]): Promise<void> {
  const { run } = going
  let open = rows
  for (const pause of PAUSES_MS) {
    if (open.length > 0) await sleepUnlessStopped(run.clock, pause, run.stop)
    if (run.stop.aborted) break
    const still: PlannedRow[] = []
    for (const row of open) if (!(await settleRow(going, row))) still.push(row)
    open = still
  }
  for (const row of open) await run.onEnd(row, resultIfSkipped(going, row))
}

/** @returns whether the row is settled. */
async function settleRow(going: Going, row: PlannedRow): Promise<boolean> {
  const { run, settled } = going
  const status = statusOf(going, row)
  if (status !== null) settled.set(row.key, await settle(run, row.key, status).catch(unlessFailure))
  const end = await tryRow(going, row)
  if (end !== 'stopped' && end.state === 'unconfirmed') return false
  await run.onEnd(row, end === 'stopped' ? { state: 'pending' } : end)
  return true
}

const STILL_UNKNOWN = { outcome: 'unconfirmed', until: null } as const

function unlessFailure(error: unknown): typeof STILL_UNKNOWN {
  if (error instanceof Failure) return STILL_UNKNOWN
  throw error
}

/** What was sent last for a row, in this run or in an earlier one. */
function statusOf({ run, sendings }: Going, { key }: PlannedRow): SentUnknown | null {
  const sent = sendings.get(key)
  if (sent !== undefined) return { state: 'sent-unknown', sent, since: sent.at }
  const status = run.statuses.get(key)
  return status?.state === 'sent-unknown' ? status : null
}

/** Decides whether the run stops before its last row. The first reason counts. */
function watchForStop({ stop, stopAfter, failFast }: PlanRun) {
  const failures = watchFailures()
  let reason: StopReason = null
  let created = 0
  return {
    reason: () => {
      if (stop.aborted) reason ??= { by: 'person' }
      return reason
    },
    after: (end: RowResult | 'stopped') => {
      if (end === 'stopped') reason ??= { by: 'person' }
      else if (end.state === 'failed' || end.state === 'unconfirmed') {
        if (failures.isTooMany(end.failure) || failFast) reason ??= { by: 'failure', failure: end.failure }
      } else if (end.state === 'created') {
        failures.reset()
        created += 1
        if (created === stopAfter) reason ??= { by: 'count' }
      }
    },
  }
}

async function tryRow(going: Going, row: PlannedRow): Promise<RowResult | 'stopped'> {
  try {
    return await sendRow(going, row)
  } catch (error) {
    if (error instanceof Interrupted) return 'stopped'
    if (error instanceof GitHubFailure && error.reason.kind === 'unconfirmed') {
      going.settled.set(row.key, { outcome: 'unconfirmed', until: error.reason.until ?? null })
      return { state: 'unconfirmed', failure: error }
    }
    if (error instanceof Failure) return { state: 'failed', failure: error }
    throw error
  }
}

async function sendRow(going: Going, row: PlannedRow): Promise<RowResult> {
  const { run, parents, settled } = going
  const status = run.statuses.get(row.key) ?? PENDING
  if (status.state === 'created') return resultIfSkipped(going, row)
  if (status.state === 'reused' && (row.reuse === null || !hasParent(row))) return resultIfSkipped(going, row)
  const earlier = settled.get(row.key)
  if (earlier?.outcome === 'unconfirmed') return resultIfSkipped(going, row)
  run.onStart(row)
  if (earlier?.outcome === 'found') return completeRow(going, row, earlier.value)
  const ready = await prepareOnce(going, row)
  const parent = await parents.find(row)
  if (ready.reused !== null) {
    parents.add(row.key, ready.reused)
    return reuseIssue(run, row, ready.reused, parent, status)
  }
  await createLabels(run, ready)
  return createdResult(going, ready, await createPost(run, ready, parent?.id ?? null))
}

/** A row is prepared once, even if it is sent twice: it counts as one of those that were shown. */
async function prepareOnce({ run, ready }: Going, row: PlannedRow): Promise<ReadyRow> {
  const prepared = ready.get(row.key) ?? (await run.prepare(row))
  ready.set(row.key, prepared)
  return prepared
}

/** The post exists, even if the row would not pass the checks any more. */
async function completeRow(going: Going, row: PlannedRow, post: FoundPost): Promise<RowResult> {
  const { run, settled, parents } = going
  settled.delete(row.key)
  try {
    const ready = await prepareOnce(going, row)
    if (ready.reused === null) return createdResult(going, ready, await completePost(run, ready, post))
  } catch (error) {
    if (!(error instanceof Failure)) throw error
  }
  parents.add(row.key, post)
  const { number, url, labels } = await recordCreated(run, row.key, post)
  return { state: 'created', number, url, applied: labels, dropped: [], notes: [] }
}

function createdResult(
  { parents, ready, settled }: Going,
  { row, publication, types }: RowToCreate,
  post: CompletePost,
): RowResult {
  parents.add(row.key, post)
  ready.delete(row.key)
  settled.delete(row.key)
  const { number, url, labels, failedProjects } = post
  const dropped = droppedLabels(publication.labels, labels)
  const missing = droppedType(publication, post, types)
  const notes = [
    ...failedProjects.map(({ project, why }) => `it is not in the project "${project}": ${why}`),
    ...(missing === null ? [] : [missing]),
  ]
  return { state: 'created', number, url, applied: labels, dropped, notes }
}

async function reuseIssue(
  run: PlanRun,
  row: PlannedRow,
  issue: NonNullable<ReadyRow['reused']>,
  parent: Parent | null,
  status: Status,
): Promise<RowResult> {
  const isKnown = status.state === 'reused'
  if (!isKnown) await recordReused(run, row, issue)
  const linked = parent === null ? LINKED : await linkToParent(run, row, issue, parent)
  const { number, url } = issue
  return { state: isKnown ? 'skipped' : 'reused', number, url, ...linked }
}

/** The result of a row for which nothing is sent. */
function resultIfSkipped(going: Going, row: PlannedRow): RowResult {
  const status = going.run.statuses.get(row.key)
  const earlier = going.settled.get(row.key)
  const sent = statusOf(going, row)
  if (earlier?.outcome === 'unconfirmed' && sent !== null)
    return { state: 'unconfirmed', failure: unconfirmed(sent, earlier.until) }
  if (status?.state !== 'created' && status?.state !== 'reused') return { state: 'pending' }
  return { state: 'skipped', number: status.number, url: status.url, ...LINKED }
}

function hasParent({ parentKey, draft }: PlannedRow): boolean {
  return parentKey !== null || draft.parent !== null
}
