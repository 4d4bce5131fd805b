import { Failure } from '../errors.ts'
import { GitHubFailure } from '../github/failure.ts'
import { lookUp } from '../github/look-up.ts'
import type { Commit, ProposalPullRequest, ProposalRepository } from '../github/proposal-state.ts'
import { quote } from '../text/quote.ts'
import { withPull } from './known-state.ts'
import { type ForeignReason, nextStep, type Proposal, type Step, titleOf, type WriteStep } from './proposal.ts'
import {
  LONG_PAUSES_MS,
  MAX_TRIES,
  type ProposalRun,
  performStep,
  type RunPosition,
  readAgain,
  readState,
  recordProgress,
} from './proposal-steps.ts'

/** GitHub does not let this person open pull requests in the repository, whatever their token allows. */
export class PullRequestRefused extends GitHubFailure {}

/** Long enough to see that somebody else has changed the branch. */
const SHORT_PAUSES_MS = LONG_PAUSES_MS.slice(0, 3)

/**
 * Opens a proposal's pull request, and adds its number to the file and the title. Resumes where an earlier run stopped.
 * @throws Failure if it cannot continue; keeps everything done so far
 */
export async function openProposal(run: ProposalRun, onStep: (step: WriteStep) => void): Promise<ProposalPullRequest> {
  return (await advance(run, onStep, [])).pull
}

/**
 * Takes one step after another until all are done, or until the next step is one of `stops`. Reads the state on GitHub first,
 * and again after a request whose effect is uncertain.
 * @throws Failure if it cannot continue; keeps everything done so far
 */
export async function advance<Stop extends WriteStep['kind'] = never>(
  run: ProposalRun,
  onStep: (step: WriteStep) => void,
  stops: readonly Stop[],
): Promise<Extract<Step, { readonly kind: 'done' }> | Extract<Step, { readonly kind: Stop }>> {
  const tries = new Map<Step['kind'], number>()
  let position = await startPosition(run)
  for (;;) {
    const step = stepAt(run, position)
    if (step.kind === 'done' || isOneOf(step, stops)) return step
    if (step.kind === 'closed') throw closedFailure(step.pull)
    if (step.kind === 'elsewhere') throw elsewhereFailure(step.pull)
    if (step.kind === 'foreign') throw foreignFailure(step, run.proposal)
    onStep(step)
    const count = (tries.get(step.kind) ?? 0) + 1
    tries.set(step.kind, count)
    position = await completeStep(run, position, step, count)
  }
}

function isOneOf<Kind extends WriteStep['kind']>(
  step: Step,
  kinds: readonly Kind[],
): step is Extract<Step, { readonly kind: Kind }> {
  return kinds.some((kind) => kind === step.kind)
}

function stepAt({ proposal }: ProposalRun, { state, progress: { base, adopted, pull }, isSynced }: RunPosition): Step {
  const proof = { id: proposal.id, viewer: proposal.viewer, base, adopted, pull }
  return nextStep(state, { proposal, proof, isSynced })
}

async function startPosition(run: ProposalRun): Promise<RunPosition> {
  const { github, proposal, progress } = run
  const position = { state: await readState(run, null), progress, fork: null, isSynced: false }
  if (progress.pull === null || position.state.pulls.some(({ number }) => number === progress.pull)) return position
  const { head, ...pull } = await github.pullRequest(proposal.repo, progress.pull)
  return { ...position, state: withPull(position.state, { ...pull, head: head?.repo ?? null }) }
}

/**
 * Carries out a step. If its result is uncertain, waits until GitHub shows that another step is next, or returns so that the step
 * is tried again. @throws Failure
 */
async function completeStep(
  run: ProposalRun,
  oldPosition: RunPosition,
  step: WriteStep,
  count: number,
): Promise<RunPosition> {
  if (step.kind === 'pull-request') return openPullRequest(run, oldPosition, step)
  const { position, result } = await performStep(run, oldPosition, step)
  if (result.outcome === 'done') return position
  // A fork with commits of its own cannot be synced, and does not need to be.
  if (step.kind === 'sync-fork') return { ...position, isSynced: true }
  if (result.outcome === 'refused' && result.failure.reason.kind !== 'validation') throw result.failure
  // Repeating any other step is safe: GitHub refuses a branch that exists, and a commit on a branch that has moved.
  const isFirstTry = count === 1 && run.progress.base === null
  const pauses = result.outcome === 'refused' && !isFirstTry ? LONG_PAUSES_MS : SHORT_PAUSES_MS
  const newPosition = await waitForChange(run, position, step, pauses)
  if (newPosition !== null) return newPosition
  if (result.outcome === 'refused') throw isFirstTry ? result.failure : result.failure.toUnconfirmed()
  if (count === MAX_TRIES) throw result.failure.toUnconfirmed()
  return position
}

/** Reads the state until another step is next. null: GitHub still shows nothing new. */
async function waitForChange(
  run: ProposalRun,
  start: RunPosition,
  step: WriteStep,
  pauses: readonly number[],
): Promise<RunPosition | null> {
  let position = start
  for (const pause of pauses) {
    await run.clock.sleep(pause)
    position = await readAgain(run, position)
    if (!isSameStep(stepAt(run, position), step)) return position
  }
  return null
}

