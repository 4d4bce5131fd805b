import { Failure } from '../errors.ts'
import type { PullRequest } from '../github/proposal-state.ts'
import type { Clock } from '../system/clock.ts'
import { markerIn } from '../text/added-lines.ts'
import { numberInPath, pathWithNumber } from '../text/file-names.ts'
import { draftTrailer } from './ownership.ts'
import { LONG_PAUSES_MS, MAX_TRIES, type ProposalsApi } from './proposal-steps.ts'
import { type FileCommit, type FileHistoryApi, readSentVersion } from './sent-version.ts'

export type PullRequestApi = Pick<ProposalsApi, 'createCommit' | 'pullRequest'> & FileHistoryApi

export type SepReference = { readonly repo: string; readonly number: number; readonly viewer: string }

/** A SEP as its open pull request has it. */
export type SepVersion = {
  readonly number: number
  readonly url: string
  /** The id of its draft, or `SEP-` and its number if the pull request has no marker. */
  readonly id: string
  readonly head: NonNullable<PullRequest['head']>
  readonly path: string
  readonly text: string
  /** The text that the viewer last sent; empty if it cannot be read. It differs from `text` if others have changed the file since. */
  readonly sentText: string
  /**
   * The viewer's commits that an older copy of the file may be based on: the one before the last, and the last one before others changed
   * the file.
   */
  readonly earlierOwnCommits: readonly FileCommit[]
}

/**
 * Reads a SEP from its open pull request.
 * @throws Failure if the pull request cannot be updated, or if none of the commits to the SEP is the viewer's
 */
export async function readVersion(github: PullRequestApi, { repo, number, viewer }: SepReference): Promise<SepVersion> {
  const pull = await github.pullRequest(repo, number)
  const { url, closed, head, sepPaths, base } = pull
  const path = pathWithNumber(sepPaths, number)
  if (closed)
    throw notUpdatableFailure(
      repo,
      number,
      'its pull request is closed',
      `If it was merged, change the SEP in a new pull request. Otherwise, reopen it (${url}), and run the same command again`,
    )
  if (head === null)
    throw notUpdatableFailure(repo, number, 'the repository that had the branch of its pull request was deleted')
  if (head.repo === base.repo && head.branch === base.main)
    throw notUpdatableFailure(repo, number, `the branch of its pull request is ${head.branch}, the default branch`)
  const text = path === undefined ? null : await github.fileText(head.repo, path, head.oid)
  if (path === undefined || text === null) {
    const unnumberedPath = sepPaths.find((candidate) => numberInPath(candidate) === null)
    throw notUpdatableFailure(
      repo,
      number,
      'its pull request has no file with that number',
      unnumberedPath &&
        `Rename ${unnumberedPath} in the pull request. If an earlier run of sep open stopped before it renamed that file, give your file the same name again, write SEP-0000 into its heading, and run sep open`,
    )
  }
  const sent = await readSentVersion(github, { repo: head.repo, path, commit: head.oid, text, viewer, pull })
  if (sent === null)
    throw notUpdatableFailure(
      repo,
      number,
      `no commit to ${path} is yours, so your file could undo its authors' changes`,
      `Suggest your changes on ${url}`,
    )
  const id = markerIn(pull.body) ?? `SEP-${number}`
  return { number, url, id, head, path, text, sentText: sent.text, earlierOwnCommits: sent.earlierOwnCommits }
}

/** Short, because sending the same commit again is safe. */
const SHORT_PAUSES_MS = LONG_PAUSES_MS.slice(0, 2)

type SendContext = {
  readonly github: PullRequestApi
  readonly clock: Pick<Clock, 'sleep'>
  readonly reference: SepReference
  readonly onWait: () => void
}

/**
 * Commits a new text of a SEP to its open pull request. Each request names the head that it expects, and GitHub refuses it on any
 * other head, so no commit is made twice. If the effect of a request is unknown, reads the pull request before sending another.
 * @returns false if the pull request has this text already
 */
export async function sendVersion(context: SendContext, first: SepVersion, text: string): Promise<boolean> {
  const { github } = context
  if (first.text === text) return false
  let version = first
  for (let tries = 1; ; tries++) {
    const result = await commitTo(github, version, text)
    if (result.outcome === 'done') return true
    const isUnknown = result.outcome === 'unknown'
    const next = await waitForHead(context, version, isUnknown ? SHORT_PAUSES_MS : LONG_PAUSES_MS)
    // Somebody may have committed on top of our commit before GitHub showed it.
    if (next !== null && [next.text, next.sentText].includes(text)) return true
    if (tries === MAX_TRIES || (next === null && !isUnknown)) throw result.failure.toUnconfirmed()
    if (next === null) continue
    refuseIfChanged(next, version)
    version = next
  }
}

/** @throws GitHubFailure if GitHub refused the commit, unless the head may have moved */
async function commitTo(github: PullRequestApi, { head, path, id, number }: SepVersion, text: string) {
  const result = await github.createCommit(head, head.branch, {
    headline: updateHeadline(number),
    details: draftTrailer(id),
    expectedHeadOid: head.oid,
    add: [{ path, text }],
    remove: [],
  })
  if (result.outcome === 'refused' && result.failure.reason.kind !== 'validation') throw result.failure
  return result
}

/** Reads the pull request until its branch has another head. null: GitHub still shows the same head. */
async function waitForHead(
  { github, clock, reference, onWait }: SendContext,
  { head }: SepVersion,
  pauses: readonly number[],
): Promise<SepVersion | null> {
  onWait()
  for (const pause of pauses) {
    await clock.sleep(pause)
    const version = await readVersion(github, reference)
    if (version.head.oid !== head.oid) return version
  }
  return null
}

export function updateHeadline(number: number): string {
  return `SEP-${number}: new version`
}

/** @throws Failure if somebody else has changed the SEP in the meantime */
function refuseIfChanged(version: SepVersion, earlierVersion: SepVersion): void {
  const { number, url, text, sentText } = version
  if (text === sentText || text === earlierVersion.text) return
  throw new Failure(
    'validation',
    `somebody has just changed SEP-${number} in its pull request (${url}), so nothing was committed`,
    { hint: 'Run the same command again; it shows their changes' },
  )
}

function notUpdatableFailure(repo: string, number: number, why: string, hint?: string): Failure {
  return new Failure(
    'validation',
    `SEP-${number} cannot be updated in ${repo}: ${why}`,
    hint === undefined ? {} : { hint },
  )
}
