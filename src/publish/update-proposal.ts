import { Failure } from '../errors.ts'
import type { Commit, PullRequest } from '../github/proposal-state.ts'
import { numberedText, sepDraftOf } from '../seps/draft.ts'
import type { Clock } from '../system/clock.ts'
import { markerIn } from '../text/added-lines.ts'
import { baseName, numberInPath, parseSepFileName, sepFileName } from '../text/file-names.ts'
import { isSameName } from '../text/github-names.ts'
import { draftTrailer, hasTrailer } from './ownership.ts'
import { LONG_PAUSES_MS, MAX_TRIES, type ProposalsApi } from './proposal-steps.ts'

export type PullRequestApi = Pick<ProposalsApi, 'createCommit' | 'fileText' | 'pullRequest'> & {
  /** The commits that changed a file, newest first. */
  fileHistory(repo: string, path: string, commit: string): Promise<readonly Commit[]>
}

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
   * The ids of the viewer's commits to which an older copy of the file may go back: the one before the last, and the last one before others
   * changed the file.
   */
  readonly ownBefore: readonly string[]
}

/**
 * Reads a SEP from its open pull request.
 * @throws Failure if the pull request cannot be updated, or if none of the commits to the SEP is the viewer's
 */
export async function readVersion(github: PullRequestApi, { repo, number, viewer }: SepReference): Promise<SepVersion> {
  const pull = await github.pullRequest(repo, number)
  const { url, closed, head, sepPaths, base } = pull
  const path = sepPaths.find((candidate) => numberInPath(candidate) === number)
  if (closed)
    throw notUpdatable(
      repo,
      number,
      'its pull request is closed',
      `If it was merged, change the SEP in a new pull request. Otherwise, reopen it (${url}), and run the same command again`,
    )
  if (head === null)
    throw notUpdatable(repo, number, 'the repository that had the branch of its pull request was deleted')
  if (head.repo === base.repo && head.branch === base.main)
    throw notUpdatable(repo, number, `the branch of its pull request is ${head.branch}, the default branch`)
  const text = path === undefined ? null : await github.fileText(head.repo, path, head.oid)
  if (path === undefined || text === null) {
    const unnumbered = sepPaths.find((candidate) => numberInPath(candidate) === null)
    throw notUpdatable(
      repo,
      number,
      'its pull request has no file with that number',
      unnumbered &&
        `Rename ${unnumbered} there. If an earlier run of sep open stopped before it did that, give your file that name again, and write SEP-0000 into its heading. Then run sep open`,
    )
  }
  const history = await github.fileHistory(head.repo, path, head.oid)
  const sent = lastSent(history, viewer, pull.isMine)
  if (sent === undefined)
    throw notUpdatable(
      repo,
      number,
      `no commit to ${path} is yours, so your file could undo its authors' changes`,
      `Suggest your changes on ${url}`,
    )
  const sentText =
    (await textBeforeRename(github, { path, head, viewer, pull }, sent)) ??
    (sent === history[0] ? text : await github.fileText(head.repo, path, sent.oid))
  const id = markerIn(pull.body) ?? `SEP-${number}`
  const ownBefore = ownCommitsBefore(sent, history, viewer, pull.isMine)
  return { number, url, id, head, path, text, sentText: sentText ?? '', ownBefore }
}

/** See `ownBefore` of `SepVersion`. */
function ownCommitsBefore(
  sent: Commit,
  history: readonly Commit[],
  viewer: string,
  isMine: boolean,
): SepVersion['ownBefore'] {
  const earlier = history.slice(history.indexOf(sent) + 1)
  const own = ownCommitsIn(earlier, viewer, isMine)
  const theirs = earlier.findIndex((commit) => !own.includes(commit))
  const beforeOthers = theirs < 0 ? undefined : own.find((commit) => earlier.indexOf(commit) > theirs)
  return [...new Set([own[0], beforeOthers].flatMap((commit) => commit?.oid ?? []))]
}

type RenamedSep = Pick<SepVersion, 'path' | 'head'> & Pick<SepReference, 'viewer'> & { readonly pull: PullRequest }

