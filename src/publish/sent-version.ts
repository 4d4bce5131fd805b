import { Failure } from '../errors.ts'
import type { Commit, FormerFile, PullRequest } from '../github/proposal-state.ts'
import { numberedText, sepDraftOf } from '../seps/draft.ts'
import { numberInPath } from '../text/file-names.ts'
import { isSameName } from '../text/github-names.ts'
import { hasTrailer } from './ownership.ts'
import type { ProposalsApi } from './proposal-steps.ts'

export type FileHistoryApi = Pick<ProposalsApi, 'fileText'> & {
  /** The commits that changed a file, newest first. */
  fileHistory(repo: string, path: string, commit: string): Promise<readonly Commit[]>
  /** Another path of a SEP's file: its path before this commit renamed it, or in this commit if this commit lacks `path`. null: there is none. */
  formerFile(repo: string, path: string, commit: string): Promise<FormerFile | null>
}

/** A commit that changed the file of a SEP, and the path that the file had then. */
export type FileCommit = Commit & { readonly path: string }

/** The file of a SEP at a commit of its pull request, and its text there. */
type SepFile = {
  /** owner/name of the repository that has the branch. */
  readonly repo: string
  readonly path: string
  readonly commit: string
  readonly text: string
  readonly viewer: string
  readonly pull: PullRequest
}

/** What the viewer last sent. `text` is empty if it cannot be read. */
type SentVersion = { readonly text: string; readonly earlierOwnCommits: readonly FileCommit[] }

/** null: none of the commits to the SEP is the viewer's. */
export async function readSentVersion(github: FileHistoryApi, file: SepFile): Promise<SentVersion | null> {
  const history = await readHistory(github, file)
  const sent = lastSent(history, file)
  if (sent === undefined) return null
  // The viewer's file may lack what others had changed before we gave it its number.
  const sentBefore = isRename(sent) ? lastSent(history.slice(history.indexOf(sent) + 1), file) : undefined
  const textBefore = sentBefore === undefined ? null : await numberedTextAt(github, file, sentBefore)
  const text = textBefore ?? (sent === history[0] ? file.text : await numberedTextAt(github, file, sent))
  return { text: text ?? '', earlierOwnCommits: ownCommitsBefore(sent, history, file) }
}

const MAX_RENAMES = 10

/**
 * The commits to a SEP, newest first, including those under former names of its file. Commits that a force push has replaced come last,
 * because the person's file may be a copy of one of them.
 */
async function readHistory(
  github: FileHistoryApi,
  { repo, path, commit, pull }: SepFile,
): Promise<readonly FileCommit[]> {
  const history: FileCommit[] = []
  for (const head of [commit, ...pull.replacedHeads]) {
    let location: FormerFile | null = { path, commit: head }
    for (let renames = 0; location !== null && renames <= MAX_RENAMES; renames++)
      location = await readUnderOneName(github, repo, location, history)
  }
  return history
}

/**
 * Adds the commits to a file at this path to `history`. Returns where the file was before; null: it was nowhere else, or the history
 * already has the older commits.
 */
async function readUnderOneName(
  github: FileHistoryApi,
  repo: string,
  { path, commit }: FormerFile,
  history: FileCommit[],
): Promise<FormerFile | null> {
  const knownOids = new Set(history.map(({ oid }) => oid))
  const commits = await github.fileHistory(repo, path, commit)
  const newCommits = commits.filter(({ oid }) => !knownOids.has(oid))
  for (const commitHere of newCommits) history.push({ ...commitHere, path })
  const oldest = commits.at(-1)
  if (numberInPath(path) === null || (oldest !== undefined && oldest !== newCommits.at(-1))) return null
  return github.formerFile(repo, path, oldest?.oid ?? commit)
}

/** See `earlierOwnCommits` of `SepVersion`. */
function ownCommitsBefore(
  sent: FileCommit,
  history: readonly FileCommit[],
  file: SepFile,
): SentVersion['earlierOwnCommits'] {
  const earlierCommits = history.slice(history.indexOf(sent) + 1)
  const ownCommits = ownCommitsIn(earlierCommits, file)
  const indexOfOthers = earlierCommits.findIndex((commit) => !ownCommits.includes(commit))
  const commitBeforeOthers =
    indexOfOthers < 0 ? undefined : ownCommits.find((commit) => earlierCommits.indexOf(commit) > indexOfOthers)
  return [...new Set([ownCommits[0], commitBeforeOthers].filter((commit) => commit !== undefined))]
}

/** The text of the SEP at a commit. Adds the SEP's number if the text there does not have it yet. null: there is no text, or it is not exactly one SEP. */
export async function numberedTextAt(
  github: Pick<FileHistoryApi, 'fileText'>,
  { repo, pull }: { readonly repo: string; readonly pull: Pick<PullRequest, 'number' | 'url'> },
  { path, oid }: FileCommit,
): Promise<string | null> {
  const text = await github.fileText(repo, path, oid)
  if (text === null || numberInPath(path) !== null) return text
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
function lastSent(history: readonly FileCommit[], file: SepFile): FileCommit | undefined {
  const ownCommits = ownCommitsIn(history, file)
  return (
    ownCommits.find((commit) => hasTrailer(commit) || hasOurHeadline(commit)) ??
    ownCommits.find(({ author }) => author !== null) ??
    ownCommits[0]
  )
}

function ownCommitsIn(history: readonly FileCommit[], { viewer, pull }: SepFile): readonly FileCommit[] {
  // GitHub does not know the author of a commit whose email address belongs to no account.
  return history.filter(({ author }) => (author === null ? pull.isMine : isSameName(author, viewer)))
}

/** Whether the commit has a headline that this program writes. Older versions of the program wrote no trailer. */
function hasOurHeadline(commit: Commit): boolean {
  return /^SEP-\d{1,9}: new version$/.test(headlineOf(commit)) || isRename(commit)
}

/** Whether this program made the commit to give the file its number. The file in such a commit also has earlier changes by others. */
function isRename(commit: Commit): boolean {
  return /^SEP-\d{1,9}: .*: number and file name$/.test(headlineOf(commit))
}

function headlineOf({ message }: Commit): string {
  return message.split('\n')[0] ?? ''
}
