import type { CheckName, Finding } from '../checks/check.ts'
import { withoutHidden } from '../checks/hidden-characters.ts'
import { canBeClassified } from '../checks/parts-to-classify.ts'
import { withoutTerminalHints } from '../checks/run.ts'
import { hasSecret } from '../checks/secrets/detect.ts'
import { type Draft, withAiUse } from '../drafts/draft.ts'
import type { Template } from '../forms/templates.ts'
import { refusalOf } from '../github/target.ts'
import type { Policy } from '../policy/schema.ts'
import {
  findProblems,
  type OnDemandChoices,
  type Publication,
  type PublicationProblem,
  publicationOf,
  textProblems,
} from '../publish/post-input.ts'
import { isSameName, issueRef } from '../text/github-names.ts'
import { askDisclosure, askIntended } from './ask-about-ai-and-intent.ts'
import type { Candidate } from './candidate.ts'
import type { Context } from './context.ts'
import { type Destination, withSecretOverride } from './destination.ts'
import { findingsOn, mustNotBeSent } from './findings.ts'
import { confirmOverrides, isOverrideRequested, showEvidence } from './overrides.ts'

export type Ready = {
  readonly kind: 'ready'
  readonly draft: Draft
  readonly destination: Destination
  readonly template: Template | null
  readonly publication: Publication
  readonly onDemand: OnDemandChoices
  /** Labels that the repository does not have, and that we will create. */
  readonly newLabels: readonly string[]
  readonly warnings: readonly Finding[]
}

/** A draft that must not be sent yet: `findings` of our checks block it, or GitHub would reject it for its `problems`. */
export type StoppedDraft = {
  readonly kind: 'stopped'
  readonly draft: Draft
  readonly findings: readonly Finding[]
  readonly problems: readonly PublicationProblem[]
  readonly newLabels: readonly string[]
}

export type PreflightOptions = {
  readonly createLabels?: boolean
  /** Called with a draft that the author's answers have changed. @returns the new candidate, with new line numbers. */
  readonly revise?: (draft: Draft) => Candidate
  /** true: the person submits it on GitHub's page, which validates it. */
  readonly submitsOnPage?: boolean
}

/**
 * Decides whether a draft may be published. Every issue, discussion and row of a plan passes through here
 * before it is sent.
 */
export async function preflight(
  context: Context,
  first: Candidate & { readonly kind: NonNullable<Candidate['kind']> },
  { createLabels = false, submitsOnPage = false, revise }: PreflightOptions = {},
): Promise<Ready | StoppedDraft> {
  const { candidate, findings } = await checkWithAuthor(context, first, revise)
  const { destination, template } = candidate
  const draft = withoutHidden(candidate.draft)
  const publication = publicationOf(draft, first.kind, destination.repo, namesFromForm(context.policy, draft, template))
  const newLabels = createLabels ? labelsToCreate(publication, destination, template) : []
  if (findings.some(mustNotBeSent)) {
    const problems = await localProblems(destination, withoutLabels(publication, newLabels))
    return { kind: 'stopped', draft, findings, problems, newLabels: [] }
  }
  const { problems, onDemand } =
    submitsOnPage || isPoll(publication, template)
      ? NO_PROBLEMS
      : await compareWithRepository(context, destination, publication, newLabels)
  if (problems.length > 0 || findings.some(isBlocking)) return { kind: 'stopped', draft, findings, problems, newLabels }
  return {
    kind: 'ready',
    draft,
    template,
    publication,
    onDemand,
    newLabels,
    destination: withSecretOverride(destination, findings),
    warnings: findings,
  }
}

/**
 * The names that the form or the policy sets, not the author. They do not stop the post if they do not exist on GitHub.
 */
function namesFromForm({ records }: Policy, { kind }: Draft, template: Template | null): Publication['fromForm'] {
  const { labels, assignees, type } = template?.form ?? { labels: [], assignees: [], type: null }
  const recordLabels = kind === 'decision' && records !== null ? [records.label] : []
  return { labels: [...labels, ...recordLabels], assignees, type }
}

export function isBlocking({ severity }: Pick<Finding, 'severity'>): boolean {
  return severity === 'block'
}

type CheckedCandidate = { readonly candidate: Candidate; readonly findings: readonly Finding[] }

/**
 * Runs the checks, and asks the author what only they know: whether a suspected vulnerability is intended behavior, and how AI
 * helped. The answers become part of the draft.
 */
