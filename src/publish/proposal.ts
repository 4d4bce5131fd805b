import { Failure } from '../errors.ts'
import type { ProposalPullRequest, ProposalRepository, ProposalState } from '../github/proposals.ts'
import { abstractOf, draftName, numberedName, numberedText, type SepDraft } from '../seps/draft.ts'
import { fieldOf } from '../seps/preamble.ts'
import { requiredSections } from '../seps/sections.ts'
import { disclosureIn } from '../text/ai-disclosure.ts'
import { MAX_BODY_LENGTH, MAX_TITLE_LENGTH } from '../text/limits.ts'

/** Everything that opening a SEP's pull request needs. */
export type Proposal = {
  /** owner/name of the target repository. */
  readonly repo: string
  readonly viewer: string
  /** Used by this proposal only. */
  readonly branch: string
  /** The file's names without and with the number. */
  readonly draftName: string
  readonly numberedName: (number: number) => string
  readonly title: string
  /** The text of the pull request. */
  readonly body: string
  readonly text: string
  /** The text with the number and the link of the pull request. */
  readonly numberedText: (pull: Pick<ProposalPullRequest, 'number' | 'url'>) => string
}

/** The next step. Its result is visible on GitHub, so no step is done twice. */
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

/** The repository of the branch: upstream for people who may push there, otherwise their fork. null: no fork yet. */
export function headOf({ upstream, fork }: ProposalState): ProposalRepository | null {
  return upstream.canPush ? upstream : fork
}

/** The open pull request of this branch, otherwise the newest. */
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

/** The title of the pull request. `number` is null until GitHub has assigned one. */
export function titleOf(number: number | null, title: string): string {
  return number === null ? `SEP: ${title}` : `SEP-${number}: ${title}`
}

type ProposalTarget = { readonly repo: string; readonly branch: string; readonly viewer: string }

/** Leaves room for the prefix `SEP-1234567: `. */
const LONGEST_NUMBER = 9_999_999

/** @throws Failure for a title or a body that GitHub would reject after we have created the branch */
export function proposalOf(draft: SepDraft, target: ProposalTarget): Proposal {
  const { path, sep } = draft
  const { title, line } = sep.heading
  const body = bodyOf(draft)
  if (titleOf(LONGEST_NUMBER, title).length > MAX_TITLE_LENGTH)
    throw new Failure(
      'validation',
      `${path}:${line}: the title is too long; GitHub accepts ${MAX_TITLE_LENGTH} characters`,
    )
  if (body.length > MAX_BODY_LENGTH)
    throw new Failure(
      'validation',
      `${path}: the abstract is too long; GitHub accepts ${MAX_BODY_LENGTH} characters in a pull request`,
    )
  return {
    ...target,
    draftName: draftName(draft),
    numberedName: (number) => numberedName(draft, number),
    title,
    body,
    text: draft.text,
    numberedText: (pull) => numberedText(draft, pull),
  }
}

/** What reviewers look for first: the abstract, the group, the prototype, and how AI was used. */
function bodyOf(draft: SepDraft): string {
  const { sep, text } = draft
  const rows = [
    ['Working group', fieldOf(sep, 'Working Group')?.value],
    ['Prototype', prototypeOf(draft)],
    ['AI disclosure', disclosureIn(text)],
  ]
  const lines = rows.flatMap(([name, value]) => (value == null || value === '' ? [] : [`**${name}:** ${value}`]))
  return [abstractOf(draft), ...lines].filter((part) => part !== '').join('\n\n')
}

const LINK = /https:\/\/[^\s)>\]]+/

function prototypeOf({ sep }: SepDraft): string | null {
  const section = requiredSections(sep.sections).get('Reference Implementation')
  return section === undefined
    ? null
    : (LINK.exec(sep.text.slice(section.content.from, section.content.to))?.[0] ?? null)
}

/** Describes a step while it runs. */
export function describeStep(step: Step, { repo, branch, draftName, numberedName, title }: Proposal): string {
  switch (step.kind) {
    case 'fork':
      return `Forking ${repo}; this may take a few minutes …`
    case 'sync-fork':
      return `Bringing ${step.fork.repo} up to date …`
    case 'branch':
      return `Creating the branch ${branch} in ${step.at.repo} …`
    case 'add':
      return `Adding seps/${draftName} …`
    case 'pull-request':
      return `Opening the pull request "${titleOf(null, title)}" …`
    case 'rename':
      return `Renaming it to seps/${numberedName(step.pull.number)} …`
    case 'title':
      return `Setting the title "${titleOf(step.pull.number, title)}" …`
    case 'closed':
    case 'done':
      return 'Checking its state …'
    default:
      return step satisfies never
  }
}
