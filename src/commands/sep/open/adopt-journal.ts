import type { App } from '../../../app.ts'
import { Failure } from '../../../errors.ts'
import { GitHubFailure } from '../../../github/failure.ts'
import type { ProposalPullRequest, ProposalRepository } from '../../../github/proposal-state.ts'
import type { OnGitHub } from '../../../preflight/destination.ts'
import { headRepository } from '../../../publish/known-state.ts'
import { pullOf } from '../../../publish/proposal.ts'
import { numberedFileName, numberedText, type SepDraft, unnumberedFileName } from '../../../seps/draft.ts'
import { type OldJournal, oldJournalPath, type SepJournal, writeJournal } from '../../../storage/sep-journal.ts'
import { sentenceHashes, textDigest } from '../../../storage/sep-records.ts'
import { isSameName, isSameRepo } from '../../../text/github-names.ts'

type Adoption = {
  readonly app: App
  readonly onGitHub: OnGitHub
  readonly draft: SepDraft
  readonly old: OldJournal
  /** `--branch`: with it, the person confirms that the branch belongs to the draft. */
  readonly branch: string | undefined
}

/** How long it may take GitHub to show what an older version of this program has sent. */
const SETTLED_AFTER_MS = 15 * 60_000

/**
 * Takes over a journal that an older version left next to the draft, so that no SEP is opened twice after an upgrade. The
 * journal may have come with a clone, so anybody may have written it. GitHub therefore has to confirm one of these:
 * - The viewer has committed to the branch, and the branch has this text. If `--branch` names the branch, any text will do.
 * - The journal names a pull request that is the viewer's, comes from the branch, and contains the file of this draft.
 * @returns null if the viewer has committed nothing to the branch
 * @throws Failure if the journal does not belong to this draft, or if GitHub may not yet show what was sent
 */
export async function adoptOldJournal(adoption: Adoption): Promise<SepJournal | null> {
  const { onGitHub, old } = adoption
  const { target } = onGitHub
  if (!isSameRepo(old.repo, target.repo) && !(await isRenamed(onGitHub, old.repo)))
    throw refusal(adoption, `names another repository, ${old.repo}. If the draft belongs there, add --repo ${old.repo}`)
  if (old.number !== null) return adoptNumbered(adoption, old.number)
  const state = await onGitHub.github.proposalState({ repo: target.repo, viewer: target.viewer, branch: old.branch })
  const head = headRepository(state)
  if (old.branch === head?.main.name || old.branch === state.upstream.main.name)
    throw refusal(adoption, `names ${old.branch}, a default branch, and a SEP is never committed to one`)
  const isRecent = (await onGitHub.github.time()).getTime() - Date.parse(old.started) < SETTLED_AFTER_MS
  const isOurs = head?.branch?.commits.some((commit) => isCommitOfOlderVersion(commit, target.viewer)) === true
  if (head !== null && head.branch !== null && isOurs) {
    const pull = pullOf(state)
    await refuseOtherText(adoption, head, head.branch.oid, pull)
    // The older version may have sent the pull request without getting a response.
    const pullSent = pull === null && isRecent ? old.started : null
    return createJournal(adoption, { adopted: head.branch.oid, pullSent, number: null })
  }
  if (isRecent) throw tooRecentFailure(adoption)
  return null
}

/**
 * A journal that somebody else wrote could name another branch of the viewer. So the branch has to contain the text of this
 * draft, unless `--branch` names the branch.
 * @throws Failure
 */
async function refuseOtherText(
  adoption: Adoption,
  head: ProposalRepository,
  commit: string,
  pull: ProposalPullRequest | null,
): Promise<void> {
  const { onGitHub, draft, old, branch } = adoption
  if (branch === old.branch) return
  const texts = [draft.text, ...(pull === null ? [] : [numberedText(draft, pull)])]
  const names = [unnumberedFileName(draft), ...(pull === null ? [] : [numberedFileName(draft, pull.number)])]
  if (await hasText(onGitHub, { head, commit, names }, texts)) return
  const where = pull === null ? '' : ` (pull request #${pull.number})`
  throw refusal(
    adoption,
    `names the branch ${old.branch} of ${head.repo}, but the text there${where} is different. If it is an earlier version of this draft, add --branch ${old.branch}`,
  )
}

/** Whether the former name of the repository redirects to this one. */
async function isRenamed({ github, target }: OnGitHub, former: string): Promise<boolean> {
  try {
    return (await github.target(former)).id === target.id
  } catch (error) {
    if (!(error instanceof GitHubFailure)) throw error
    return error.reason.kind === 'renamed' && isSameRepo(error.reason.to, target.repo)
  }
}

/** Takes over a journal with the number of a pull request, so that only the file still has to be renamed. */
async function adoptNumbered(adoption: Adoption, number: number): Promise<SepJournal> {
  const { onGitHub, old, draft } = adoption
  const { isMine, head, sepPaths } = await onGitHub.github.pullRequest(onGitHub.target.repo, number)
  if (!isMine || head?.branch !== old.branch || !sepPaths.includes(`seps/${numberedFileName(draft, number)}`))
    throw refusal(adoption, `names pull request #${number} of ${old.repo}, which does not contain this draft`)
  return createJournal(adoption, { adopted: head.oid, pullSent: null, number })
}

/** Whether the viewer made the commit with an older version of this program, as its headline (`SEP: …` or `SEP-1234: …`) shows. */
function isCommitOfOlderVersion(
  { message, author }: { readonly message: string; readonly author: string | null },
  viewer: string,
): boolean {
  return author !== null && isSameName(author, viewer) && /^SEP(?:-\d{1,9})?: /.test(message)
}

type FilesAtCommit = {
  readonly head: ProposalRepository
  readonly commit: string
  readonly names: readonly string[]
}

/** Whether one of the files has one of the texts. */
async function hasText(
  { github }: OnGitHub,
  { head, commit, names }: FilesAtCommit,
  texts: readonly string[],
): Promise<boolean> {
  for (const name of names) {
    if (!head.files.includes(name)) continue
    const text = await github.fileText(head.repo, `seps/${name}`, commit)
    if (text !== null && texts.includes(text)) return true
  }
  return false
}

async function createJournal(
  { app, onGitHub, draft, old }: Adoption,
  facts: Pick<SepJournal, 'adopted' | 'pullSent' | 'number'>,
): Promise<SepJournal> {
  const journal: SepJournal = {
    id: app.newId(),
    draft: await app.files.realPath(draft.path),
    digest: textDigest(draft),
    sentences: sentenceHashes(draft),
    title: draft.sep.heading.title,
    viewer: onGitHub.target.viewer,
    repo: onGitHub.target.repo,
    repoId: onGitHub.target.id,
    branch: old.branch,
    slug: draft.slug,
    started: old.started,
    base: null,
    pull: null,
    ...facts,
  }
  await writeJournal(app, draft.path, journal)
  await app.files.remove(oldJournalPath(draft.path))
  return journal
}

function refusal({ draft: { path } }: Adoption, problem: string): Failure {
  return new Failure('validation', `Nothing was sent: ${oldJournalPath(path)} ${problem}`, {
    hint: 'If the file is not from one of your runs, remove it',
  })
}

function tooRecentFailure({ draft: { path } }: Adoption): Failure {
  return new Failure(
    'GitHub',
    `${oldJournalPath(path)}: an earlier run has just started, and GitHub may show its work only later`,
    { hint: 'Run the same command again in 15 minutes' },
  )
}
