import type { ProposalPullRequest, ProposalRepository, ProposalState } from '../github/github.ts'

/** A proposal on its way to a pull request. */
export type Proposal = {
  /** owner/name of the repository that it is proposed to. */
  readonly repo: string
  readonly viewer: string
  /** The branch that only this proposal uses. */
  readonly branch: string
  /** The file's name before it has a number, and after. */
  readonly draftName: string
  readonly numberedName: (number: number) => string
  readonly title: string
  /** What the pull request says. */
  readonly body: string
  readonly text: string
  /** The text with its number and its pull request in it. */
  readonly numberedText: (pull: Pick<ProposalPullRequest, 'number' | 'url'>) => string
}

/** The next thing to do; each shows on GitHub once it is done, so none is done twice. */
export type Step =
  | { readonly kind: 'fork' }
  | { readonly kind: 'sync-fork'; readonly fork: ProposalRepository }
  | { readonly kind: 'branch'; readonly at: ProposalRepository; readonly oid: string }
  | { readonly kind: 'add'; readonly at: ProposalRepository; readonly head: string }
  | { readonly kind: 'pull-request'; readonly upstream: ProposalRepository; readonly at: ProposalRepository }
  | {
      readonly kind: 'rename'
      readonly at: ProposalRepository
      readonly head: string
      readonly pull: ProposalPullRequest
    }
  | { readonly kind: 'title'; readonly pull: ProposalPullRequest }
  | { readonly kind: 'closed'; readonly pull: ProposalPullRequest }
  | { readonly kind: 'done'; readonly pull: ProposalPullRequest }

/** Where the branch is: upstream for those who may push there, else in the viewer's fork; null: there is none yet. */
export function headOf({ upstream, fork }: ProposalState): ProposalRepository | null {
  return upstream.canPush ? upstream : fork
}

/** The pull request of this branch: the open one, else the newest. */
export function pullOf(state: ProposalState): ProposalPullRequest | null {
  const head = headOf(state)
  const ours = state.pulls.filter((pull) => pull.head === head?.repo)
  return ours.find(({ closed }) => !closed) ?? ours[0] ?? null
}

export function nextStep(state: ProposalState, proposal: Proposal, synced: boolean): Step {
  const { upstream } = state
  const at = headOf(state)
  if (at === null) return { kind: 'fork' }
  if (at.branch === null) {
    const isBehind = at.repo !== upstream.repo && at.main.oid !== upstream.main.oid
    return isBehind && !synced ? { kind: 'sync-fork', fork: at } : { kind: 'branch', at, oid: upstream.main.oid }
  }
  const pull = pullOf(state)
  if (pull?.closed === true) return { kind: 'closed', pull }
  return stepOnBranch(upstream, at, at.branch, pull, proposal)
}

function stepOnBranch(
  upstream: ProposalRepository,
  at: ProposalRepository,
  head: string,
  pull: ProposalPullRequest | null,
  proposal: Proposal,
): Step {
  const { draftName, numberedName, title } = proposal
  if (pull === null)
    return at.files.includes(draftName) ? { kind: 'pull-request', upstream, at } : { kind: 'add', at, head }
  if (!at.files.includes(numberedName(pull.number))) return { kind: 'rename', at, head, pull }
  return pull.title === titleOf(pull.number, title) ? { kind: 'done', pull } : { kind: 'title', pull }
}

/** null: it has no number yet. */
export function titleOf(number: number | null, title: string): string {
  return number === null ? `SEP: ${title}` : `SEP-${number}: ${title}`
}
