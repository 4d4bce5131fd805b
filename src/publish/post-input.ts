import { MAX_UNMARKED_BODY_LENGTH } from '../drafts/marker.ts'
import { Failure } from '../errors.ts'
import type { NewDiscussion, NewIssue } from '../github/posts.ts'
import type { Named, Target } from '../github/target.ts'
import { countCharacters, MAX_TITLE_LENGTH } from '../text/limits.ts'
import { nearestWord } from '../text/nearest.ts'
import { isSameName } from './labels.ts'
import type { Publication } from './publication.ts'

/** The ids that GitHub asks for in the place of names. */
export type PostInput =
  | { readonly kind: 'issue'; readonly issue: NewIssue; readonly projects: readonly Named[] }
  | { readonly kind: 'discussion'; readonly discussion: NewDiscussion; readonly labelIds: readonly string[] }

export type TargetChoices = Pick<Target, 'labels' | 'assignees' | 'milestones' | 'categories' | 'viewer'>
/** What only some publications ask for: an id of the parent, and the projects that there are. */
export type Lookups = { readonly parentId: string | null; readonly projects: readonly Named[] }

/** Why GitHub would refuse a publication. */
export type PublicationProblem =
  | {
      readonly code: 'unknown-name'
      readonly what: 'label' | 'assignee' | 'milestone' | 'project'
      readonly name: string
      readonly nearest: string | null
    }
  | { readonly code: 'unknown-category'; readonly name: string; readonly choices: readonly string[] }
  | { readonly code: 'missing-category'; readonly choices: readonly string[] }
  | { readonly code: 'no-categories' }
  | { readonly code: 'missing-title' }
  | { readonly code: 'long-title' | 'long-body'; readonly length: number }
  | { readonly code: 'unknown-parent'; readonly parent: string }
  /** The repository takes no posts of this kind. */
  | { readonly code: 'closed'; readonly message: string }

/** The problem in a sentence. */
export function describeProblem(problem: PublicationProblem, repo: string): string {
  switch (problem.code) {
    case 'unknown-name': {
      const { what, name, nearest } = problem
      return `there is no ${what} "${name}" in ${repo}${nearest === null ? '' : ` (nearest: "${nearest}")`}`
    }
    case 'unknown-category':
      return `there is no category "${problem.name}" in ${repo}; choices: ${problem.choices.join(', ')}`
    case 'missing-category':
      return `a discussion needs a category: give --category ${problem.choices.join('|')}`
    case 'no-categories':
      return `${repo} has no categories for discussions`
    case 'missing-title':
      return 'it has no title: give --title, or write one into the draft'
    case 'long-title':
      return `its title has ${problem.length} characters; GitHub accepts ${MAX_TITLE_LENGTH}`
    case 'long-body':
      return `its text has ${problem.length} characters; GitHub accepts ${MAX_UNMARKED_BODY_LENGTH} beside our marker`
    case 'unknown-parent':
      return `parent: there is no issue ${problem.parent} that this token can see`
    case 'closed':
      return problem.message
    default:
      return problem satisfies never
  }
}

/** @throws Failure (validation) that names every problem at once. */
export function toPostInput(publication: Publication, offered: TargetChoices, wanted: Lookups): PostInput {
  const problems = findProblems(publication, offered, wanted.projects)
  if (problems.length === 0) return toPartialPostInput(publication, offered, wanted)
  const lines = problems.map((problem) => `  ${describeProblem(problem, publication.repo)}`).join('\n')
  throw new Failure('validation', `Nothing was sent to ${publication.repo}:\n${lines}`)
}

/** Compares a publication with what its repository offers, and with GitHub's limits. */
export function findProblems(
  publication: Publication,
  offered: TargetChoices,
  projects: Lookups['projects'],
): readonly PublicationProblem[] {
  return [
    ...nameProblems(publication, offered),
    ...unknownNames('project', publication.projects, projects),
    ...textProblems(publication),
  ]
}

