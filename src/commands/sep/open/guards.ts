import { Failure } from '../../../errors.ts'
import type { ProposalPullRequest } from '../../../github/proposals.ts'
import type { OnGitHub } from '../../../preflight/destination.ts'
import { headOf, type Proposal, pullOf } from '../../../publish/proposal.ts'
import { journalPath, type SepJournal } from '../../../storage/sep-journal.ts'
import { isSameRepo } from '../../../text/repo-name.ts'
import type { SepOpenOptions } from './command.ts'

/** Do not open a second proposal elsewhere for a draft that is already in progress. @throws Failure */
export function refuseOtherTarget(path: string, { repo, branch }: SepJournal, options: SepOpenOptions): void {
  const other =
    options.repo !== undefined && !isSameRepo(options.repo, repo)
      ? '--repo'
      : options.via === 'issue'
        ? '--via issue'
        : null
  if (other !== null)
    throw new Failure(
      'validation',
      `${path}: a pull request is in progress in ${repo} on the branch ${branch}. Run again without ${other}, or, ${orGiveUp(path)}`,
    )
}

/**
 * The journal to resume. null: start again, because the pull request was closed and `--branch` names another branch.
 * @throws Failure if the other branch would lead to a second pull request
 */
export async function journalToResume(
  onGitHub: OnGitHub | null,
  path: string,
  journal: SepJournal | null,
  branch: string | undefined,
): Promise<SepJournal | null> {
  if (journal === null || branch === undefined || branch === journal.branch || onGitHub === null) return journal
  const pull = pullOf(await readState(onGitHub, journal))
  if (pull?.closed === true) return null
  throw new Failure(
    'validation',
    `${path}: already in progress on the branch ${journal.branch}${pullText(pull)}. Run again without --branch, or, ${orGiveUp(path)}`,
  )
}

/** Without a journal the branch may be somebody else's, so never write to it. @throws Failure */
export async function refuseExistingBranch(onGitHub: OnGitHub, { repo, branch }: Proposal): Promise<void> {
  const state = await readState(onGitHub, { repo, branch })
  const head = headOf(state)
  if (head === null || head.branch === null) return
  throw new Failure(
    'validation',
    `the branch ${branch} already exists in ${head.repo}${pullText(pullOf(state))}. Choose another name with --branch`,
  )
}

function orGiveUp(path: string): string {
  return `if you have given it up, remove ${journalPath(path)}`
}

function pullText(pull: ProposalPullRequest | null): string {
  return pull === null ? '' : `, with pull request #${pull.number} (${pull.url})`
}

function readState({ github, target }: OnGitHub, { repo, branch }: Pick<Proposal, 'repo' | 'branch'>) {
  return github.proposalState(repo, target.viewer, branch)
}
