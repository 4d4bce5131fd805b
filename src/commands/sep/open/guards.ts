import type { App } from '../../../app.ts'
import { Failure } from '../../../errors.ts'
import type { ProposalPullRequest } from '../../../github/proposal-state.ts'
import type { Destination, OnGitHub } from '../../../preflight/destination.ts'
import { headRepository } from '../../../publish/known-state.ts'
import { nextStep, type Proposal, pullOf } from '../../../publish/proposal.ts'
import { journalPath, type SepJournal } from '../../../storage/sep-journal.ts'
import { isSameName, isSameRepo } from '../../../text/github-names.ts'
import type { SepOpenOptions } from './command.ts'

/**
 * If an earlier run began to open a pull request, refuses to open the draft in another repository or as an issue.
 * @returns the journal with the current name of its repository and, if the earlier run has sent nothing, with this account
 * @throws Failure
 */
export async function journalForTarget(
  app: App,
  path: string,
  journal: SepJournal,
  { repo, onGitHub }: Destination,
  options: SepOpenOptions,
): Promise<SepJournal> {
  const isForSameRepo = isSameRepo(repo, journal.repo) || onGitHub?.target.id === journal.repoId
  if (!isForSameRepo || options.via === 'issue')
    throw new Failure(
      'validation',
      `${path}: an earlier run began to open a pull request in ${journal.repo} from the branch ${journal.branch}`,
      { hint: `Run again without ${isForSameRepo ? '--via issue' : '--repo'}, or, ${await abandonHint(app, path)}` },
    )
  await refuseOtherAccount(app, path, journal, onGitHub)
  const isTakenOver = hasSentNothing(journal) && onGitHub !== null
  return { ...journal, repo, viewer: isTakenOver ? onGitHub.target.viewer : journal.viewer }
}

/**
 * Refuses to resume with another account if an earlier run has sent something: this account would create a branch of its own, although
 * the first branch may already have a pull request.
 * @throws Failure
 */
async function refuseOtherAccount(
  app: App,
  path: string,
  journal: SepJournal,
  onGitHub: OnGitHub | null,
): Promise<void> {
  const { viewer, number } = journal
  const mayContinue = hasSentNothing(journal) || number !== null
  if (onGitHub === null || viewer === '' || mayContinue || isSameName(viewer, onGitHub.target.viewer)) return
  throw new Failure(
    'validation',
    `${path}: an earlier run began to open a pull request with the account @${viewer}, and this is @${onGitHub.target.viewer}`,
    { hint: `Run again with that account, or, ${await abandonHint(app, path)}` },
  )
}

/** Whether it is certain that no earlier run has created the branch. */
function hasSentNothing({ base, adopted }: SepJournal): boolean {
  return base === null && adopted === null
}

/**
 * Returns the journal to resume. If `--branch` names another branch, returns null to start again there, but only if the journal's branch has
 * nothing of this draft, or its pull request was closed.
 * @throws Failure if the other branch would lead to a second pull request
 */
export async function journalToResume(
  app: App,
  onGitHub: OnGitHub | null,
  { path, journal, proposal }: { readonly path: string; readonly journal: SepJournal; readonly proposal: Proposal },
  branch: string | undefined,
): Promise<SepJournal | null> {
  if (branch === undefined || branch === journal.branch || onGitHub === null) return journal
  const state = await readState(onGitHub, journal)
  const proof = { ...journal, viewer: onGitHub.target.viewer }
  const step = nextStep(state, { proposal, proof, isSynced: true })
  if (step.kind === 'closed' || step.kind === 'foreign' || hasSentNothing(journal)) return null
  throw new Failure(
    'validation',
    `${path}: an earlier run already uses the branch ${journal.branch}${pullRequestText(pullOf(state))}`,
    { hint: `Run again without --branch, or, ${await abandonHint(app, path)}` },
  )
}

/** Refuses a branch that exists: without a journal, it may be somebody else's. @throws Failure */
export async function refuseExistingBranch(onGitHub: OnGitHub, { repo, branch }: Proposal): Promise<void> {
  const state = await readState(onGitHub, { repo, branch })
  const head = headRepository(state)
  if (head === null || head.branch === null) return
  throw new Failure(
    'validation',
    `the branch ${branch} already exists in ${head.repo}${pullRequestText(pullOf(state))}`,
    { hint: 'Choose another name with --branch' },
  )
}

async function abandonHint(app: App, path: string): Promise<string> {
  return `to abandon that run, remove ${await journalPath(app, path)}`
}

function pullRequestText(pull: ProposalPullRequest | null): string {
  return pull === null ? '' : `, with pull request #${pull.number} (${pull.url})`
}

function readState({ github, target }: OnGitHub, { repo, branch }: Pick<Proposal, 'repo' | 'branch'>) {
  return github.proposalState({ repo, viewer: target.viewer, branch })
}
