import { Failure } from '../errors.ts'
import type { Commit, ProposalPullRequest, ProposalRepository, ProposalState } from '../github/proposal-state.ts'
import type { RenderedPages } from '../policy/schema.ts'
import { discussionLinksOf } from '../seps/discussion.ts'
import {
  abstractOf,
  numberedFileName,
  numberedText,
  type SepDraft,
  sepDraftOf,
  unnumberedFileName,
} from '../seps/draft.ts'
import { fieldOf } from '../seps/preamble.ts'
import { requiredSections, sectionText } from '../seps/sections.ts'
import { disclosureIn, withMarker } from '../text/added-lines.ts'
import { numberInPath } from '../text/file-names.ts'
import { countCharacters, isSameName, MAX_BODY_LENGTH, MAX_TITLE_LENGTH, parseRepoName } from '../text/github-names.ts'
import { normalizeLineEndings } from '../text/lines.ts'
import { headRepository } from './known-state.ts'
import { belongsToAnotherDraft, isPullOf, ownershipOf, type Proof } from './ownership.ts'

export type Proposal = {
  /** The id of the draft. */
  readonly id: string
  /** owner/name of the target repository. */
  readonly repo: string
  readonly viewer: string
  readonly branch: string
  /** The name of the file without a number. */
  readonly draftName: string
  /** The name of the file with the number of the pull request. */
  readonly numberedName: (number: number) => string
  readonly title: string
  /** The text of the pull request. */
  readonly body: string
  readonly text: string
  /** Adds the number and the link of the pull request to the text of the SEP. */
  readonly numberedText: (text: string, pull: Pick<ProposalPullRequest, 'number' | 'url'>) => string
}

/** Why we do not write to a branch, although it has the name of the proposal's branch. */
export type ForeignReason =
  | { readonly found: 'default-branch' }
  | { readonly found: 'branch'; readonly newest: Commit | null }
  | { readonly found: 'pull-request'; readonly pull: ProposalPullRequest }

/**
 * The next step, according to what GitHub shows. `repository` is the one that has the branch or gets it, and `headOid` is the
 * branch's newest commit.
 */
export type Step =
  | { readonly kind: 'fork' }
  | { readonly kind: 'sync-fork'; readonly fork: ProposalRepository }
  | { readonly kind: 'branch'; readonly repository: ProposalRepository; readonly oid: string }
  | { readonly kind: 'add'; readonly repository: ProposalRepository; readonly headOid: string }
  | { readonly kind: 'pull-request'; readonly upstream: ProposalRepository; readonly repository: ProposalRepository }
  | {
      readonly kind: 'rename'
      readonly repository: ProposalRepository
      readonly headOid: string
      readonly pull: ProposalPullRequest
    }
  | { readonly kind: 'title'; readonly pull: ProposalPullRequest }
  /** The branch or its pull request is not ours, so we leave it alone. */
  | { readonly kind: 'foreign'; readonly repository: ProposalRepository; readonly foreign: ForeignReason }
  | { readonly kind: 'closed'; readonly pull: ProposalPullRequest }
  /** The open pull request of this draft comes from a branch that was deleted, or that this person cannot write to. */
  | { readonly kind: 'elsewhere'; readonly pull: ProposalPullRequest }
  | { readonly kind: 'done'; readonly pull: ProposalPullRequest }

/** The steps that send something. */
export type WriteStep = Exclude<Step, { readonly kind: 'foreign' | 'closed' | 'elsewhere' | 'done' }>

/** The open pull request of this branch, or else its newest one. */
export function pullOf(state: ProposalState): ProposalPullRequest | null {
  const head = headRepository(state)
  const pullsOfBranch = state.pulls.filter((pull) => pull.head === head?.repo)
  return pullsOfBranch.find(({ closed }) => !closed) ?? pullsOfBranch[0] ?? null
}

type StepContext = {
  readonly proposal: Proposal
  readonly proof: Proof
  /** Whether the run has already tried to bring the fork up to date, so that this is not the next step. */
  readonly isSynced: boolean
}