/**
 * If the viewer last sent the commit that gives the file its number, returns the text that the viewer had sent before, with the number.
 * That commit also contains what others had changed on the branch by then, which the viewer's file may not have. null: another commit
 * was the last one, or the earlier text cannot be read.
 */
async function textBeforeRename(
  github: PullRequestApi,
  { path, head, viewer, pull }: RenamedSep,
  sent: Commit,
): Promise<string | null> {
  if (!isRename(sent)) return null
  const slug = parseSepFileName(baseName(path))?.slug ?? ''
  const draftPath = `seps/${sepFileName(null, slug)}`
  const history = await github.fileHistory(head.repo, draftPath, sent.oid)
  const before = lastSent(
    history.filter(({ oid }) => oid !== sent.oid),
    viewer,
    pull.isMine,
  )
  const text = before === undefined ? null : await github.fileText(head.repo, draftPath, before.oid)
  return text === null ? null : withNumber(draftPath, text, pull)
}

/** null: the text is not exactly one SEP. */
function withNumber(path: string, text: string, pull: PullRequest): string | null {
  try {
    return numberedText(sepDraftOf(path, text), pull)
  } catch (error) {
    if (error instanceof Failure) return null
    throw error
  }
}

/**
 * The viewer's newest commit that this program made, or else the viewer's newest commit. A commit whose author GitHub does not know
 * may be somebody else's. It counts only if there is no commit that is certainly the viewer's.
 */
function lastSent(history: readonly Commit[], viewer: string, isMine: boolean): Commit | undefined {
  const ownCommits = ownCommitsIn(history, viewer, isMine)
  return (
    ownCommits.find((commit) => hasTrailer(commit) || hasOurHeadline(commit)) ??
    ownCommits.find(({ author }) => author !== null) ??
    ownCommits[0]
  )
}

function ownCommitsIn(history: readonly Commit[], viewer: string, isMine: boolean): readonly Commit[] {
  // GitHub does not know the author of a commit whose email address belongs to no account.
  return history.filter(({ author }) => (author === null ? isMine : isSameName(author, viewer)))
}

/** Whether the commit has a headline that this program writes. Older versions of the program wrote no trailer. */
function hasOurHeadline(commit: Commit): boolean {
  return /^SEP-\d{1,9}: new version$/.test(headlineOf(commit)) || isRename(commit)
}

/** Whether this program made the commit to give the file its number. */
function isRename(commit: Commit): boolean {
  return /^SEP-\d{1,9}: .*: number and file name$/.test(headlineOf(commit))
}

function headlineOf({ message }: Commit): string {
  return message.split('\n')[0] ?? ''
}

/** Short, because sending the same commit again is safe. */
const SHORT_PAUSES_MS = LONG_PAUSES_MS.slice(0, 2)

type Sending = {
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
export async function sendVersion(sending: Sending, first: SepVersion, text: string): Promise<boolean> {
  const { github } = sending
  if (first.text === text) return false
  let version = first
  for (let tries = 1; ; tries++) {
    const result = await commitTo(github, version, text)
    if (result.outcome === 'done') return true
    const isUnknown = result.outcome === 'unknown'
    const next = await waitForHead(sending, version, isUnknown ? SHORT_PAUSES_MS : LONG_PAUSES_MS)
    // Somebody may have committed on top of our commit before GitHub showed it.
    if (next !== null && [next.text, next.sentText].includes(text)) return true
    if (tries === MAX_TRIES || (next === null && !isUnknown)) throw result.failure.toUnconfirmed()
    version = next === null ? version : refuseIfChanged(next, version)
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
  { github, clock, reference, onWait }: Sending,
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
function refuseIfChanged(version: SepVersion, earlier: SepVersion): SepVersion {
  const { number, url, text, sentText } = version
  if (text === sentText || text === earlier.text) return version
  throw new Failure(
    'validation',
    `somebody has just changed SEP-${number} in its pull request (${url}), so nothing was committed`,
    { hint: 'Run the same command again; it shows their changes' },
  )
}

function notUpdatable(repo: string, number: number, why: string, hint?: string): Failure {
  return new Failure(
    'validation',
    `SEP-${number} cannot be updated in ${repo}: ${why}`,
    hint === undefined ? {} : { hint },
  )
}
