import { Failure } from '../../errors.ts'
import { GitHubFailure } from '../../github/failure.ts'
import type { FoundPost, SentPost } from '../../github/find-post.ts'
import type { LookUp, Unconfirmed } from '../../github/look-up.ts'
import type { Reason } from '../../github/reasons.ts'
import { hashOf } from '../../system/hash.ts'
import { markerFor } from '../../text/added-lines.ts'
import { minuteText } from '../../text/day.ts'
import { excerpt } from '../../text/quote.ts'
import type { Orphan } from '../ledger/orphans.ts'
import type { LedgerRecord, RecordOf } from '../ledger/record.ts'
import { type Status, type Statuses, statusesOf } from '../ledger/status.ts'
import type { PlannedRow } from '../plan/planned-row.ts'
import { createFailureCounter, type ReadyRow, type RunContext, timestamp } from './run-context.ts'

export type UnconfirmedStatus = Extract<Status, { readonly state: 'unconfirmed' }>

/** `after`: the error that kept us from looking up the post. */
type UnconfirmedAfter = Unconfirmed & { readonly after?: Reason | null }
/** What GitHub says about a post whose request got no response. */
export type PostLookUp = Exclude<LookUp<FoundPost>, Unconfirmed> | UnconfirmedAfter

/**
 * Looks up every post whose outcome earlier runs left open. Records those that are missing, so that their rows are pending
 * again. A post that cannot be looked up stays unconfirmed.
 */
export async function settleEarlierRuns(run: RunContext, statuses: Statuses): Promise<ReadonlyMap<string, PostLookUp>> {
  const lookUps = new Map<string, PostLookUp>()
  const lookUpOrSkip = skipAfterFailures<PostLookUp>(unconfirmedAfter)
  for (const [key, status] of statuses) {
    if (status.state === 'unconfirmed') lookUps.set(key, await lookUpOrSkip(() => settlePost(run, key, status)))
  }
  return lookUps
}

/**
 * Returns a function that makes one look-up, or skips it if earlier failures show that it would most likely fail too.
 * @param fallback the result of a look-up that failed or was skipped
 */
function skipAfterFailures<T>(fallback: (reason: Reason) => T): (lookUp: () => Promise<T>) => Promise<T> {
  const failures = createFailureCounter()
  let skipReason: Reason | null = null
  return async (lookUp) => {
    if (skipReason !== null) return fallback(skipReason)
    try {
      const result = await lookUp()
      failures.reset()
      return result
    } catch (error) {
      if (!(error instanceof GitHubFailure)) throw error
      failures.add(error)
      if (failures.shouldStop()) skipReason = error.reason
      return fallback(error.reason)
    }
  }
}

/** The result for a post whose look-up failed: it stays unconfirmed. */
export function unconfirmedAfter(reason: Reason): UnconfirmedAfter {
  const outcome = 'unconfirmed'
  if (reason.kind !== 'unconfirmed') return { outcome, until: null, hidden: null, after: reason }
  return { outcome, until: reason.until ?? null, hidden: reason.hidden ?? null, after: reason.after }
}

/** Looks up a post whose request got no response. Records it if it is missing. @throws GitHubFailure */
export async function settlePost(run: RunContext, key: string, status: UnconfirmedStatus): Promise<LookUp<FoundPost>> {
  const result = await run.github.lookUpPost(await sentPostOf(run.github, status))
  if (result.outcome === 'missing') await run.append({ record: 'missing', at: timestamp(run), key, act: 'create' })
  return result
}

/** Older versions recorded the time of the computer, whose clock may be wrong by up to a day. */
const CLOCK_ERROR_MS = 24 * 3_600_000

async function sentPostOf(
  github: RunContext['github'],
  { sent, since }: Pick<UnconfirmedStatus, 'sent' | 'since'>,
): Promise<SentPost> {
  const { marker, kind, repo, viewer = null } = sent
  const clockError = sent.repositoryId === undefined ? CLOCK_ERROR_MS : 0
  return {
    marker: markerFor(marker),
    kind,
    viewer,
    repositoryId: sent.repositoryId ?? (await github.target(repo)).id,
    earliest: new Date(Date.parse(since) - clockError),
    latest: new Date(Date.parse(sent.at) + clockError),
    ...(sent.parts !== undefined && { hasTitle: (title: string) => hashOf(title) === sent.parts?.title }),
  }
}

export function unconfirmedFailure(
  { sent }: UnconfirmedStatus,
  { until, hidden, after = null }: UnconfirmedAfter,
): GitHubFailure {
  return new GitHubFailure({
    kind: 'unconfirmed',
    after,
    until,
    hidden,
    what: `the post in ${sent.repo}`,
    viewer: sent.viewer ?? null,
    settle: 'if it exists, add its address to the row ("reuse: https://…"); if not, give the row another "key"',
  })
}

/** A post that an earlier run sent without learning whether GitHub created it. */
export type UnconfirmedPost = { readonly key: string; readonly sent: RecordOf<'sending'>; readonly since: string }

export function unconfirmedPosts(records: readonly LedgerRecord[]): readonly UnconfirmedPost[] {
  return [...statusesOf(records)].flatMap(([key, status]) =>
    status.state === 'unconfirmed' ? [{ key, sent: status.sent, since: status.since }] : [],
  )
}

type OrphanLookUp =
  | { readonly outcome: 'found'; readonly url: string; readonly number: number }
  /** GitHub did not create the post, and no longer can. */
  | { readonly outcome: 'missing' }
  /** GitHub may have created the post, or may still create it. */
  | Unconfirmed

