import type { App } from '../../../app.ts'
import { Failure, orNull } from '../../../errors.ts'
import { GitHubFailure } from '../../../github/failure.ts'
import type { PullRequest } from '../../../github/proposal-state.ts'
import type { Destination, OnGitHub } from '../../../preflight/destination.ts'
import { branchPrefixFor, isBranchFor } from '../../../publish/ownership.ts'
import { titleOf } from '../../../publish/proposal.ts'
import { numberedFileName, type SepDraft, sepDraftOf } from '../../../seps/draft.ts'
import { referenceIn } from '../../../seps/lint/context.ts'
import { fieldOf } from '../../../seps/preamble.ts'
import { findOpenedSeps } from '../../../storage/opened-seps.ts'
import { findNumberedDraftBeside } from '../../../storage/sep-file.ts'
import type { SepJournal } from '../../../storage/sep-journal.ts'
import { hasSimilarText, sentenceHashes } from '../../../storage/sep-records.ts'
import { baseName, folderPrefixOf, pathWithNumber } from '../../../text/file-names.ts'
import { isSameName, isSameRepo, parseRepoName } from '../../../text/github-names.ts'

type UpdateCommand = (number: number, path: string) => string
type Target = { readonly repo: string; readonly onGitHub: OnGitHub; readonly updateCommand: UpdateCommand }

/**
 * Refuses a draft whose pull request is open or was merged, although no journal of the draft names it: the draft may be a copy, or git may
 * have restored it.
 * @throws Failure
 */
export async function refuseOpenedBefore(
  app: App,
  draft: SepDraft,
  journal: SepJournal | null,
  { repo, onGitHub }: Destination,
  updateCommand: UpdateCommand,
): Promise<void> {
  const isSent = journal !== null && (journal.pull !== null || journal.pullSent !== null)
  if (onGitHub === null || isSent) return
  const target = { repo, onGitHub, updateCommand }
  if (journal === null) await refuseNumberedBeside(app, draft, target)
  await refuseOpenedCopy(app, draft, target)
  await refuseNumberInPreamble(draft, target)
  if (journal === null) await refuseSameTitle(draft, target)
  await refuseSameSepInFork(draft, journal, target)
}

/** Refuses a draft such as `0000-title.md` if its folder has the same file with a number, `1234-title.md`. @throws Failure */
async function refuseNumberedBeside(
  app: App,
  { path }: SepDraft,
  { repo, onGitHub, updateCommand }: Target,
): Promise<void> {
  // A file that cannot be read as a SEP does not count.
  const numberedDraft = await orNull(() => findNumberedDraftBeside(app, path))
  if (numberedDraft === null) return
  const { number, path: file } = numberedDraft
  const pull = await pullRequestOrNull(onGitHub, repo, number)
  // The file may be somebody else's SEP.
  if (pull === null || isAbandoned(pull) || !isOwn(pull, onGitHub)) return
  throw openedBeforeFailure(path, pull, {
    openedFrom: file,
    ifOther: 'give the file another name',
    howToUpdate: `: ${updateCommand(number, file)}`,
  })
}

/** Refuses a draft whose title, path or edited text is that of a draft with an open or merged pull request. @throws Failure */
async function refuseOpenedCopy(app: App, draft: SepDraft, { repo, onGitHub, updateCommand }: Target): Promise<void> {
  const { path } = draft
  for await (const { record, number, file, isSimilar, ...opened } of findOpenedSeps(app, draft)) {
    if (opened.repoId !== onGitHub.target.id && !isSameRepo(opened.repo, repo)) continue
    const pull = await pullRequestOrNull(onGitHub, repo, number)
    if (pull === null)
      throw new Failure('validation', `${openPullText(path, number, file)}, and GitHub does not show it yet`, {
        hint: `Run the same command again later. If the pull request no longer exists, remove ${record}`,
      })
    if (isAbandoned(pull)) continue
    const numberedPath = folderPrefixOf(path) + baseName(file)
    const howToUpdate = (await app.files.exists(file))
      ? `: ${updateCommand(number, file)}`
      : renameFirstText(number, numberedPath, updateCommand)
    const ifOther = isSimilar ? `remove ${record}` : 'give it a title and a file name of its own'
    throw openedBeforeFailure(path, pull, { openedFrom: file, ifOther, howToUpdate })
  }
}

/**
 * Refuses a draft whose PR line names the open or merged pull request of a SEP: the author may have removed the number only from the name of
 * the file and from the heading.
 * @throws Failure
 */
async function refuseNumberInPreamble(
  { path, sep }: SepDraft,
  { repo, onGitHub, updateCommand }: Target,
): Promise<void> {
  const reference = referenceIn(fieldOf(sep, 'PR')?.value ?? '')
  const number = reference?.number ?? null
  if (number === null || (reference?.repo != null && !isSameRepo(reference.repo, repo))) return
  const pull = await pullRequestOrNull(onGitHub, repo, number)
  const file = pathWithNumber(pull?.sepPaths ?? [], number)
  if (pull === null || file === undefined || isAbandoned(pull) || !isOwn(pull, onGitHub)) return
  const howToUpdate = renameFirstText(number, folderPrefixOf(path) + baseName(file), updateCommand)
  throw openedBeforeFailure(path, pull, {
    openedFrom: file,
    ifOther: 'remove the number from its PR line',
    howToUpdate,
  })
}