async function checkWithAuthor(
  context: Context,
  first: Candidate,
  revise: PreflightOptions['revise'],
): Promise<CheckedCandidate> {
  const { policy, prompter } = context
  let checked: CheckedCandidate = { candidate: first, findings: await findingsOn(context, first) }
  if (prompter === null || revise === undefined) return checked
  let intended: string | null = null
  const checkAgain = async (draft: Draft): Promise<CheckedCandidate> => {
    const candidate = { ...revise(draft), intended }
    return { candidate, findings: await findingsOn(context, candidate) }
  }
  if (isBlockedBy(checked, 'vulnerability') && !isOverrideRequested(context, first.draft, 'vulnerability')) {
    showEvidence(context.app, checked.findings, 'vulnerability')
    intended = await askIntended(policy, prompter)
    if (intended === null) return { ...checked, findings: withoutTerminalHints(checked.findings, policy) }
    checked = await checkAgain({ ...checked.candidate.draft, intended })
  }
  if (isBlockedBy(checked, 'ai-disclosure'))
    checked = await checkAgain(withAiUse({ ...checked.candidate.draft, aiDisclosure: await askDisclosure(prompter) }))
  return withOverrides(context, checked)
}

/** Asks about overrides last, when the text is complete. */
async function withOverrides(context: Context, checked: CheckedCandidate): Promise<CheckedCandidate> {
  const { candidate } = checked
  const findings = await confirmOverrides(context, candidate.draft, checked.findings, (confirmed) =>
    findingsOn(context, { ...candidate, confirmed }),
  )
  return {
    candidate,
    findings: context.overridePrompter === null ? findings : withoutTerminalHints(findings, context.policy),
  }
}

function isBlockedBy({ findings }: CheckedCandidate, check: CheckName): boolean {
  return findings.some((finding) => finding.check === check && isBlocking(finding))
}

/** A poll can only be created on GitHub's page. */
export function isPoll({ kind, category }: Publication, template: Template | null): boolean {
  return (
    kind === 'discussion' && [template?.id, category?.toLowerCase()].some((name) => name === 'poll' || name === 'polls')
  )
}

type Comparison = { readonly problems: readonly PublicationProblem[]; readonly onDemand: OnDemandChoices }
const NONE_ON_DEMAND: OnDemandChoices = { parentId: null, projects: [] }
const NO_PROBLEMS: Comparison = { problems: [], onDemand: NONE_ON_DEMAND }

/**
 * Checks that the names in a post exist in its repository. Without GitHub, we cannot know. Then reports, only for a row of a plan, what
 * GitHub refuses in every repository.
 */
async function compareWithRepository(
  { destinations, scope }: Context,
  { onGitHub, projects: readProjects, issueTypes, repo }: Destination,
  publication: Publication,
  newLabels: readonly string[],
): Promise<Comparison> {
  if (onGitHub === null)
    return scope === 'many' ? { problems: problemsAnywhere(publication), onDemand: NONE_ON_DEMAND } : NO_PROBLEMS
  const refusal = refusalOf(onGitHub.target, publication.kind)
  if (refusal !== null) return { problems: [{ code: 'closed', message: refusal.message }], onDemand: NONE_ON_DEMAND }
  const projects = publication.projects.length === 0 ? [] : await readProjects()
  const types = publication.type === null ? null : await issueTypes()
  const ref = publication.parent === null ? null : issueRef(publication.parent, repo)
  const parent = ref && (await destinations.issue(ref))
  return {
    problems: [
      ...findProblems(withoutLabels(publication, newLabels), onGitHub.choices(), { projects, types }),
      ...(publication.parent !== null && parent === null
        ? [{ code: 'unknown-parent', parent: publication.parent } as const]
        : []),
    ],
    onDemand: { parentId: parent?.id ?? null, projects, types },
  }
}

function problemsAnywhere(publication: Publication): Comparison['problems'] {
  const lacksCategory = publication.kind === 'discussion' && publication.category === null
  const categoryProblems = lacksCategory ? [{ code: 'missing-category', choices: [] } as const] : []
  return [...categoryProblems, ...textProblems(publication)]
}

/**
 * The problems that can be found without sending GitHub any part of a post. Leaves out those with a name that may itself be
 * sensitive or secret.
 */
async function localProblems({ onGitHub }: Destination, publication: Publication): Promise<Comparison['problems']> {
  if (onGitHub === null) return []
  const problems: PublicationProblem[] = []
  for (const problem of findProblems({ ...publication, projects: [] }, onGitHub.choices(), { projects: [] })) {
    const mayBeSensitive = 'name' in problem && (canBeClassified(problem.name) || (await hasSecret([problem.name])))
    if (!mayBeSensitive) problems.push(problem)
  }
  return problems
}

function withoutLabels(publication: Publication, excludedLabels: readonly string[]): Publication {
  if (excludedLabels.length === 0) return publication
  return { ...publication, labels: publication.labels.filter((name) => !excludedLabels.includes(name)) }
}

/** The labels that we will create. Leaves out labels of the form, because GitHub's page also drops those that do not exist. */
function labelsToCreate(
  { labels }: Publication,
  { onGitHub }: Destination,
  template: Template | null,
): readonly string[] {
  if (onGitHub === null) return []
  const existing = onGitHub.choices().labels.map(({ name }) => name)
  const excludedNames = [...existing, ...(template?.form.labels ?? [])]
  return labels.filter((label) => !excludedNames.some((name) => isSameName(name, label)))
}
