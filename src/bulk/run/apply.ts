import { Failure } from '../../errors.ts'
import { droppedLabels } from '../../publish/resolve.ts'
import { PENDING, type Status } from '../ledger/status.ts'
import type { PlannedRow } from '../plan/planned.ts'
import { create, makeLabels } from './create.ts'
import { LINKED, link, noteReused, type Parent, type Parents, parentsOf, type ReadIssue } from './parents.ts'
import type { Ready } from './ready.ts'
import type { Running } from './running.ts'
import { Stopped, systemicFailures } from './stop.ts'

export type Applying = Running & {
  /** What the ledger tells of each row. */
  readonly statuses: ReadonlyMap<string, Status>
  readonly issue: ReadIssue
  /** The keys that rows name as their parent. */
  readonly parentKeys: ReadonlySet<string>
  /** @throws Failure for a row that must not be sent. */
  readonly prepare: (row: PlannedRow) => Promise<Ready>
  readonly begins: (row: PlannedRow) => void
  readonly ends: (row: PlannedRow, end: RowEnd) => Promise<void>
  /** So many are created, and no more; null: all. */
  readonly stopAfter: number | null
  readonly failFast: boolean
}

/** Why a run left rows for the next one. */
export type Stopping =
  | { readonly by: 'person' | 'count' }
  | { readonly by: 'failure'; readonly failure: Failure }
  | null

/** Brings each row to GitHub that is not there yet, one after the other. One that fails does not stop the others. */
export async function apply(applying: Applying, rows: AsyncIterable<PlannedRow>): Promise<Stopping> {
  const parents = parentsOf(applying.issue, applying.statuses, applying.parentKeys)
  const stops = stopsOf(applying)
  for await (const row of rows) {
    const end = stops.reason() === null ? await endOf(applying, parents, row) : leftAs(applying, row)
    stops.after(end)
    await applying.ends(row, end === 'stopped' ? { state: 'pending' } : end)
  }
  return stops.reason()
}

/** Watches for what ends a run before its last row. The first reason counts. */
function stopsOf({ stop, stopAfter, failFast }: Applying) {
  const systemic = systemicFailures()
  let reason: Stopping = null
  let created = 0
  return {
    reason: () => {
      if (stop.aborted) reason ??= { by: 'person' }
      return reason
    },
    after: (end: RowEnd | 'stopped') => {
      if (end === 'stopped') reason ??= { by: 'person' }
      else if (end.state === 'failed') {
        if (systemic.fails(end.failure) || failFast) reason ??= { by: 'failure', failure: end.failure }
      } else if (end.state === 'created') {
        systemic.succeeds()
        created += 1
        if (created === stopAfter) reason ??= { by: 'count' }
      }
    },
  }
}

async function endOf(applying: Applying, parents: Parents, row: PlannedRow): Promise<RowEnd | 'stopped'> {
  try {
    return await bring(applying, parents, row)
  } catch (error) {
    if (error instanceof Stopped) return 'stopped'
    if (error instanceof Failure) return { state: 'failed', failure: error }
    throw error
  }
}

async function bring(applying: Applying, parents: Parents, row: PlannedRow): Promise<RowEnd> {
  const status = applying.statuses.get(row.key) ?? PENDING
  if (status.state === 'created') return leftAs(applying, row)
  if (status.state === 'reused' && (row.reuse === null || !hasParent(row))) return leftAs(applying, row)
  applying.begins(row)
  const ready = await applying.prepare(row)
  const parent = await parents.of(row)
  if (ready.reused !== null) {
    parents.add(row.key, ready.reused)
    return reuse(applying, row, ready.reused, parent, status)
  }
  await makeLabels(applying, ready)
  const post = await create(applying, ready, status, parent?.id ?? null)
  parents.add(row.key, post)
  const { number, url, labels, outside } = post
  const dropped = droppedLabels(ready.publication.labels, labels)
  const notes = outside.map(({ project, why }) => `it is not in the project "${project}": ${why}`)
  return { state: 'created', number, url, applied: labels, dropped, notes }
}

async function reuse(
  applying: Applying,
  row: PlannedRow,
  issue: NonNullable<Ready['reused']>,
  parent: Parent | null,
  status: Status,
): Promise<RowEnd> {
  const isKnown = status.state === 'reused'
  if (!isKnown) await noteReused(applying, row, issue)
  const linked = parent === null ? LINKED : await link(applying, row, issue, parent)
  const { number, url } = issue
  return { state: isKnown ? 'skipped' : 'reused', number, url, ...linked }
}

/** How a row stands when nothing is done about it. */
function leftAs({ statuses }: Applying, { key }: PlannedRow): RowEnd {
  const status = statuses.get(key)
  if (status?.state !== 'created' && status?.state !== 'reused') return { state: 'pending' }
  return { state: 'skipped', number: status.number, url: status.url, ...LINKED }
}

function hasParent({ parentKey, draft }: PlannedRow): boolean {
  return parentKey !== null || draft.parent !== null
}

type There = { readonly number: number; readonly url: string }
/** `incomplete`: the next run may do what of it could not be done. */
type Reused = There & { readonly notes: readonly string[]; readonly incomplete: boolean }

/** How it ended for one row. `notes`: what of it could not be done, though it is there. */
export type RowEnd =
  | ({
      readonly state: 'created'
      readonly applied: readonly string[]
      readonly dropped: readonly string[]
      readonly notes: readonly string[]
    } & There)
  | ({ readonly state: 'reused' } & Reused)
  /** An earlier run saw to it. */
  | ({ readonly state: 'skipped' } & Reused)
  | { readonly state: 'failed'; readonly failure: Failure }
  /** This run has not come to it. */
  | { readonly state: 'pending' }

export type Counts = { readonly [S in RowEnd['state']]: number }

export function countsOf(ends: Iterable<RowEnd['state']>): Counts {
  const counts = { created: 0, reused: 0, skipped: 0, failed: 0, pending: 0 }
  for (const state of ends) counts[state]++
  return counts
}
