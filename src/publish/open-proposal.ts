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

/** What opening a proposal asks of GitHub. */
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

export type Told = (step: Step) => void

/** A step that is neither seen nor refused so many times is not tried again. */
const MOST_TRIES = 4
const PAUSE_MS = 2_000
/** GitHub says that a fork may take five minutes. */
const FORK_POLLS = 150

type Working = { readonly github: ProposalsApi; readonly clock: Clock; readonly proposal: Proposal }

/**
 * Brings a proposal to its numbered pull request. Before each step GitHub is asked what is there already, so it goes on
 * wherever an earlier run stopped, and an outcome that is not known is simply looked at.
 * @throws Failure: why it cannot go on; what has been done stays.
 */
export async function openProposal(working: Working, told: Told): Promise<ProposalPullRequest> {
  const tries = new Map<string, number>()
  for (;;) {
    const step = nextStep(await stateNow(working), working.proposal, tries.has('sync-fork'))
    if (step.kind === 'done') return step.pull
    if (step.kind === 'closed') throw closed(step.pull)
    told(step)
    const count = (tries.get(step.kind) ?? 0) + 1
    tries.set(step.kind, count)
    await settle(working, step, await carryOut(working, step), count)
  }
}

/** @throws Failure where trying again would not help. */
async function settle({ clock }: Working, step: Step, sent: WriteResult<unknown>, count: number): Promise<void> {
  if (sent.outcome === 'done') {
    if (count >= MOST_TRIES) throw unseen(step)
    return
  }
  if (count >= MOST_TRIES || !mayBeThere(sent, step)) throw sent.failure
  await clock.sleep(PAUSE_MS * count)
}

/**
 * GitHub refuses what is there already: an earlier try that was thought lost has arrived. A fork that has commits of
 * its own cannot be brought up to date, and need not be.
 */
function mayBeThere({ outcome, failure }: Exclude<WriteResult<unknown>, { outcome: 'done' }>, { kind }: Step): boolean {
  return outcome === 'unknown' || failure.reason.kind === 'validation' || kind === 'sync-fork'
}

function stateNow({ github, proposal }: Working): Promise<ProposalState> {
  return github.proposalState(proposal.repo, proposal.viewer, proposal.branch)
}

function carryOut(working: Working, step: Exclude<Step, { kind: 'done' | 'closed' }>): Promise<WriteResult<unknown>> {
  const { github, proposal } = working
  const { branch, draftName, numberedName, text, title } = proposal
  switch (step.kind) {
    case 'fork':
      return forkAndWait(working)
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

/** A fork is made at once, and shown later. */
async function forkAndWait(working: Working): Promise<WriteResult<unknown>> {
  const { github, clock, proposal } = working
  const sent = await github.createFork(proposal.repo)
  if (sent.outcome === 'refused') return sent
  for (let poll = 0; poll < FORK_POLLS; poll++) {
    if ((await stateNow(working)).fork !== null) return { outcome: 'done', value: null }
    await clock.sleep(PAUSE_MS)
  }
  if (sent.outcome === 'unknown') return sent
  throw new Failure('GitHub', `your fork of ${proposal.repo} is not there yet: run the same command again in a while`)
}

function closed({ number, url }: ProposalPullRequest): Failure {
  return new Failure(
    'validation',
    `its pull request #${number} is closed: reopen it there (${url}), or give --branch another name`,
  )
}

function unseen({ kind }: Step): Failure {
  return new Failure(
    'GitHub',
    `GitHub does not show what was done last (${kind}): run the same command again, it looks before it goes on`,
  )
}
