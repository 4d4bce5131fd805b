import { Failure } from '../../errors.ts'
import { GitHubFailure } from '../../github/failure.ts'
import type { FoundPost } from '../../github/find-post.ts'
import { interruption, isAbandoned } from '../../github/retry.ts'
import { type CompletePost, droppedLabels, explainDroppedType } from '../../publish/post-with-labels.ts'
import { toIncomplete } from '../../publish/unconfirmed.ts'
import type { RecordOf } from '../ledger/record.ts'
import { hasPost, type Statuses, statusFor } from '../ledger/status.ts'
import { Interrupted } from '../pace/pace.ts'
import type { PlannedRow } from '../plan/planned-row.ts'
import {
  COMPLETE_LINK,
  completePost,
  createLabels,
  createPost,
  linkToParent,
  type Parent,
  type ParentLookup,
  type ReadIssue,
  recordCreated,
  recordReused,
} from './create.ts'
import { type ReadyRow, type RowResult, type RowToCreate, type RunContext, UnrecordedPost } from './run-context.ts'
import { type PostLookUp, type UnconfirmedStatus, unconfirmedAfter, unconfirmedFailure } from './unconfirmed-rows.ts'

export type PlanRun = RunContext & {
  /** What the ledger said about each row before this run. */
  readonly statuses: Statuses
  readonly readIssue: ReadIssue
  /** The keys that rows name as their parent. */
  readonly parentKeys: ReadonlySet<string>
  /** @throws Failure for a row that must not be sent. */
  readonly prepare: (row: PlannedRow) => Promise<ReadyRow>
  readonly onStart: (row: PlannedRow) => void
  readonly onEnd: (row: PlannedRow, result: RowResult) => Promise<void>
  /**
   * After it has created this many posts, the run sends no more rows; null: no limit. There may be more posts in the end, because
   * the run may still find earlier posts whose response was lost.
   */
  readonly stopAfter: number | null
  readonly failFast: boolean
}

export type RunProgress = {
  readonly run: PlanRun
  readonly parents: ParentLookup
  /** What GitHub says about the rows whose request got no response. */
  readonly lookUps: Map<string, PostLookUp>
  /** The rows that this run has prepared, in case one has to be sent again. */
  readonly readyRows: Map<string, ReadyRow>
  /** What this run sent last for each row. */
  readonly sendings: Map<string, RecordOf<'sending'>>
}

/** What was sent last for a row, in this run, or in an earlier run that did not learn the outcome. */
export function lastSending({ run, sendings }: RunProgress, { key }: PlannedRow): UnconfirmedStatus | null {
  const sent = sendings.get(key)
  if (sent !== undefined) return { state: 'unconfirmed', sent, since: sent.at }
  const status = run.statuses.get(key)
  return status?.state === 'unconfirmed' ? status : null
}

/** Sends a row, unless it exists or may exist. Returns a failure as its result, so that the other rows continue. */
export async function tryRow(progress: RunProgress, row: PlannedRow): Promise<RowResult | 'stopped'> {
  try {
    return await sendRow(progress, row)
  } catch (error) {
    if (error instanceof Interrupted || isAbandoned(error)) return 'stopped'
    if (error instanceof GitHubFailure && error.reason.kind === 'unconfirmed' && hasPostToLookUp(progress, row)) {
      progress.lookUps.set(row.key, unconfirmedAfter(error.reason))
      return { state: 'unconfirmed', failure: error }
    }
    // The post exists, but the ledger does not have it. The next run looks it up, and completes and records it.
    if (error instanceof UnrecordedPost) return { state: 'unconfirmed', failure: error }
    if (error instanceof GitHubFailure && error.reason.kind === 'incomplete')
      return { state: 'unconfirmed', failure: error }
    if (error instanceof Failure) return { state: 'failed', failure: error }
    throw error
  }
}

/** Whether a look-up at the end of the run can find the post of a row. It cannot if the run has sent only a label for the post. */
function hasPostToLookUp(progress: RunProgress, row: PlannedRow): boolean {
  return row.reuse !== null || lastSending(progress, row) !== null
}

