import { markerFor } from '../../drafts/marker.ts'
import { GitHubFailure } from '../../github/failure.ts'
import type { FoundPost, SentPost } from '../../github/find-post.ts'
import type { LookUp } from '../../github/look-up.ts'
import type { Status } from '../ledger/status.ts'
import { type RunContext, timestamp } from './running.ts'

export type SentUnknown = Extract<Status, { readonly state: 'sent-unknown' }>

/** What GitHub says about the posts that were sent without an answer, by the key of their row. */
export type Settled = ReadonlyMap<string, LookUp<FoundPost>>

/**
 * Looks up, before anything is sent, every post of the plan whose outcome earlier runs left open.
 * Records those that are missing, so that their rows are pending again.
 * @throws GitHubFailure
 */
export async function settleEarlierRuns(running: RunContext, statuses: ReadonlyMap<string, Status>): Promise<Settled> {
  const settled = new Map<string, LookUp<FoundPost>>()
  for (const [key, status] of statuses) {
    if (status.state === 'sent-unknown') settled.set(key, await settle(running, key, status))
  }
  return settled
}

/** Looks a post up that was sent without an answer, and records it if it is missing. @throws GitHubFailure */
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
export function unconfirmed({ sent }: SentUnknown, until: Date | null): GitHubFailure {
  const what = `the post in ${sent.repo}`
  return new GitHubFailure({ kind: 'unconfirmed', after: null, until, what, isHidden: until === null })
}
