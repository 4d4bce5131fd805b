import { Failure } from '../errors.ts'
import { GitHubFailure } from '../github/failure.ts'
import type {
  ProposalLocation,
  ProposalPullRequest,
  ProposalRepository,
  ProposalState,
  PullRequest,
} from '../github/proposal-state.ts'
import type { NewCommit, NewPullRequest } from '../github/proposals.ts'
import type { WriteResult } from '../github/retry.ts'
import type { Clock } from '../system/clock.ts'
import { mergeStates, withBranch, withCommit, withPull } from './known-state.ts'
import { draftTrailer, type Proof } from './ownership.ts'
import { type Proposal, titleOf, type WriteStep } from './proposal.ts'
import type { Stoppable } from './stoppable.ts'

export type ProposalsApi = {
  /** GitHub's time. */
  time(): Promise<Date>
  proposalState(location: ProposalLocation): Promise<ProposalState>
  pullRequest(repo: string, number: number): Promise<PullRequest>
  /** null: there is no text file at that path in that commit. */
  fileText(repo: string, path: string, commit: string): Promise<string | null>
  /** Creates the viewer's fork, and returns its owner/name; GitHub may show it only a while later. */
  createFork(repo: string): Promise<WriteResult<string>>
  /** Brings the default branch of a fork up to date with its parent. */
  syncFork(fork: ProposalRepository): Promise<WriteResult<unknown>>
  createBranch(repository: ProposalRepository, branch: string, oid: string): Promise<WriteResult<unknown>>
  /** Returns the id of the commit. */
  createCommit(
    repository: Pick<ProposalRepository, 'repo'>,
    branch: string,
    commit: NewCommit,
  ): Promise<WriteResult<string>>
  createPullRequest(
    upstream: ProposalRepository,
    head: ProposalRepository,
    pull: NewPullRequest,
  ): Promise<WriteResult<ProposalPullRequest>>
  renamePullRequest(repo: string, pull: Pick<ProposalPullRequest, 'id'>, title: string): Promise<WriteResult<unknown>>
}

/** What this run and earlier runs have sent, which GitHub may not show yet. */
export type Progress = Pick<Proof, 'base' | 'adopted'> & {
  /** When we sent the pull request, by GitHub's time. null: never, or GitHub refused it. */
  readonly pullSent: Date | null
  /** The number that GitHub gave to the pull request. */
  readonly pull: number | null
}

/** Returns the API, which now writes nothing more after the person has stopped the run. */
export function makeStoppableApi(github: ProposalsApi, { check, write }: Stoppable): ProposalsApi {
  return {
    ...github,
    // A run reads the time before it records that it sends the pull request, and must not record what it does not send.
    time: () => {
      check()
      return github.time()
    },
    createFork: (...args) => write(() => github.createFork(...args)),
    syncFork: (...args) => write(() => github.syncFork(...args)),
    createBranch: (...args) => write(() => github.createBranch(...args)),
    createCommit: (...args) => write(() => github.createCommit(...args)),
    createPullRequest: (...args) => write(() => github.createPullRequest(...args)),
    renamePullRequest: (...args) => write(() => github.renamePullRequest(...args)),
  }
}

export type ProposalRun = {
  readonly github: ProposalsApi
  readonly clock: Pick<Clock, 'sleep'>
  readonly proposal: Proposal
  readonly progress: Progress
  /** Saves what is about to be sent, and the number of the pull request, so that the next run knows them. */
  readonly record: (progress: Progress) => Promise<void>
}

export type RunPosition = {
  readonly state: ProposalState
  readonly progress: Progress
  /** owner/name of the fork, as GitHub returned it when we created it. */
  readonly fork: string | null
  readonly isSynced: boolean
}

/** There are reports that GitHub showed a change only after a minute, and carried out a request that its sender had given up on. */
export const LONG_PAUSES_MS: readonly number[] = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 30_000, 30_000]
/** After this many tries without an effect, we give up on a step. */
export const MAX_TRIES = 4

const FORK_POLL_MS = 2_000
/** According to GitHub, a fork may take five minutes. */
const MAX_FORK_POLLS = 150

export function readState({ github, proposal: { repo, viewer, branch } }: ProposalRun, fork: string | null) {
  return github.proposalState({ repo, viewer, branch, fork })
}

export async function readAgain(run: ProposalRun, position: RunPosition): Promise<RunPosition> {
  return { ...position, state: mergeStates(position.state, await readState(run, position.fork)) }
}

type StepResult = { readonly position: RunPosition; readonly result: WriteResult<unknown> }