/**
 * Refuses a draft if the viewer has an open or merged pull request with its title, which was opened on another computer, or by hand.
 * @throws Failure
 */
async function refuseSameTitle(draft: SepDraft, { repo, onGitHub, updateCommand }: Target): Promise<void> {
  const { github, target } = onGitHub
  const ownPulls = (await orNull(() => github.ownPullRequests(repo, target.viewer))) ?? []
  const hasSameTitle = ({ number, title }: (typeof ownPulls)[number]) =>
    [null, number].some((sepNumber) => isSameName(title, titleOf(sepNumber, draft.sep.heading.title)))
  const pull = ownPulls.find((candidate) => !isAbandoned(candidate) && hasSameTitle(candidate))
  if (pull === undefined) return
  const { path } = draft
  const { number, title } = pull
  const howToUpdate = renameFirstText(number, folderPrefixOf(path) + numberedFileName(draft, number), updateCommand)
  throw openedBeforeFailure(path, pull, { openedFrom: `"${title}"`, ifOther: 'give it another title', howToUpdate })
}

/**
 * Refuses a draft if the viewer's fork has another branch with this SEP, and somebody has opened a pull request from it: the viewer has handed
 * the SEP over on another computer.
 * @throws Failure
 */
async function refuseSameSepInFork(draft: SepDraft, journal: SepJournal | null, target: Target): Promise<void> {
  const { repo, onGitHub, updateCommand } = target
  const { path, slug } = draft
  const { viewer } = onGitHub.target
  const pulls = (await orNull(() => onGitHub.github.forkPullRequests(repo, viewer, branchPrefixFor(slug)))) ?? []
  for (const { number, branch, ...state } of pulls) {
    if (branch === journal?.branch || !isBranchFor(branch, slug) || isAbandoned(state)) continue
    const pull = await pullRequestOrNull(onGitHub, repo, number)
    if (pull === null || !(await hasSameSep(draft, pull, target))) continue
    const howToUpdate = renameFirstText(number, folderPrefixOf(path) + numberedFileName(draft, number), updateCommand)
    throw openedBeforeFailure(path, pull, {
      openedFrom: `your branch ${branch}`,
      ifOther: 'give its file another name',
      howToUpdate,
    })
  }
}

/** Whether a pull request has a SEP with the title or a similar text. A text that cannot be read counts, because it may be the same. */
async function hasSameSep(draft: SepDraft, pull: PullRequest, { onGitHub: { github } }: Target): Promise<boolean> {
  const { head, sepPaths } = pull
  const [sepPath = null] = sepPaths
  const text = head === null || sepPath === null ? null : await github.fileText(head.repo, sepPath, head.oid)
  if (text === null) return true
  const sep = await orNull(async () => sepDraftOf(draft.path, text).sep)
  const hasSameTitle = sep !== null && isSameName(sep.heading.title, draft.sep.heading.title)
  return hasSameTitle || hasSimilarText({ sentences: sentenceHashes({ text }) }, sentenceHashes(draft))
}

function renameFirstText(number: number, numberedPath: string, updateCommand: UpdateCommand): string {
  return `, rename it to ${numberedPath}, and write SEP-${number} into its heading. Then: ${updateCommand(number, numberedPath)}`
}

function openPullText(path: string, number: number, openedFrom: string): string {
  return `${path}: nothing was sent, because pull request #${number} is open for ${openedFrom}`
}

type RefusalTexts = {
  /** The file, the branch or the title with which the SEP was opened. */
  readonly openedFrom: string
  /** What to do if the draft is another SEP. */
  readonly ifOther: string
  /** How to send a new version, after the words "To send a new version". */
  readonly howToUpdate: string
}

function openedBeforeFailure(
  path: string,
  { number, url, merged }: Pick<PullRequest, 'number' | 'url' | 'merged'>,
  { openedFrom, ifOther, howToUpdate }: RefusalTexts,
): Failure {
  const otherSepHint = `If this is another SEP, ${ifOther}`
  return merged
    ? new Failure(
        'validation',
        `${path}: nothing was sent, because pull request #${number} was merged with ${openedFrom} (${url})`,
        {
          hint: `To change a merged SEP, edit its file in a new pull request. ${otherSepHint}`,
        },
      )
    : new Failure('validation', openPullText(path, number, openedFrom), {
        hint: `${otherSepHint}. To send a new version${howToUpdate}`,
      })
}

/** Whether a pull request was closed without being merged, so that its SEP may be opened again. */
function isAbandoned({ closed, merged }: Pick<PullRequest, 'closed' | 'merged'>): boolean {
  return closed && !merged
}

/** Whether the pull request is the viewer's, or comes from the viewer's branch. */
export function isOwn({ isMine, head }: PullRequest, { target }: OnGitHub): boolean {
  return isMine || (head !== null && isSameName(parseRepoName(head.repo).owner, target.viewer))
}

/** null: GitHub does not show it. @throws GitHubFailure if GitHub cannot be asked, because the pull request may then be open */
async function pullRequestOrNull({ github }: OnGitHub, repo: string, number: number): Promise<PullRequest | null> {
  try {
    return await github.pullRequest(repo, number)
  } catch (error) {
    if (error instanceof GitHubFailure && error.reason.kind === 'not-found') return null
    throw error
  }
}
