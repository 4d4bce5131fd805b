import { Failure } from '../errors.ts'
import type {
  FileChange,
  NewPullRequest,
  ProposalPullRequest,
  ProposalRepository,
  ProposalState,
} from '../github/proposals.ts'
import type { WriteResult } from '../github/send-once.ts'
import type { Clock } from '../system/clock.ts'
import { nextStep, type Proposal, type Step, titleOf } from './proposal.ts'

/** The GitHub operations that opening a proposal needs. */
export type ProposalsApi = {
  proposalState(repo: string, viewer: string, branch: string): Promise<ProposalState>
  /** Creates the viewer's fork; GitHub may show it only a while later. */
  createFork(repo: string): Promise<WriteResult<unknown>>
  /** Brings the default branch of a fork up to date with its parent. */
  syncFork(fork: ProposalRepository): Promise<WriteResult<unknown>>
  createBranch(repository: ProposalRepository, branch: string, oid: string): Promise<WriteResult<unknown>>
  createCommit(
    repository: Pick<ProposalRepository, 'repo'>,
    branch: string,
    change: FileChange,
  ): Promise<WriteResult<unknown>>
  createPullRequest(
    upstream: ProposalRepository,
    head: ProposalRepository,
    pull: NewPullRequest,
  ): Promise<WriteResult<unknown>>
  renamePullRequest(repo: string, pull: Pick<ProposalPullRequest, 'id'>, title: string): Promise<WriteResult<unknown>>
}

/** Gives up on a step after this many tries without an effect. */
const MAX_TRIES = 4
const PAUSE_MS = 2_000
/** According to GitHub, a fork may take five minutes. */
const FORK_POLLS = 150

type ProposalRun = { readonly github: ProposalsApi; readonly clock: Clock; readonly proposal: Proposal }

/**
 * Brings a proposal to its numbered pull request. Reads the state on GitHub before each step, so it resumes where an
 * earlier run stopped, and learns the outcome of a request that got no response.
 * @throws Failure if it cannot continue; keeps everything done so far
 */
export async function openProposal(run: ProposalRun, onStep: (step: Step) => void): Promise<ProposalPullRequest> {
  const tries = new Map<string, number>()
  for (;;) {
    const step = nextStep(await readState(run), run.proposal, tries.has('sync-fork'))
    if (step.kind === 'done') return step.pull
    if (step.kind === 'closed') throw closedError(step.pull)
    onStep(step)
    const count = (tries.get(step.kind) ?? 0) + 1
    tries.set(step.kind, count)
    await waitOrGiveUp(run, step, await perform(run, step), count)
  }
}

/** Waits before the next try. @throws Failure if another try would not help */
async function waitOrGiveUp(
  { clock }: ProposalRun,
  step: Step,
  result: WriteResult<unknown>,
  count: number,
): Promise<void> {
  if (result.outcome === 'done') {
    if (count >= MAX_TRIES) throw invisibleError(step)
    return
  }
  if (count >= MAX_TRIES || !mayBeDone(result, step)) throw result.failure
  await clock.sleep(PAUSE_MS * count)
}

/**
 * GitHub rejects a step that an earlier try has already done. A fork with commits of its own cannot be synced, and does
 * not need to be.
 */
function mayBeDone({ outcome, failure }: Exclude<WriteResult<unknown>, { outcome: 'done' }>, { kind }: Step): boolean {
  return outcome === 'unknown' || failure.reason.kind === 'validation' || kind === 'sync-fork'
}

function readState({ github, proposal }: ProposalRun): Promise<ProposalState> {
  return github.proposalState(proposal.repo, proposal.viewer, proposal.branch)
}

function perform(run: ProposalRun, step: Exclude<Step, { kind: 'done' | 'closed' }>): Promise<WriteResult<unknown>> {
  const { github, proposal } = run
  const { branch, draftName, numberedName, text, title } = proposal
  switch (step.kind) {
    case 'fork':
      return forkAndWait(run)
    case 'sync-fork':
      return github.syncFork(step.fork)
    case 'branch':
      return github.createBranch(step.at, branch, step.oid)
    case 'add':
      return github.createCommit(step.at, branch, {
        headline: titleOf(null, title),
        expectedHeadOid: step.head,
        add: [{ path: `seps/${draftName}`, text }],
        remove: [],
      })
    case 'pull-request':
      return github.createPullRequest(step.upstream, step.at, {
        branch,
        body: proposal.body,
        title: titleOf(null, title),
      })
    case 'rename': {
      const { number } = step.pull
      return github.createCommit(step.at, branch, {
        headline: `${titleOf(number, title)}: number and file name`,
        expectedHeadOid: step.head,
        add: [{ path: `seps/${numberedName(number)}`, text: proposal.numberedText(step.pull) }],
        remove: step.at.files.includes(draftName) ? [`seps/${draftName}`] : [],
      })
    }
    case 'title':
      return github.renamePullRequest(proposal.repo, step.pull, titleOf(step.pull.number, title))
    default:
      return step satisfies never
  }
}

/** GitHub creates a fork at once, but shows it later. */
async function forkAndWait(run: ProposalRun): Promise<WriteResult<unknown>> {
  const { github, clock, proposal } = run
  const result = await github.createFork(proposal.repo)
  if (result.outcome === 'refused') return result
  for (let poll = 0; poll < FORK_POLLS; poll++) {
    if ((await readState(run)).fork !== null) return { outcome: 'done', value: null }
    await clock.sleep(PAUSE_MS)
  }
  if (result.outcome === 'unknown') return result
  throw new Failure(
    'GitHub',
    `GitHub is still creating your fork of ${proposal.repo}. Run the same command again in a few minutes`,
  )
}

function closedError({ number, url }: ProposalPullRequest): Failure {
  return new Failure(
    'validation',
    `its pull request #${number} is closed. Reopen it (${url}), or choose another name with --branch`,
  )
}

function invisibleError({ kind }: Step): Failure {
  return new Failure(
    'GitHub',
    `GitHub does not show the result of the last step yet (${kind}). Run the same command to resume`,
  )
}