export function nextStep(state: ProposalState, context: StepContext): Step {
  const repository = headRepository(state)
  const otherPull = pullFromElsewhere(state, repository, context.proof)
  if (otherPull !== null) return finalStep(otherPull, context.proof) ?? { kind: 'elsewhere', pull: otherPull }
  return repository === null ? { kind: 'fork' } : nextStepIn(repository, state, context)
}

function nextStepIn(repository: ProposalRepository, state: ProposalState, context: StepContext): Step {
  const { proof, isSynced } = context
  const { upstream } = state
  const pull = pullOf(state)
  const foreign = findForeign(repository, state, context)
  if (foreign !== null) return { kind: 'foreign', repository, foreign }
  const lastStep = pull === null ? null : finalStep(pull, proof)
  if (lastStep !== null) return lastStep
  if (repository.branch === null) {
    const isBehind = repository.repo !== upstream.repo && repository.main.oid !== upstream.main.oid
    return isBehind && !isSynced
      ? { kind: 'sync-fork', fork: repository }
      : { kind: 'branch', repository, oid: proof.base ?? upstream.main.oid }
  }
  if (ownershipOf(repository.branch, proof) === 'empty')
    return { kind: 'add', repository, headOid: repository.branch.oid }
  if (pull === null) return { kind: 'pull-request', upstream, repository }
  // Somebody may have given the file its number already, even under another title.
  if (!repository.files.some((name) => numberInPath(name) === pull.number))
    return { kind: 'rename', repository, headOid: repository.branch.oid, pull }
  const mayRename = pull.isMine || upstream.canPush
  return mayRename && isUnnumbered(pull) ? { kind: 'title', pull } : { kind: 'done', pull }
}

/**
 * The last step for a pull request that is merged or closed; null: it is open. A merged pull request needs nothing more if it is known to
 * be ours. Otherwise, it may come from an earlier branch of the same name.
 */
function finalStep(pull: ProposalPullRequest, proof: Proof): Step | null {
  if (pull.merged && isPullOf(pull, proof)) return { kind: 'done', pull }
  return pull.closed ? { kind: 'closed', pull } : null
}

/**
 * The pull request of this draft, if it does not come from the repository that has the branch or gets it. null: there is none, or it
 * comes from a fork that GitHub does not show yet.
 */
function pullFromElsewhere(
  state: ProposalState,
  repository: ProposalRepository | null,
  proof: Proof,
): ProposalPullRequest | null {
  if (pullOf(state) !== null) return null
  const pull = state.pulls.find((candidate) => isPullOf(candidate, proof)) ?? null
  const isFromFork = pull !== null && pull.head !== null && isSameName(parseRepoName(pull.head).owner, proof.viewer)
  return repository === null && isFromFork ? null : pull
}

function findForeign(
  repository: ProposalRepository,
  state: ProposalState,
  { proposal: { branch }, proof }: Pick<StepContext, 'proposal' | 'proof'>,
): ForeignReason | null {
  const { upstream } = state
  const pull = pullOf(state)
  if (branch === repository.main.name || branch === upstream.main.name) return { found: 'default-branch' }
  if (repository.branch !== null && ownershipOf(repository.branch, proof) === 'foreign')
    return { found: 'branch', newest: repository.branch.commits[0] ?? null }
  return pull !== null && belongsToAnotherDraft(pull, proof) ? { found: 'pull-request', pull } : null
}

/**
 * Whether the title still begins with `SEP: `. Any other title is the numbered one that we set, or one that somebody chose,
 * which we must not change.
 */
function isUnnumbered({ title }: ProposalPullRequest): boolean {
  return title.startsWith(titleOf(null, ''))
}

/** `number` is null until GitHub has assigned one. */
export function titleOf(number: number | null, title: string): string {
  return number === null ? `SEP: ${title}` : `SEP-${number}: ${title}`
}

