import { Failure } from '../../errors.ts'
import { droppedLabels, droppedType } from '../../publish/labels.ts'
import { PENDING, type Status } from '../ledger/status.ts'
import type { PlannedRow } from '../plan/planned.ts'
import { createLabels, createPost } from './create.ts'
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
import type { ReadyRow, RunContext } from './running.ts'
import { type StopReason, watchFailures } from './running.ts'

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

/** Creates each row that does not exist yet, one after the other. A row that fails does not stop the others. */
export async function applyRows(run: PlanRun, rows: AsyncIterable<PlannedRow>): Promise<StopReason> {
  const parents = lookUpParents(run.issue, run.statuses, run.parentKeys)
  const stopper = watchForStop(run)
  for await (const row of rows) {
    const end = stopper.reason() === null ? await tryRow(run, parents, row) : resultIfSkipped(run, row)
    stopper.after(end)
    await run.onEnd(row, end === 'stopped' ? { state: 'pending' } : end)
  }
  return stopper.reason()
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
      else if (end.state === 'failed') {
        if (failures.isTooMany(end.failure) || failFast) reason ??= { by: 'failure', failure: end.failure }
      } else if (end.state === 'created') {
        failures.reset()
        created += 1
        if (created === stopAfter) reason ??= { by: 'count' }
      }
    },
  }
}

async function tryRow(run: PlanRun, parents: ParentLookup, row: PlannedRow): Promise<RowResult | 'stopped'> {
  try {
    return await sendRow(run, parents, row)
  } catch (error) {
    if (error instanceof Interrupted) return 'stopped'
    if (error instanceof Failure) return { state: 'failed', failure: error }
    throw error
  }
}

async function sendRow(run: PlanRun, parents: ParentLookup, row: PlannedRow): Promise<RowResult> {
  const status = run.statuses.get(row.key) ?? PENDING
  if (status.state === 'created') return resultIfSkipped(run, row)
  if (status.state === 'reused' && (row.reuse === null || !hasParent(row))) return resultIfSkipped(run, row)
  run.onStart(row)
  const ready = await run.prepare(row)
  const parent = await parents.find(row)
  if (ready.reused !== null) {
    parents.add(row.key, ready.reused)
    return reuseIssue(run, row, ready.reused, parent, status)
  }
  await createLabels(run, ready)
  const post = await createPost(run, ready, status, parent?.id ?? null)
  parents.add(row.key, post)
  const { number, url, labels, failedProjects } = post
  const dropped = droppedLabels(ready.publication.labels, labels)
  const missing = droppedType(ready.publication, post, ready.types)
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
function resultIfSkipped({ statuses }: PlanRun, { key }: PlannedRow): RowResult {
  const status = statuses.get(key)
  if (status?.state !== 'created' && status?.state !== 'reused') return { state: 'pending' }
  return { state: 'skipped', number: status.number, url: status.url, ...LINKED }
}

function hasParent({ parentKey, draft }: PlannedRow): boolean {
  return parentKey !== null || draft.parent !== null
}

type PostAddress = { readonly number: number; readonly url: string }
/** `incomplete`: the next run may succeed with what failed here. */
type Reused = PostAddress & { readonly notes: readonly string[]; readonly incomplete: boolean }

/** How it ended for one row. `notes`: what could not be done, although the post exists. */
export type RowResult =
  | ({
      readonly state: 'created'
      readonly applied: readonly string[]
      readonly dropped: readonly string[]
      readonly notes: readonly string[]
    } & PostAddress)
  | ({ readonly state: 'reused' } & Reused)
  /** An earlier run has created it. */
  | ({ readonly state: 'skipped' } & Reused)
  | { readonly state: 'failed'; readonly failure: Failure }
  /** This run did not get to it. */
  | { readonly state: 'pending' }

export type ResultCounts = { readonly [S in RowResult['state']]: number }

export function countResults(ends: Iterable<RowResult['state']>): ResultCounts {
  const counts = { created: 0, reused: 0, skipped: 0, failed: 0, pending: 0 }
  for (const state of ends) counts[state]++
  return counts
}