/** What the repository knows of it; the rest is left out. */
export function toPartialPostInput(
  publication: Publication,
  offered: TargetChoices,
  { parentId, projects }: Lookups,
): PostInput {
  const { kind, title, body } = publication
  const labelIds = idsOf(offered.labels, publication.labels)
  if (kind === 'discussion')
    return { kind, discussion: { title, body, categoryId: categoryOf(publication, offered)?.id ?? '' }, labelIds }
  return {
    kind,
    issue: {
      title,
      body,
      labelIds,
      assigneeIds: idsOf(offered.assignees, loginsOf(publication, offered)),
      milestoneId: idsOf(offered.milestones, milestonesOf(publication))[0] ?? null,
      parentIssueId: parentId,
    },
    projects: publication.projects.flatMap((title) => projects.find(({ name }) => isSameName(name, title)) ?? []),
  }
}

/** By its name or its slug. */
export function categoryOf({ category }: Pick<Publication, 'category'>, { categories }: Pick<Target, 'categories'>) {
  return category === null
    ? undefined
    : categories.find(({ name, slug }) => isSameName(slug, category) || isSameName(name, category))
}

function textProblems({ title, body }: Publication): readonly PublicationProblem[] {
  const titleLength = countCharacters(title)
  return [
    ...(title === '' ? [{ code: 'missing-title' } as const] : []),
    ...(titleLength > MAX_TITLE_LENGTH ? [{ code: 'long-title', length: titleLength } as const] : []),
    ...(body.length > MAX_UNMARKED_BODY_LENGTH ? [{ code: 'long-body', length: body.length } as const] : []),
  ]
}

function nameProblems(publication: Publication, offered: TargetChoices): readonly PublicationProblem[] {
  const { kind, fromForm } = publication
  const labels = publication.labels.filter((name) => !fromForm.labels.includes(name))
  const assignees = publication.assignees.filter((name) => !fromForm.assignees.includes(name))
  return [
    ...unknownNames('label', labels, offered.labels),
    ...unknownNames('assignee', loginsOf({ assignees }, offered), offered.assignees),
    ...unknownNames('milestone', milestonesOf(publication), offered.milestones),
    ...(kind === 'discussion' ? categoryProblems(publication, offered) : []),
  ]
}

function categoryProblems(publication: Publication, offered: TargetChoices): readonly PublicationProblem[] {
  const choices = offered.categories.map(({ slug }) => slug)
  if (choices.length === 0) return [{ code: 'no-categories' }]
  if (publication.category === null) return [{ code: 'missing-category', choices }]
  if (categoryOf(publication, offered) !== undefined) return []
  return [{ code: 'unknown-category', name: publication.category, choices }]
}

function unknownNames(
  what: Extract<PublicationProblem, { readonly code: 'unknown-name' }>['what'],
  names: readonly string[],
  offered: readonly Named[],
): readonly PublicationProblem[] {
  const existing = offered.map((one) => one.name)
  return names
    .filter((name) => !existing.some((one) => isSameName(one, name)))
    .map((name) => ({ code: 'unknown-name', what, name, nearest: nearestWord(name, existing) }))
}

/** Each once, however often it is named. */
function idsOf(offered: readonly Named[], names: readonly string[]): readonly string[] {
  return [...new Set(names.flatMap((name) => offered.filter((one) => isSameName(one.name, name)).map(({ id }) => id)))]
}

/** `@me` is the viewer, and an `@` before a login is no part of it. */
export function loginsOf(
  { assignees }: Pick<Publication, 'assignees'>,
  { viewer }: Pick<Target, 'viewer'>,
): readonly string[] {
  return assignees.map((name) => (name === '@me' ? viewer : name.replace(/^@/, '')))
}

function milestonesOf({ milestone }: Publication): readonly string[] {
  return milestone === null ? [] : [milestone]
}