type ProposalTarget = Pick<Proposal, 'id' | 'repo' | 'branch' | 'viewer'> & {
  /** What the repository's own generator makes from the SEP. null: nothing. */
  readonly rendered: Pick<RenderedPages, 'files' | 'check'> | null
}

/** Leaves room for the prefix `SEP-1234567: `. */
const MAX_ISSUE_NUMBER = 9_999_999

/** @throws Failure for a title or a body that GitHub would reject after we have created the branch */
export function proposalOf(draft: SepDraft, { rendered, ...target }: ProposalTarget): Proposal {
  const { path, sep } = draft
  const { title, line } = sep.heading
  const body = withMarker(bodyOf(draft, rendered), target.id)
  if (countCharacters(titleOf(MAX_ISSUE_NUMBER, title)) > MAX_TITLE_LENGTH)
    throw new Failure(
      'validation',
      `${path}:${line}: the title is too long; GitHub accepts at most ${MAX_TITLE_LENGTH} characters, including the SEP's number`,
      { hint: 'shorten it' },
    )
  if (body.length > MAX_BODY_LENGTH)
    throw new Failure(
      'validation',
      `${path}: the abstract is too long; GitHub accepts at most ${MAX_BODY_LENGTH} characters in a pull request`,
      { hint: 'shorten it' },
    )
  return {
    ...target,
    draftName: unnumberedFileName(draft),
    numberedName: (number) => numberedFileName(draft, number),
    title,
    body,
    // Windows line endings would be the only ones in the repository, whose checks refuse them.
    text: normalizeLineEndings(draft.text),
    numberedText: (text, pull) => numberedText(sepDraftOf(path, text), pull),
  }
}

/** The text of the pull request: what reviewers look for first. */
function bodyOf(draft: SepDraft, rendered: ProposalTarget['rendered']): string {
  const { sep, text, slug } = draft
  const rows = [
    ['Working group', fieldOf(sep, 'Working Group')?.value],
    ['Discussed in', discussionLinksOf(sep).join(', ')],
    ['Prototype', prototypeOf(draft)],
    ['AI disclosure', disclosureIn(text)],
  ]
  const lines = rows.flatMap(([name, value]) => (value == null || value === '' ? [] : [`**${name}:** ${value}`]))
  const pages = rendered === null ? '' : renderedPagesNote(rendered, slug)
  return [abstractOf(draft), ...lines, pages].filter((part) => part !== '').join('\n\n')
}

/** The SEP's number is not known yet, so its author adds the pages after the pull request is open. */
function renderedPagesNote({ files, check }: Pick<RenderedPages, 'files' | 'check'>, slug: string): string {
  const names = files.map((file) => `\`${file.replace('{number}', 'NUMBER').replace('{slug}', slug)}\``)
  return `The rendered pages (${names.join(', ')}) follow in a commit of their own; until then, \`${check}\` fails.`
}

const LINK = /https:\/\/[^\s)>\]]*[^\s)>\].,;:!?]/

function prototypeOf({ sep }: SepDraft): string | null {
  const section = requiredSections(sep.sections).get('Reference Implementation')
  return section === undefined ? null : (LINK.exec(sectionText(sep, section))?.[0] ?? null)
}

export function describeStep(step: WriteStep, { repo, branch, draftName, numberedName, title }: Proposal): string {
  switch (step.kind) {
    case 'fork':
      return `Forking ${repo}; this may take a few minutes …`
    case 'sync-fork':
      return `Bringing ${step.fork.repo} up to date …`
    case 'branch':
      return `Creating the branch ${branch} in ${step.repository.repo} …`
    case 'add':
      return `Adding seps/${draftName} …`
    case 'pull-request':
      return `Opening the pull request "${titleOf(null, title)}" …`
    case 'rename':
      return `Renaming the file to seps/${numberedName(step.pull.number)} …`
    case 'title':
      return `Setting the title "${titleOf(step.pull.number, title)}" …`
    default:
      return step satisfies never
  }
}
