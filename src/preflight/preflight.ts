import type { CheckName, Finding } from '../checks/check.ts'
import { type Draft, withAiUse } from '../drafts/draft.ts'
import type { Template } from '../forms/templates.ts'
import { refusalOf } from '../github/target.ts'
import { isSameName } from '../publish/labels.ts'
import { findProblems, type Lookups, type PublicationProblem } from '../publish/post-input.ts'
import { issueRef, type Publication, publicationOf } from '../publish/publication.ts'
import { askDisclosure, askIntended } from './ask-author.ts'
import type { Candidate } from './candidate.ts'
import type { Context } from './context.ts'
import type { Destination, OnGitHub } from './destination.ts'
import { findingsOn } from './findings.ts'

/** A draft that nothing speaks against, and everything of it that will leave this machine. */
export type Ready = {
  readonly kind: 'ready'
  readonly draft: Draft
  readonly destination: Destination
  readonly template: Template | null
  readonly publication: Publication
  readonly wanted: Lookups
  /** Labels that the repository lacks, and that are to be created. */
  readonly newLabels: readonly string[]
  readonly warnings: readonly Finding[]
}

/** `findings` of the checks stop it, or `problems`: what GitHub would refuse. */
export type Stopped = {
  readonly kind: 'stopped'
  readonly draft: Draft
  readonly findings: readonly Finding[]
  readonly problems: readonly PublicationProblem[]
  readonly newLabels: readonly string[]
}

export type PreflightOptions = {
  /** Labels that the repository lacks are created. */
  readonly createLabels?: boolean
  /** Called with a draft that the author's answers have changed. @returns the candidate with it, and where its lines are now. */
  readonly revise?: (draft: Draft) => Candidate
  /** It is sent on GitHub’s page, which says itself what it does not take. */
  readonly onThePage?: boolean
}

/**
 * May it be published? Everything that leaves the machine passes here: an issue, a discussion, a row of a plan.
 * A person is asked only what they alone know.
 */
export async function preflight(
  context: Context,
  first: Candidate & { readonly kind: NonNullable<Candidate['kind']> },
  { createLabels = false, onThePage = false, revise }: PreflightOptions = {},
): Promise<Ready | Stopped> {
  const { candidate, findings } = await findTogether(context, first, revise)
  const { draft, destination, template } = candidate
  const publication = publicationOf(draft, first.kind, destination.repo, template?.form)
  const newLabels = createLabels ? labelsToCreate(publication, destination, template) : []
  const { problems, wanted } =
    onThePage || isPoll(publication, template)
      ? NO_PROBLEMS
      : await compare(context, destination, publication, newLabels)
  if (problems.length > 0 || findings.some(isBlocking)) return { kind: 'stopped', draft, findings, problems, newLabels }
  return { kind: 'ready', draft, destination, template, publication, wanted, newLabels, warnings: findings }
}

export function isBlocking({ severity }: Finding): boolean {
  return severity === 'block'
}

type Found = { readonly candidate: Candidate; readonly findings: readonly Finding[] }

/**
 * Asks the author what only they know: whether what reads like a vulnerability is intended behaviour, and how AI helped.
 * Their answers become a part of the draft.
 */
async function findTogether(context: Context, first: Candidate, revise: PreflightOptions['revise']): Promise<Found> {
  const { policy, prompter } = context
  let found: Found = { candidate: first, findings: await findingsOn(context, first) }
  if (prompter === null || revise === undefined) return found
  const again = async (draft: Draft): Promise<Found> => {
    const candidate = revise(draft)
    return { candidate, findings: await findingsOn(context, candidate) }
  }
  if (isBlockedBy(found, 'vulnerability')) {
    const intended = await askIntended(policy, prompter)
    if (intended === null) return found
    found = await again({ ...found.candidate.draft, intended })
  }
  if (isBlockedBy(found, 'ai-disclosure'))
    found = await again(withAiUse({ ...found.candidate.draft, aiDisclosure: await askDisclosure(prompter) }))
  return found
}

function isBlockedBy({ findings }: Found, check: CheckName): boolean {
  return findings.some((finding) => finding.check === check && isBlocking(finding))
}

/** A poll can only be created on GitHub’s page. */
export function isPoll({ kind, category }: Publication, template: Template | null): boolean {
  return (
    kind === 'discussion' && [template?.id, category?.toLowerCase()].some((name) => name === 'poll' || name === 'polls')
  )
}

type Comparison = { readonly problems: readonly PublicationProblem[]; readonly wanted: Lookups }
const UNKNOWN: Lookups = { parentId: null, projects: [] }
const NO_PROBLEMS: Comparison = { problems: [], wanted: UNKNOWN }

/** Compares what a post names with what its repository has. Without GitHub, nothing is known of that. */
async function compare(
  { destinations }: Context,
  { onGitHub, projects: readProjects, repo }: Destination,
  publication: Publication,
  newLabels: readonly string[],
): Promise<Comparison> {
  if (onGitHub === null) return NO_PROBLEMS
  const closed = refusalOf(onGitHub.target, publication.kind)
  if (closed !== null) return { problems: [{ code: 'closed', message: closed.message }], wanted: UNKNOWN }
  const projects = publication.projects.length === 0 ? [] : await readProjects()
  const ref = publication.parent === null ? null : issueRef(publication.parent, repo)
  const parent = ref && (await destinations.issue(ref))
  return {
    problems: [
      ...findProblems(without(publication, newLabels), onGitHub.offered(), projects),
      ...(publication.parent !== null && parent === null
        ? [{ code: 'unknown-parent', parent: publication.parent } as const]
        : []),
    ],
    wanted: { parentId: parent?.id ?? null, projects },
  }
}

function without(publication: Publication, created: readonly string[]): Publication {
  if (created.length === 0) return publication
  return { ...publication, labels: publication.labels.filter((name) => !created.includes(name)) }
}

/** A label that only the form names is left out where the repository lacks it, as on GitHub's page. */
function labelsToCreate(
  { labels }: Publication,
  { onGitHub }: Destination,
  template: Template | null,
): readonly string[] {
  const existing = labelsThere(onGitHub, template)
  return onGitHub === null ? [] : labels.filter((label) => !existing.some((name) => isSameName(name, label)))
}

function labelsThere(onGitHub: OnGitHub | null, template: Template | null): readonly string[] {
  return [...(onGitHub?.offered().labels.map(({ name }) => name) ?? []), ...(template?.form.labels ?? [])]
}
