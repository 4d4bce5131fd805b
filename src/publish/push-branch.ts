import { Failure } from '../errors.ts'
import type { ProposalPullRequest, ProposalRepository } from '../github/proposal-state.ts'
import { headRepository } from './known-state.ts'
import { advance } from './open-proposal.ts'
import { draftTrailer, isOurs } from './ownership.ts'
import { titleOf, type WriteStep } from './proposal.ts'
import { LONG_PAUSES_MS, MAX_TRIES, type ProposalRun, readState } from './proposal-steps.ts'

/** In bytes. GitHub refuses longer names of branches. */
const MAX_BRANCH_LENGTH = 244
/** What git does not allow in the name of a branch: https://git-scm.com/docs/git-check-ref-format */
const NOT_IN_BRANCH = /[\s\p{Cc}~^:?*[\\]|\.\.|@\{|\/\/|(?:^|\/)\.|(?:\.|\.lock)(?:\/|$)|^[-/]|\/$|^@$|^refs\//u

/** Whether git and GitHub accept this name for a branch. A name that begins with `refs/` is more likely a mistake. */
export function isBranchName(name: string): boolean {
  return name !== '' && new TextEncoder().encode(name).length <= MAX_BRANCH_LENGTH && !NOT_IN_BRANCH.test(name)
}

export type PushedBranch =
  /** `base`: the default branch of the repository that the draft is for. */
  | { readonly kind: 'branch'; readonly repo: string; readonly base: string }
  /** The branch already has a pull request. */
  | { readonly kind: 'has-pull-request'; readonly pull: ProposalPullRequest }

/**
 * Returns a copy of the run that writes only to the person's fork, even if they can push upstream. It is for people who may not
 * open a pull request upstream.
 */
export function limitToFork(run: ProposalRun): ProposalRun {
  const { github } = run
  const proposalState: typeof github.proposalState = async (location) => {
    const state = await github.proposalState(location)
    return { ...state, upstream: { ...state.upstream, canPush: false } }
  }
  return { ...run, github: { ...github, proposalState } }
}

/** The steps that open a pull request or need one. This run stops before them. */
const STEPS_AFTER_BRANCH = ['pull-request', 'rename', 'title'] as const

/**
 * Commits a draft to its branch without opening a pull request. Resumes where an earlier run stopped, and sends a new version of the
 * text if the branch has an older one. @throws Failure if it cannot continue; keeps everything done so far
 */
export async function pushBranch(run: ProposalRun, onStep: (step: WriteStep) => void): Promise<PushedBranch> {
  let hasAddedFile = false
  const handleStep = (step: WriteStep) => {
    hasAddedFile ||= step.kind === 'add'
    onStep(step)
  }
  const next = await advance(run, handleStep, STEPS_AFTER_BRANCH)
  if (next.kind !== 'pull-request') return { kind: 'has-pull-request', pull: next.pull }
  if (!hasAddedFile) await sendText(run, next.repository)
  return { kind: 'branch', repo: next.repository.repo, base: next.upstream.main.name }
}

/**
 * Commits the draft's current text if the branch has a different text. Each request names the head that it expects, and GitHub
 * refuses it on any other head, so no commit is made twice.
 */
async function sendText(run: ProposalRun, first: ProposalRepository): Promise<void> {
  const { github, proposal } = run
  const { branch, draftName, text, title, id } = proposal
  const path = `seps/${draftName}`
  let repository = first
  for (let tries = 1; ; tries++) {
    if (repository.branch === null || (await github.fileText(repository.repo, path, repository.branch.oid)) === text)
      return
    refuseIfChanged(run, repository)
    const result = await github.createCommit(repository, branch, {
      headline: `${titleOf(null, title)}: new version`,
      details: draftTrailer(id),
      expectedHeadOid: repository.branch.oid,
      add: [{ path, text }],
      remove: [],
    })
    if (result.outcome === 'done') return
    const { failure, outcome } = result
    if (outcome === 'refused' && failure.reason.kind !== 'validation') throw failure
    const newerRepository = await waitForHead(run, repository)
    if (tries === MAX_TRIES || (newerRepository === null && outcome === 'refused')) throw failure.toUnconfirmed()
    repository = newerRepository ?? repository
  }
}

/** Reads the branch until it has a newer head. null: GitHub still shows the same head, or an older head. */
async function waitForHead(run: ProposalRun, { repo, branch }: ProposalRepository): Promise<ProposalRepository | null> {
  const knownOids = branch?.commits.map(({ oid }) => oid) ?? []
  for (const pause of LONG_PAUSES_MS) {
    await run.clock.sleep(pause)
    const repository = headRepository(await readState(run, repo))
    if (repository !== null && repository.branch !== null && !knownOids.includes(repository.branch.oid))
      return repository
  }
  return null
}

/** @throws Failure if the newest commit is somebody else's, because a new version would undo it */
function refuseIfChanged({ proposal, progress }: ProposalRun, { repo, branch }: ProposalRepository): void {
  const newest = branch?.commits[0]
  if (newest === undefined || isOurs(newest, { ...proposal, ...progress })) return
  throw new Failure(
    'validation',
    `somebody has changed the branch ${proposal.branch} in ${repo}, so the new version was not sent`,
    { hint: 'Copy their changes into your file, and choose another name with --branch' },
  )
}