export async function performStep(
  run: ProposalRun,
  position: RunPosition,
  step: Exclude<WriteStep, { kind: 'pull-request' }>,
) {
  const { github, proposal } = run
  const { branch, draftName, text, title } = proposal
  switch (step.kind) {
    case 'fork':
      return forkAndWait(run, position)
    case 'sync-fork':
      return {
        result: await github.syncFork(step.fork),
        position: { ...position, isSynced: true },
      }
    case 'branch': {
      const { base } = position.progress
      const recordedPosition = await recordProgress(run, position, { base: step.oid })
      const result = await github.createBranch(step.repository, branch, step.oid)
      // GitHub has refused it, so a branch of that name is not ours, unless an earlier run has created it.
      if (result.outcome === 'refused')
        return { result, position: await recordProgress(run, recordedPosition, { base }) }
      return toStepResult(recordedPosition, result, (state) => withBranch(state, step.oid))
    }
    case 'add':
      return commitFile(run, position, step, { headline: titleOf(null, title), added: draftName, removed: null, text })
    case 'rename':
      return commitFile(run, position, step, await numberedContent(run, step))
    case 'title': {
      const { pull } = step
      const numberedTitle = titleOf(pull.number, title)
      const result = await github.renamePullRequest(proposal.repo, pull, numberedTitle)
      return toStepResult(position, result, (state) => withPull(state, { ...pull, title: numberedTitle }))
    }
    default:
      return step satisfies never
  }
}

function toStepResult(
  position: RunPosition,
  result: WriteResult<unknown>,
  change: (state: ProposalState) => ProposalState,
): StepResult {
  return { result, position: result.outcome === 'done' ? { ...position, state: change(position.state) } : position }
}

export async function recordProgress(
  { record }: ProposalRun,
  position: RunPosition,
  changes: Partial<Progress>,
): Promise<RunPosition> {
  const progress = { ...position.progress, ...changes }
  await record(progress)
  return { ...position, progress }
}

type CommitContent = {
  readonly headline: string
  readonly added: string
  readonly removed: string | null
  readonly text: string
}

async function commitFile(
  { github, proposal: { id, branch, viewer } }: ProposalRun,
  position: RunPosition,
  { repository, headOid }: Extract<WriteStep, { kind: 'add' | 'rename' }>,
  { headline, added, removed, text }: CommitContent,
): Promise<StepResult> {
  const details = draftTrailer(id)
  const result = await github.createCommit(repository, branch, {
    headline,
    details,
    expectedHeadOid: headOid,
    add: [{ path: `seps/${added}`, text }],
    remove: removed === null ? [] : [`seps/${removed}`],
  })
  if (result.outcome !== 'done') return { result, position }
  const newCommit = { oid: result.value, message: `${headline}\n\n${details}`, author: viewer, added, removed }
  return toStepResult(position, result, (state) => withCommit(state, newCommit))
}

/**
 * The commit that renames the file and adds the number to its text. Takes the text on the branch, because the draft's text
 * would undo changes made on the branch in the meantime.
 */
async function numberedContent(run: ProposalRun, step: Extract<WriteStep, { kind: 'rename' }>): Promise<CommitContent> {
  const { proposal } = run
  const { pull } = step
  const { draftName, numberedName, numberedText, title } = proposal
  const currentText = await readDraftOnBranch(run, step)
  return {
    headline: `${titleOf(pull.number, title)}: number and file name`,
    added: numberedName(pull.number),
    removed: currentText === null ? null : draftName,
    text: numberedText(currentText ?? proposal.text, pull),
  }
}

/** null: the branch does not have the file. If it does, waits until GitHub shows it, because a fork and a commit may be new. */
async function readDraftOnBranch(
  { github, clock, proposal: { draftName } }: ProposalRun,
  { repository: { repo, files }, headOid }: Extract<WriteStep, { kind: 'rename' }>,
): Promise<string | null> {
  const read = () => github.fileText(repo, `seps/${draftName}`, headOid)
  for (const pause of files.includes(draftName) ? LONG_PAUSES_MS : []) {
    try {
      const text = await read()
      if (text !== null) return text
    } catch (error) {
      if (!(error instanceof GitHubFailure) || error.reason.kind !== 'not-found') throw error
    }
    await clock.sleep(pause)
  }
  return read()
}

/** GitHub accepts the request for a fork at once, but shows the fork later. */
async function forkAndWait(run: ProposalRun, position: RunPosition): Promise<StepResult> {
  const { github, clock, proposal } = run
  const result = await github.createFork(proposal.repo)
  if (result.outcome === 'refused') return { position, result }
  const fork = result.outcome === 'done' ? result.value : null
  let latest: RunPosition = { ...position, fork }
  for (let poll = 0; poll < MAX_FORK_POLLS; poll++) {
    latest = await readAgain(run, latest)
    if (latest.state.fork !== null) return { position: latest, result: { outcome: 'done', value: fork } }
    await clock.sleep(FORK_POLL_MS)
  }
  if (result.outcome === 'unknown') return { position: latest, result }
  throw new Failure('GitHub', `GitHub is still creating your fork of ${proposal.repo}`, {
    hint: 'Run the same command again in a few minutes',
  })
}
