import type { Draft } from '../drafts/draft.ts'
import { Failure } from '../errors.ts'
import type { NewDiscussion, NewIssue } from '../github/posts.ts'
import type { NamedItem, PostKind, Target } from '../github/target.ts'
import { MAX_UNMARKED_BODY_LENGTH } from '../text/added-lines.ts'
import { countCharacters, isSameName, MAX_TITLE_LENGTH } from '../text/github-names.ts'
import { trimText } from '../text/lines.ts'
import { nearestWord } from '../text/nearest.ts'

/** A post before it is sent, with names where GitHub's API takes ids. */
export type Publication = {
  readonly kind: PostKind
  /** owner/name */
  readonly repo: string
  readonly title: string
  readonly body: string
  readonly labels: readonly string[]
  /** Logins; `@me` is the viewer. */
  readonly assignees: readonly string[]
  /** Only for an issue: the titles of the projects that it is added to. */
  readonly projects: readonly string[]
  readonly milestone: string | null
  /** Only for an issue: the name of its type. */
  readonly type: string | null
  /** Only for a discussion: the name or slug of its category. */
  readonly category: string | null
  /** Only for an issue: the issue that it is a sub-issue of. */
  readonly parent: string | null
  /** What the form or the policy sets. GitHub's own page ignores names that do not exist, and so do we. */
  readonly fromForm: {
    readonly labels: readonly string[]
    readonly assignees: readonly string[]
    readonly type: string | null
  }
}

const NO_FORM = { labels: [], assignees: [], type: null }

export function publicationOf(
  draft: Draft,
  kind: PostKind,
  repo: string,
  fromForm: Publication['fromForm'] = NO_FORM,
): Publication {
  const { title, body, labels, assignees, projects, milestone, type, category, parent } = draft
  const isIssue = kind === 'issue'
  return {
    kind,
    repo,
    title: title.trim(),
    // The first line may be indented, because it is code.
    body: trimText(body),
    labels,
    assignees: isIssue ? assignees : [],
    projects: isIssue ? projects : [],
    milestone: isIssue ? milestone : null,
    type: isIssue ? type : null,
    category: isIssue ? null : category,
    parent: isIssue ? parent : null,
    fromForm,
  }
}

/** The input for GitHub, with ids in place of names. */
export type PostInput =
  | { readonly kind: 'issue'; readonly issue: NewIssue; readonly projects: readonly NamedItem[] }
  | { readonly kind: 'discussion'; readonly discussion: NewDiscussion; readonly labels: readonly NamedItem[] }

export type TargetChoices = Pick<Target, 'labels' | 'assignees' | 'milestones' | 'categories' | 'viewer'>
/** What is read from GitHub only for a publication that names a parent, a project or a type. */
export type OnDemandChoices = {
  readonly parentId: string | null
  readonly projects: readonly NamedItem[]
  /** The types that an issue can have. null or missing: this server has no types, or we did not ask. */
  readonly types?: readonly NamedItem[] | null
}

export type PublicationProblem =
  | {
      readonly code: 'unknown-name'
      readonly what: 'label' | 'assignee' | 'milestone' | 'project' | 'issue type'
      readonly name: string
      readonly nearest: string | null
    }
  | { readonly code: 'unknown-category'; readonly name: string; readonly choices: readonly string[] }
  | { readonly code: 'missing-category'; readonly choices: readonly string[] }
  | { readonly code: 'no-categories' }
  | TextProblem
  | { readonly code: 'unknown-parent'; readonly parent: string }
  /** The repository accepts no posts of this kind. */
  | { readonly code: 'closed'; readonly message: string }

type TextProblem =
  | { readonly code: 'missing-title' }
  | { readonly code: 'long-title' | 'long-body'; readonly length: number }

export function describeProblem(problem: PublicationProblem, repo: string): string {
  switch (problem.code) {
    case 'unknown-name': {
      const { what, name, nearest } = problem
      return `there is no ${what} "${name}" in ${repo}${nearest === null ? '' : ` (nearest: "${nearest}")`}`
    }
    case 'unknown-category':
      return `there is no category "${problem.name}" in ${repo}; choices: ${problem.choices.join(', ')}`
    case 'missing-category':
      return `a discussion needs a category: pass --category ${problem.choices.join('|')}`
    case 'no-categories':
      return `${repo} has no categories for discussions`
    case 'missing-title':
      return 'it has no title: pass --title, or add one to the draft'
    case 'long-title':
      return `its title has ${problem.length} characters; GitHub accepts at most ${MAX_TITLE_LENGTH}`
    case 'long-body':
      return `its text has ${problem.length} characters; GitHub accepts at most ${MAX_UNMARKED_BODY_LENGTH}, not counting our hidden marker`
    case 'unknown-parent':
      return `parent: there is no issue ${problem.parent} that this token can see`
    case 'closed':
      return problem.message
    default:
      return problem satisfies never
  }
}

/** @throws Failure (validation) that lists every problem. */
export function toPostInput(publication: Publication, target: TargetChoices, onDemand: OnDemandChoices): PostInput {
  const problems = findProblems(publication, target, onDemand)
  if (problems.length === 0) return toPostInputWithoutUnknownNames(publication, target, onDemand)
  const lines = problems.map((problem) => `  ${describeProblem(problem, publication.repo)}`).join('\n')
  throw new Failure('validation', `Nothing was sent to ${publication.repo}:\n${lines}`)
}

