import { markerFor } from '../../drafts/marker.ts'
import { GitHubFailure } from '../../github/failure.ts'
import type { FoundPost, SentPost } from '../../github/find-post.ts'
import type { LookUp, Unsettled } from '../../github/look-up.ts'
import type { Reason } from '../../github/reasons.ts'
import type { Status } from '../ledger/status.ts'
import { type RunContext, timestamp, watchFailures } from './running.ts'

export type SentUnknown = Extract<Status, { readonly state: 'sent-unknown' }>

/** `after`: the error that kept us from finding out. */
type UnsettledBy = Unsettled & { readonly after?: Reason | null }
/** What GitHub says about a post that was sent without a response. */
export type Settled = Exclude<LookUp<FoundPost>, Unsettled> | UnsettledBy

/**
 * Looks up, before anything is sent, every post of the plan whose outcome earlier runs left open. Records those that are
 * missing, so that their rows are pending again. A post that cannot be looked up stays unconfirmed.
 */
export async function settleEarlierRuns(
  running: RunContext,
  statuses: ReadonlyMap<string, Status>,
): Promise<ReadonlyMap<string, Settled>> {
  const settled = new Map<string, Settled>()
  const lookUps = lookUpsUntilFailing<Settled>(unsettledBy)
  for (const [key, status] of statuses) {
    if (status.state === 'sent-unknown') settled.set(key, await lookUps(() => settle(running, key, status)))
  }
  return settled
}

/** Makes look-ups one after the other, and stops asking GitHub when the next one would most likely fail as well. */
export function lookUpsUntilFailing<T>(otherwise: (reason: Reason) => T): (lookUp: () => Promise<T>) => Promise<T> {
  const failures = watchFailures()
  let last: Reason | null = null
  return async (lookUp) => {
    if (last !== null) return otherwise(last)
    try {
      const result = await lookUp()
      failures.reset()
      return result
    } catch (error) {
      if (!(error instanceof GitHubFailure)) throw error
      if (failures.shouldStopAfter(error)) last = error.reason
      return otherwise(error.reason)
    }
  }
}

/** A post stays unconfirmed if its look-up fails. */
export function unsettledBy(reason: Reason): UnsettledBy {
  const outcome = 'unconfirmed'
  if (reason.kind !== 'unconfirmed') return { outcome, until: null, hidden: null, after: reason }
  return { outcome, until: reason.until ?? null, hidden: reason.hidden ?? null, after: reason.after }
}

/** Looks a post up that was sent without a response, and records it if it is missing. @throws GitHubFailure */
export async function settle(running: RunContext, key: string, status: SentUnknown): Promise<LookUp<FoundPost>> {
  const result = await running.github.lookUpPost(await sentPostOf(running.github, status))
  if (result.outcome === 'missing')
    await running.append({ record: 'missing', at: timestamp(running), key, act: 'create' })
  return result
}

/** Older versions recorded the time of this computer, whose clock may be wrong by a day. */
const CLOCK_ERROR_MS = 24 * 3_600_000

export async function sentPostOf(
  github: RunContext['github'],
  { sent, since }: Pick<SentUnknown, 'sent' | 'since'>,
): Promise<SentPost> {
  const { marker, kind, repo, viewer = null } = sent
  const error = sent.repositoryId === undefined ? CLOCK_ERROR_MS : 0
  return {
    ...{ marker: markerFor(marker), kind, viewer },
    repositoryId: sent.repositoryId ?? (await github.target(repo)).id,
    first: new Date(Date.parse(since) - error),
    last: new Date(Date.parse(sent.at) + error),
  }
}

/** The result of a row whose post may or may not exist. */
export function unconfirmedFailure({ sent }: SentUnknown, { until, hidden, after = null }: UnsettledBy): GitHubFailure {
  return new GitHubFailure({
    ...{ kind: 'unconfirmed', after, until, hidden },
    what: `the post in ${sent.repo}`,
    viewer: sent.viewer ?? null,
    settle: 'if it is there, add its address to the row ("reuse: https://…"); if not, give the row another "key"',
  })
}