type SettleContext = Pick<RunContext, 'github' | 'clock' | 'append'>

/** Looks up a post by its ledger record alone, and records the result if it is certain. @throws GitHubFailure */
async function settleOrphan(run: SettleContext, post: UnconfirmedPost): Promise<OrphanLookUp> {
  const result = await lookUpOrphan(run, post)
  const about = { at: timestamp(run), key: post.key, act: 'create' } as const
  if (result.outcome === 'found') {
    const { number, url } = result
    await run.append({ record: 'done', ...about, number, url, orphan: true })
  } else if (result.outcome === 'missing') await run.append({ record: 'missing', ...about })
  return result
}

async function lookUpOrphan({ github }: SettleContext, post: UnconfirmedPost): Promise<OrphanLookUp> {
  const result = await github.lookUpPost(await sentPostOf(github, post))
  return result.outcome === 'found' ? { outcome: 'found', url: result.value.url, number: result.value.number } : result
}

/** Returns a function that looks up a post by its ledger record alone. A post that cannot be looked up stays unconfirmed. */
export function createOrphanLookUp(run: SettleContext): (post: UnconfirmedPost) => Promise<OrphanLookUp> {
  const lookUpOrSkip = skipAfterFailures<OrphanLookUp>(unconfirmedAfter)
  return (post) => lookUpOrSkip(() => settleOrphan(run, post))
}

type SettledOrphans = {
  /** By key: why a row is not created. Such a row seems to be a removed row under a new key. */
  readonly heldRows: ReadonlyMap<string, string>
  /** Messages about rows that are no longer in the plan. */
  readonly notes: readonly string[]
  readonly areAllSettled: boolean
}

/** Looks up the posts whose rows are no longer in the plan, before anything is sent. */
export async function settleOrphans(run: SettleContext, orphans: readonly Orphan[]): Promise<SettledOrphans> {
  const heldRows = new Map<string, string>()
  const notes: string[] = []
  let areAllSettled = true
  const lookUp = createOrphanLookUp(run)
  for (const orphan of orphans) {
    const isUnknown = orphan.url === null
    const result = isUnknown ? await lookUp(orphan) : { outcome: 'found' as const, url: orphan.url }
    if (result.outcome === 'missing') continue
    if (result.outcome === 'unconfirmed') areAllSettled = false
    const url = result.outcome === 'found' ? result.url : null
    const isHidden = result.outcome === 'unconfirmed' && result.hidden !== null
    const heldByOrphan = rowsHeldBy(orphan, { url, isHidden })
    for (const [key, message] of heldByOrphan) heldRows.set(key, message)
    if (heldByOrphan.length === 0 && isUnknown) notes.push(noteAbout(orphan, { url, isHidden }))
  }
  return { heldRows, notes, areAllSettled }
}

/** `url`: the address of the post; null: it is unknown if the post exists. `isHidden`: no later run can find that out either. */
type OrphanPost = { readonly url: string | null; readonly isHidden: boolean }

function rowsHeldBy(
  orphan: Orphan,
  { url, isHidden }: OrphanPost,
): readonly (readonly [key: string, message: string])[] {
  const heldSuccessors = orphan.successorKeys.map(
    (key) => [key, messageForSuccessor(orphan, { url, isHidden })] as const,
  )
  // If no later run can find the post, its author may have looked for it, and given the row a key to send it again.
  if (isHidden) return heldSuccessors
  return [...heldSuccessors, ...orphan.sameTitleKeys.map((key) => [key, messageForSameTitle(orphan, url)] as const)]
}

function messageForSuccessor({ key, sent: { at, repo } }: Orphan, { url, isHidden }: OrphanPost): string {
  const earlierRow = `the row "${excerpt(key)}", which was sent at ${minuteText(new Date(at))} and is no longer in the plan`
  if (isHidden)
    return `not created, because it seems to be ${earlierRow}. GitHub does not show whether that post arrived, so look in ${repo}: if it is there, add its address to this row ("reuse: https://…"); if not, give this row its own "key"`
  return url === null
    ? `not created, because it seems to be ${earlierRow}. That post is still unconfirmed: run the command again later, or give this row its own "key" if it is another post`
    : `not created, because it seems to be ${earlierRow}. That post exists: ${url}. Add "reuse: ${url}" to this row, or give it its own "key" if it is another post`
}

function messageForSameTitle({ key, sent: { at } }: Orphan, url: string | null): string {
  const sentence = `not created, because it was sent with another key at ${minuteText(new Date(at))}, and that post`
  if (url === null) return `${sentence} is still unconfirmed: run the command again later`
  return `${sentence} exists: ${url}. Give this row the key "${key}", or another title if it is another post`
}

function noteAbout({ key, sent: { at, repo } }: Orphan, { url, isHidden }: OrphanPost): string {
  const sentence = `The row "${excerpt(key)}" is no longer in the plan. It was sent to ${repo} at ${minuteText(new Date(at))}`
  if (isHidden) return `${sentence}, and GitHub does not show whether it arrived: look there yourself`
  return url === null
    ? `${sentence}, and is still unconfirmed: run the command again later`
    : `${sentence}, and its post exists: ${url}`
}

/** Returns a `prepare` that refuses the rows that may already exist under another key. */
export function prepareUnlessHeld(
  { heldRows }: SettledOrphans,
  prepare: (row: PlannedRow) => Promise<ReadyRow>,
): (row: PlannedRow) => Promise<ReadyRow> {
  return async (row) => {
    const why = heldRows.get(row.key)
    if (why !== undefined) throw new Failure('validation', why)
    return prepare(row)
  }
}