/** Finds the names that the author chose and that do not exist in the repository, and what GitHub would refuse in the title and the text. */
export function findProblems(
  publication: Publication,
  target: TargetChoices,
  { projects, types }: Pick<OnDemandChoices, 'projects' | 'types'>,
): readonly PublicationProblem[] {
  return [
    ...nameProblems(publication, target),
    ...unknownNames('project', publication.projects, projects),
    ...(types ? unknownNames('issue type', typeChosenByAuthor(publication), types) : []),
    ...textProblems(publication),
  ]
}

/** Leaves out every name that does not exist in the repository. */
export function toPostInputWithoutUnknownNames(
  publication: Publication,
  target: TargetChoices,
  { parentId, projects, types }: OnDemandChoices,
): PostInput {
  const { kind, title, body } = publication
  const labels = existingWithNames(target.labels, publication.labels)
  if (kind === 'discussion')
    return { kind, discussion: { title, body, categoryId: categoryOf(publication, target)?.id ?? '' }, labels }
  return {
    kind,
    issue: {
      title,
      body,
      labelIds: labels.map(({ id }) => id),
      assigneeIds: idsOf(target.assignees, loginsOf(publication, target)),
      milestoneId: idsOf(target.milestones, milestonesOf(publication))[0] ?? null,
      parentIssueId: parentId,
      ...issueTypeInput(publication, types ?? []),
    },
    projects: publication.projects.flatMap((title) => projects.find(({ name }) => isSameName(name, title)) ?? []),
  }
}

function issueTypeInput({ type }: Publication, types: readonly NamedItem[]): Pick<NewIssue, 'issueTypeId'> {
  const id = type === null ? undefined : idsOf(types, [type])[0]
  return id === undefined ? {} : { issueTypeId: id }
}

/** The type that the author chose; none if the form sets the same type. */
function typeChosenByAuthor({ type, fromForm }: Publication): readonly string[] {
  return type === null || (fromForm.type !== null && isSameName(type, fromForm.type)) ? [] : [type]
}

export function categoryOf({ category }: Pick<Publication, 'category'>, { categories }: Pick<Target, 'categories'>) {
  return category === null
    ? undefined
    : categories.find(({ name, slug }) => isSameName(slug, category) || isSameName(name, category))
}

/** What GitHub refuses in the title and the text of a post in any repository. */
export function textProblems({ title, body }: Pick<Publication, 'title' | 'body'>): readonly TextProblem[] {
  const titleLength = countCharacters(title)
  return [
    ...(title === '' ? [{ code: 'missing-title' } as const] : []),
    ...(titleLength > MAX_TITLE_LENGTH ? [{ code: 'long-title', length: titleLength } as const] : []),
    ...(body.length > MAX_UNMARKED_BODY_LENGTH ? [{ code: 'long-body', length: body.length } as const] : []),
  ]
}

function nameProblems(publication: Publication, target: TargetChoices): readonly PublicationProblem[] {
  const { kind, fromForm } = publication
  const labels = publication.labels.filter((name) => !fromForm.labels.includes(name))
  const assignees = publication.assignees.filter((name) => !fromForm.assignees.includes(name))
  return [
    ...unknownNames('label', labels, target.labels),
    ...unknownNames('assignee', loginsOf({ assignees }, target), target.assignees),
    ...unknownNames('milestone', milestonesOf(publication), target.milestones),
    ...(kind === 'discussion' ? categoryProblems(publication, target) : []),
  ]
}

function categoryProblems(publication: Publication, target: TargetChoices): readonly PublicationProblem[] {
  const choices = target.categories.map(({ slug }) => slug)
  if (choices.length === 0) return [{ code: 'no-categories' }]
  if (publication.category === null) return [{ code: 'missing-category', choices }]
  if (categoryOf(publication, target) !== undefined) return []
  return [{ code: 'unknown-category', name: publication.category, choices }]
}

function unknownNames(
  what: Extract<PublicationProblem, { readonly code: 'unknown-name' }>['what'],
  names: readonly string[],
  existing: readonly NamedItem[],
): readonly PublicationProblem[] {
  const existingNames = existing.map((item) => item.name)
  return names
    .filter((name) => !existingNames.some((existingName) => isSameName(existingName, name)))
    .map((name) => ({ code: 'unknown-name', what, name, nearest: nearestWord(name, existingNames) }))
}

/** The existing items with these names, each once, even if a name is repeated. */
function existingWithNames(existing: readonly NamedItem[], names: readonly string[]): readonly NamedItem[] {
  return [...new Set(names.flatMap((name) => existing.filter((item) => isSameName(item.name, name))))]
}

function idsOf(existing: readonly NamedItem[], names: readonly string[]): readonly string[] {
  return existingWithNames(existing, names).map(({ id }) => id)
}

/** Replaces `@me` with the viewer, and removes a leading `@` from other logins. */
export function loginsOf<Viewer extends string | null>(
  { assignees }: Pick<Publication, 'assignees'>,
  { viewer }: { readonly viewer: Viewer },
): readonly (string | Viewer)[] {
  return assignees.map((name) => (name === '@me' ? viewer : name.replace(/^@/, '')))
}

function milestonesOf({ milestone }: Publication): readonly string[] {
  return milestone === null ? [] : [milestone]
}
