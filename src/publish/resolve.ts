import { MAX_UNMARKED_BODY_LENGTH } from '../drafts/marker.ts'
import { Failure } from '../errors.ts'
import type { NewDiscussion, NewIssue } from '../github/posts.ts'
import type { Named, Target } from '../github/target.ts'
import { countCharacters, MAX_TITLE_LENGTH } from '../text/limits.ts'
import { nearestWord } from '../text/nearest.ts'
import type { Publication } from './publication.ts'

/** The ids that GitHub asks for in the place of names. */
export type Resolved =
  | { readonly kind: 'issue'; readonly issue: NewIssue; readonly projects: readonly Named[] }
  | { readonly kind: 'discussion'; readonly discussion: NewDiscussion; readonly labelIds: readonly string[] }

export type Offered = Pick<Target, 'labels' | 'assignees' | 'milestones' | 'categories' | 'viewer'>
/** What only some publications ask for: an id of the parent, and the projects that there are. */
export type Wanted = { readonly parentId: string | null; readonly projects: readonly Named[] }

/**
 * @throws Failure (validation) that tells every name that the repository does not have, with the nearest one, at once.
 */
export function resolve(publication: Publication, offered: Offered, wanted: Wanted): Resolved {
  const faults = faultsOf(publication, offered, wanted.projects)
  if (faults.length === 0) return known(publication, offered, wanted)
  const lines = faults.map((fault) => `  ${fault}`).join('\n')
  throw new Failure('validation', `Nothing was sent to ${publication.repo}:\n${lines}`)
}

/** Everything of it that GitHub would not take, with the nearest of the names that there are. */
export function faultsOf(publication: Publication, offered: Offered, projects: Wanted['projects']): readonly string[] {
  return [
    ...nameFaults(publication, offered),
    ...unknown('project', publication.projects, projects),
    ...textFaults(publication),
  ]
}

/** What the repository knows of it; the rest is left out. */
export function known(publication: Publication, offered: Offered, { parentId, projects }: Wanted): Resolved {
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
    projects: publication.projects.flatMap((title) => projects.find(({ name }) => isSame(name, title)) ?? []),
  }
}

/** By its name or its slug. */
export function categoryOf({ category }: Pick<Publication, 'category'>, { categories }: Pick<Target, 'categories'>) {
  return category === null
    ? undefined
    : categories.find(({ name, slug }) => isSame(slug, category) || isSame(name, category))
}

function textFaults({ title, body }: Publication): readonly string[] {
  const characters = countCharacters(title)
  return [
    ...(title === '' ? ['it has no title: give --title, or write one into the draft'] : []),
    ...(characters > MAX_TITLE_LENGTH
      ? [`its title has ${characters} characters; GitHub takes ${MAX_TITLE_LENGTH}`]
      : []),
    ...(body.length > MAX_UNMARKED_BODY_LENGTH
      ? [`its text has ${body.length} characters; GitHub takes ${MAX_UNMARKED_BODY_LENGTH} beside our marker`]
      : []),
  ]
}

function nameFaults(publication: Publication, offered: Offered): readonly string[] {
  const { kind, ofForm } = publication
  const labels = publication.labels.filter((name) => !ofForm.labels.includes(name))
  const assignees = publication.assignees.filter((name) => !ofForm.assignees.includes(name))
  return [
    ...unknown('label', labels, offered.labels),
    ...unknown('assignee', loginsOf({ assignees }, offered), offered.assignees),
    ...unknown('milestone', milestonesOf(publication), offered.milestones),
    ...(kind === 'discussion' ? categoryFaults(publication, offered) : []),
  ]
}

function categoryFaults(publication: Publication, offered: Offered): readonly string[] {
  const choices = offered.categories.map(({ slug }) => slug)
  if (choices.length === 0) return ['it has no category of discussions']
  if (publication.category === null) return [`a discussion needs a category: give --category ${choices.join('|')}`]
  if (categoryOf(publication, offered) !== undefined) return []
  return [`there is no category "${publication.category}"; choices: ${choices.join(', ')}`]
}

function unknown(what: string, names: readonly string[], offered: readonly Named[]): readonly string[] {
  return names
    .filter((name) => !offered.some((one) => isSame(one.name, name)))
    .map((name) => {
      const there = offered.map((one) => one.name)
      const nearest = nearestWord(name, there)
      const near = nearest === null ? '' : ` (nearest: "${nearest}")`
      return `there is no ${what} "${name}"${near}`
    })
}

/** Each once, however often it is named. */
function idsOf(offered: readonly Named[], names: readonly string[]): readonly string[] {
  return [...new Set(names.flatMap((name) => offered.filter((one) => isSame(one.name, name)).map(({ id }) => id)))]
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

/** The labels of a post that GitHub did not set. */
export function droppedLabels(wanted: readonly string[], applied: readonly string[]): readonly string[] {
  return wanted.filter((name) => !applied.some((label) => isSame(label, name)))
}

/** GitHub's names differ in more than the case of their letters. */
export function isSame(one: string, other: string): boolean {
  return one === other || one.toLowerCase() === other.toLowerCase()
}
