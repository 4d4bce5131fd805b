import type { BranchState, ProposalPullRequest, ProposalRepository, ProposalState } from '../github/proposal-state.ts'

/*
 * After GitHub has confirmed a step, it may take minutes to show the result, and it may show an older state again after a newer
 * one. So we keep the result of each step, and merge what we read into it.
 */

/**
 * The repository of the branch: upstream for people who may push there, otherwise their fork. The branch stays in the fork if it was
 * created there before they got the right to push. null: no fork yet.
 */
export function headRepository({ upstream, fork }: ProposalState): ProposalRepository | null {
  const isInFork = upstream.branch === null && fork !== null && fork.branch !== null
  return upstream.canPush && !isInFork ? upstream : fork
}

/**
 * Merges what we know with what GitHub has just shown. Keeps the branch that we know if GitHub shows an older one. Keeps the fork
 * and the pull requests that GitHub does not show. A pull request known to be closed stays closed.
 */
export function mergeStates(known: ProposalState, fresh: ProposalState): ProposalState {
  const knownPulls = new Map(known.pulls.map((pull) => [pull.number, pull]))
  const freshNumbers = new Set(fresh.pulls.map(({ number }) => number))
  return {
    listedUntil: fresh.listedUntil,
    upstream: newerRepository(known.upstream, fresh.upstream),
    fork: known.fork && fresh.fork ? newerRepository(known.fork, fresh.fork) : (fresh.fork ?? known.fork),
    pulls: [
      ...known.pulls.filter(({ number }) => !freshNumbers.has(number)),
      ...fresh.pulls.map((pull) => ({
        ...pull,
        closed: pull.closed || knownPulls.get(pull.number)?.closed === true,
        merged: pull.merged || knownPulls.get(pull.number)?.merged === true,
      })),
    ],
  }
}

function newerRepository(known: ProposalRepository, fresh: ProposalRepository): ProposalRepository {
  return isOlder(fresh.branch, known.branch) ? { ...fresh, branch: known.branch, files: known.files } : fresh
}

/** Whether GitHub shows an older state of a branch than the one that we know. */
function isOlder(fresh: BranchState | null, known: BranchState | null): boolean {
  if (known === null) return false
  return fresh === null || (fresh.oid !== known.oid && known.commits.some(({ oid }) => oid === fresh.oid))
}

export function withBranch(state: ProposalState, oid: string): ProposalState {
  return updateHead(state, (repository) => ({
    ...repository,
    branch: { oid, commits: [{ oid, message: '', author: null }] },
  }))
}

type ConfirmedCommit = {
  readonly oid: string
  readonly message: string
  readonly author: string
  readonly added: string
  readonly removed: string | null
}

export function withCommit(
  state: ProposalState,
  { oid, message, author, added, removed }: ConfirmedCommit,
): ProposalState {
  return updateHead(state, (repository) => ({
    ...repository,
    branch: { oid, commits: [{ oid, message, author }, ...(repository.branch?.commits ?? [])] },
    files: [...repository.files.filter((file) => file !== removed && file !== added), added],
  }))
}

export function withPull(state: ProposalState, pull: ProposalPullRequest): ProposalState {
  return { ...state, pulls: [pull, ...state.pulls.filter(({ number }) => number !== pull.number)] }
}

function updateHead(
  state: ProposalState,
  change: (repository: ProposalRepository) => ProposalRepository,
): ProposalState {
  const repository = headRepository(state)
  if (repository === null) return state
  return repository === state.upstream
    ? { ...state, upstream: change(repository) }
    : { ...state, fork: change(repository) }
}