async function sendRow(progress: RunProgress, row: PlannedRow): Promise<RowResult> {
  const { run, parents, lookUps } = progress
  const status = statusFor(run.statuses, row)
  if (status.state === 'created') return resultIfSkipped(progress, row)
  if (status.state === 'reused' && (row.reuse === null || !hasParent(row))) return resultIfSkipped(progress, row)
  const lookUp = lookUps.get(row.key)
  // A row that now has `reuse` creates no post: its author has found the one that GitHub did not show us.
  if (lookUp?.outcome === 'unconfirmed' && row.reuse === null) return resultIfSkipped(progress, row)
  run.onStart(row)
  if (lookUp?.outcome === 'found') return completeRow(progress, row, lookUp.value)
  const ready = await prepareOnce(progress, row)
  // Added before anything can fail. Otherwise, the row's children could be linked to the issue that the row reused in an earlier run.
  if (ready.reused !== null) parents.add(row.key, ready.reused)
  const parent = await parents.get(row)
  if (ready.reused !== null) return reuseIssue(progress, row, ready.reused, parent)
  await createLabels(run, ready)
  return createdResult(progress, ready, await createPost(run, ready, parent?.id ?? null))
}

/** Prepares a row only once, even if it is sent twice. */
async function prepareOnce({ run, readyRows }: RunProgress, row: PlannedRow): Promise<ReadyRow> {
  const ready = readyRows.get(row.key) ?? (await run.prepare(row))
  readyRows.set(row.key, ready)
  return ready
}

/**
 * Completes and records a post that GitHub has. If its row no longer passes the checks, only records it.
 * @throws Failure that says that the post exists, if the next run may complete it
 */
async function completeRow(progress: RunProgress, row: PlannedRow, post: FoundPost): Promise<RowResult> {
  try {
    return await completeAndRecord(progress, row, post)
  } catch (error) {
    if (error instanceof Interrupted) throw toIncomplete(interruption(), post.url)
    if (error instanceof GitHubFailure) throw toIncomplete(error, post.url)
    throw error instanceof Failure && !(error instanceof UnrecordedPost) ? new UnrecordedPost(post.url, error) : error
  }
}

async function completeAndRecord(progress: RunProgress, row: PlannedRow, post: FoundPost): Promise<RowResult> {
  const { run, lookUps, parents } = progress
  lookUps.delete(row.key)
  const ready = await prepareOnce(progress, row).catch(permanentFailureOrThrow)
  if (!(ready instanceof Failure) && ready.reused === null) {
    await createLabels(run, ready)
    return createdResult(progress, ready, await completePost(run, ready, post))
  }
  parents.add(row.key, post)
  const { number, url, labels } = await recordCreated(run, row.key, post)
  const notes = ready instanceof Failure ? [`nothing was added to it, because ${ready.message}`] : []
  return { state: 'created', number, url, applied: labels, dropped: [], notes }
}

/** Returns a failure that the next run would meet too, such as a failed check. Throws any other, which may be temporary. */
function permanentFailureOrThrow(error: unknown): Failure {
  if (error instanceof Failure && !(error instanceof GitHubFailure) && error.failureClass !== 'file') return error
  throw error
}

function createdResult(
  { parents, readyRows, lookUps }: RunProgress,
  { row, publication, types }: RowToCreate,
  post: CompletePost,
): RowResult {
  parents.add(row.key, post)
  readyRows.delete(row.key)
  lookUps.delete(row.key)
  const { number, url, labels, failedProjects } = post
  const dropped = droppedLabels(publication.labels, labels)
  const typeNote = explainDroppedType(publication, post, types)
  const notes = [
    ...failedProjects.map(({ project, why }) => `it is not in the project "${project}": ${why}`),
    ...(typeNote === null ? [] : [typeNote]),
  ]
  return { state: 'created', number, url, applied: labels, dropped, notes }
}

async function reuseIssue(
  { run }: RunProgress,
  row: PlannedRow,
  issue: NonNullable<ReadyRow['reused']>,
  parent: Parent | null,
): Promise<RowResult> {
  const wasReused = statusFor(run.statuses, row).state === 'reused'
  if (!wasReused) await recordReused(run, row, issue)
  const linkResult = parent === null ? COMPLETE_LINK : await linkToParent(run, row, issue, parent)
  const { number, url } = issue
  return { state: wasReused ? 'skipped' : 'reused', number, url, ...linkResult }
}

/** The result of a row if this run sends nothing more for it. */
export function resultIfSkipped(progress: RunProgress, row: PlannedRow): RowResult {
  const status = statusFor(progress.run.statuses, row)
  const lookUp = progress.lookUps.get(row.key)
  const lastSent = lastSending(progress, row)
  if (lookUp?.outcome === 'unconfirmed' && lastSent !== null)
    return { state: 'unconfirmed', failure: unconfirmedFailure(lastSent, lookUp) }
  if (!hasPost(status)) return { state: 'pending' }
  return { state: 'skipped', number: status.number, url: status.url, ...COMPLETE_LINK }
}

function hasParent({ parentKey, draft }: PlannedRow): boolean {
  return parentKey !== null || draft.parent !== null
}