function isSameStep(left: Step, right: Step): boolean {
  const headIn = (step: Step) => ('headOid' in step ? step.headOid : null)
  return left.kind === right.kind && headIn(left) === headIn(right)
}

/**
 * Opens the pull request. Never sends it a second time before it is certain that the first request had no effect: GitHub
 * refuses a second open pull request for the same branch, but a bot may have closed the first one.
 */
async function openPullRequest(
  run: ProposalRun,
  oldPosition: RunPosition,
  step: Extract<WriteStep, { kind: 'pull-request' }>,
): Promise<RunPosition> {
  const { github, proposal } = run
  const earlierSentAt = oldPosition.progress.pullSent
  if (earlierSentAt !== null) {
    const newPosition = await settlePullRequest(run, oldPosition, step, earlierSentAt)
    if (newPosition !== null) return newPosition
  }
  const sentAt = await github.time()
  const position = await recordProgress(run, oldPosition, { pullSent: sentAt })
  const { branch, body, title } = proposal
  const result = await github.createPullRequest(step.upstream, step.repository, {
    branch,
    body,
    title: titleOf(null, title),
  })
  if (result.outcome === 'done') {
    const opened = await recordProgress(run, position, { pull: result.value.number })
    return { ...opened, state: withPull(opened.state, result.value) }
  }
  const isRefused = result.outcome === 'refused'
  // GitHub also refuses a pull request if the branch already has one, which it may not show yet.
  if (isRefused && (earlierSentAt === null || result.failure.reason.kind !== 'validation')) {
    await recordProgress(run, position, { pullSent: earlierSentAt })
    if (result.failure.reason.kind !== 'validation') throw toPullRequestFailure(result.failure, step.upstream)
  }
  const pauses = isRefused && earlierSentAt === null ? SHORT_PAUSES_MS : LONG_PAUSES_MS
  const newPosition = await waitForChange(run, position, step, pauses)
  if (newPosition !== null) return newPosition
  if (isRefused) throw result.failure
  return (await settlePullRequest(run, position, step, sentAt)) ?? position
}

function toPullRequestFailure(failure: GitHubFailure, { canPush }: ProposalRepository): GitHubFailure {
  const { reason } = failure
  return reason.kind === 'blocked' && !canPush ? new PullRequestRefused(reason) : failure
}

/** Looks for the pull request after the request to open it got no response. null: it was not opened. @throws GitHubFailure (`unconfirmed`) */
async function settlePullRequest(
  run: ProposalRun,
  position: RunPosition,
  step: WriteStep,
  sentAt: Date,
): Promise<RunPosition | null> {
  let latest = position
  const read = async () => {
    latest = await readAgain(run, latest)
    return { found: isSameStep(stepAt(run, latest), step) ? null : latest, freshUntil: latest.state.listedUntil }
  }
  const search = { sent: sentAt, read }
  const result = await lookUp(search, () => run.github.time(), run.clock)
  if (result.outcome === 'found') return result.value
  if (result.outcome === 'missing') return null
  const { until, hidden } = result
  const what = `the pull request in ${run.proposal.repo}`
  throw new GitHubFailure({ kind: 'unconfirmed', after: null, until, hidden, what })
}

function closedFailure({ number, url, merged }: ProposalPullRequest): Failure {
  if (merged)
    return new Failure('validation', `the branch already had pull request #${number} (${url}), which was merged`, {
      hint: 'Choose another name with --branch',
    })
  return new Failure('validation', `this SEP's pull request #${number} is closed`, {
    hint: `Reopen it (${url}), or choose another name with --branch`,
  })
}

function elsewhereFailure({ number, url }: ProposalPullRequest): Failure {
  return new Failure(
    'validation',
    `this SEP's pull request #${number} is open, but its branch was deleted, or this account may not write to it`,
    {
      hint: `Continue with an account that may write to the branch (${url}). To open another pull request, close this one first`,
    },
  )
}

function foreignFailure({ repository, foreign }: Extract<Step, { kind: 'foreign' }>, { branch }: Proposal): Failure {
  return new Failure('validation', describeForeign(foreign, branch, repository.repo), {
    hint: 'Choose another name with --branch',
  })
}

function describeForeign(foreign: ForeignReason, branch: string, repo: string): string {
  switch (foreign.found) {
    case 'default-branch':
      return `${branch} is a default branch, and a SEP is never committed to one`
    case 'branch':
      return `the branch ${branch} already exists in ${repo}, and none of its commits belongs to this draft${describeNewest(foreign.newest)}. It was not changed`
    case 'pull-request':
      return `the branch ${branch} in ${repo} has pull request #${foreign.pull.number} (${foreign.pull.url}), which belongs to another draft. It was not changed`
    default:
      return foreign satisfies never
  }
}

/** As in the short form that git prints. */
const SHORT_OID_LENGTH = 7

function describeNewest(commit: Commit | null): string {
  if (commit === null) return ''
  const { oid, message, author } = commit
  const byAuthor = author === null ? '' : ` by @${author}`
  return ` (the newest is ${oid.slice(0, SHORT_OID_LENGTH)}, "${quote(message.split('\n')[0] ?? '')}"${byAuthor})`
}
