import { Failure } from '../../errors.ts'
import { droppedLabels } from '../../publish/resolve.ts'
import { PENDING, type Status } from '../ledger/status.ts'
import type { PlannedRow } from '../plan/planned.ts'
import { createLabels, createPost } from './create.ts'
import {
  LINKED,
  linkToParent,
  lookUpParents,
  type Parent,
  type ParentLookup,
  type ReadIssue,
  recordReused,
} from './parents.ts'
import type { Ready } from './ready.ts'
import type { RunContext } from './running.ts'
import { Interrupted, watchFailures } from './stop.ts'

export type PlanRun = RunContext & {
  /** What the ledger tells of each row. */
  readonly statuses: ReadonlyMap<string, Status>
  readonly issue: ReadIssue
  /** The keys that rows name as their parent. */
  readonly parentKeys: ReadonlySet<string>
  /** @throws Failure for a row that must not be sent. */
  readonly prepare: (row: PlannedRow) => Promise<Ready>
  readonly onStart: (row: PlannedRow) => void
  readonly onEnd: (row: PlannedRow, end: RowResult) => Promise<void>
  /** So many are created, and no more; null: all. */
  readonly stopAfter: number | null
  readonly failFast: boolean
}

/** Why a run left rows for the next one. */
export type StopReason =
  | { readonly by: 'person' | 'count' }
  | { readonly by: 'failure'; readonly failure: Failure }
  | null

/** Brings each row to GitHub that is not there yet, one after the other. One that fails does not stop the others. */
export async function applyRows(applying: PlanRun, rows: AsyncIterable<PlannedRow>): Promise<StopReason> {
  const parents = lookUpParents(applying.issue, applying.statuses, applying.parentKeys)
  const stops = watchForStop(applying)
  for await (const row of rows) {
    const end = stops.reason() === null ? await tryRow(applying, parents, row) : resultWithoutSending(applying, row)
    stops.after(end)
    await applying.onEnd(row, end === 'stopped' ? { state: 'pending' } : end)
  }
  return stops.reason()
}

/** Watches for what ends a run before its last row. The first reason counts. */
function watchForStop({ stop, stopAfter, failFast }: PlanRun) {
  const systemic = watchFailures()
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
        if (systemic.isTooMany(end.failure) || failFast) reason ??= { by: 'failure', failure: end.failure }
      } else if (end.state === 'created') {
        systemic.reset()
        created += 1
        if (created === stopAfter) reason ??= { by: 'count' }
      }
    },
  }
}

async function tryRow(applying: PlanRun, parents: ParentLookup, row: PlannedRow): Promise<RowResult | 'stopped'> {
  try {
    return await sendRow(applying, parents, row)
  } catch (error) {
    if (error instanceof Interrupted) return 'stopped'
    if (error instanceof Failure) return { state: 'failed', failure: error }
    throw error
  }
}

async function sendRow(applying: PlanRun, parents: ParentLookup, row: PlannedRow): Promise<RowResult> {
  const status = applying.statuses.get(row.key) ?? PENDING
  if (status.state === 'created') return resultWithoutSending(applying, row)
  if (status.state === 'reused' && (row.reuse === null || !hasParent(row))) return resultWithoutSending(applying, row)
  applying.onStart(row)
  const ready = await applying.prepare(row)
  const parent = await parents.find(row)
  if (ready.reused !== null) {
    parents.add(row.key, ready.reused)
    return reuseIssue(applying, row, ready.reused, parent, status)
  }
  await createLabels(applying, ready)
  const post = await createPost(applying, ready, status, parent?.id ?? null)
  parents.add(row.key, post)
  const { number, url, labels, outside } = post
  const dropped = droppedLabels(ready.publication.labels, labels)
  const notes = outside.map(({ project, why }) => `it is not in the project "${project}": ${why}`)
  return { state: 'created', number, url, applied: labels, dropped, notes }
}

async function reuseIssue(
  applying: PlanRun,
  row: PlannedRow,
  issue: NonNullable<Ready['reused']>,
  parent: Parent | null,
  status: Status,
): Promise<RowResult> {
  const isKnown = status.state === 'reused'
  if (!isKnown) await recordReused(applying, row, issue)
  const linked = parent === null ? LINKED : await linkToParent(applying, row, issue, parent)
  const { number, url } = issue
  return { state: isKnown ? 'skipped' : 'reused', number, url, ...linked }
}

/** How a row stands when nothing is done about it. */
function resultWithoutSending({ statuses }: PlanRun, { key }: PlannedRow): RowResult {
  const status = statuses.get(key)
  if (status?.state !== 'created' && status?.state !== 'reused') return { state: 'pending' }
  return { state: 'skipped', number: status.number, url: status.url, ...LINKED }
}

function hasParent({ parentKey, draft }: PlannedRow): boolean {
  return parentKey !== null || draft.parent !== null
}

type PostAddress = { readonly number: number; readonly url: string }
/** `incomplete`: the next run may do what of it could not be done. */
type Reused = PostAddress & { readonly notes: readonly string[]; readonly incomplete: boolean }

/** How it ended for one row. `notes`: what of it could not be done, though it is there. */
export type RowResult =
  | ({
      readonly state: 'created'
      readonly applied: readonly string[]
      readonly dropped: readonly string[]
      readonly notes: readonly string[]
    } & PostAddress)
  | ({ readonly state: 'reused' } & Reused)
  /** An earlier run saw to it. */
  | ({ readonly state: 'skipped' } & Reused)
  | { readonly state: 'failed'; readonly failure: Failure }
  /** This run has not come to it. */
  | { readonly state: 'pending' }

export type ResultCounts = { readonly [S in RowResult['state']]: number }

export function countResults(ends: Iterable<RowResult['state']>): ResultCounts {
  const counts = { created: 0, reused: 0, skipped: 0, failed: 0, pending: 0 }
  for (const state of ends) counts[state]++
  return counts
}
