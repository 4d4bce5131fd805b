import { Refusal } from '../refusal.ts'
import { checkWrite, hasPermission } from '../rights.ts'
import { viewOfPost } from '../views/post.ts'
import {
  addPost,
  type Issue,
  type IssueType,
  type Label,
  newId,
  nodeOf,
  type Post,
  type Repository,
  subIssuesOf,
  type World,
} from '../world.ts'

const MAX_TITLE_LENGTH = 256
const MAX_BODY_LENGTH = 65_536
/**
 * Closed sub-issues count too.
 * https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/adding-sub-issues
 */
const MAX_SUB_ISSUES = 100

type Ids = readonly string[] | null | undefined
export type Input<T> = { readonly input: T & { readonly clientMutationId?: string | null } }
type NewPost = { readonly repositoryId: string; readonly title: string; readonly body?: string | null }
type NewIssue = NewPost & {
  readonly labelIds?: Ids
  readonly assigneeIds?: Ids
  readonly milestoneId?: string | null
  readonly parentIssueId?: string | null
  readonly issueTypeId?: string | null
}
type NewDiscussion = NewPost & { readonly categoryId: string }

export function createIssue(world: World, { input }: Input<NewIssue>) {
  const { repository, ...fields } = newPost(world, input, 'I')
  if (!repository.hasIssues) throw unprocessable('Issues are disabled for this repo')
  // Without triage permission, labels, assignees, milestone and parent are dropped without an error. cli/cli#13589
  const canTriage = hasPermission(repository, 'TRIAGE')
  const labels = (input.labelIds ?? []).map((id) => nodeOf(world, 'Label', id))
  const assignees = (input.assigneeIds ?? []).map((id) => nodeOf(world, 'User', id))
  const milestone = input.milestoneId ? nodeOf(world, 'Milestone', input.milestoneId) : null
  const issueType = input.issueTypeId ? issueTypeOf(world, repository, input.issueTypeId) : null
  const parent = input.parentIssueId ? nodeOf(world, 'Issue', input.parentIssueId) : null
  if (parent !== null) checkSubIssueLimit(world, parent)
  const issue: Issue = {
    ...fields,
    repository,
    type: 'Issue',
    labels: canTriage ? keptLabels(repository, labels) : [],
    assignees: canTriage ? assignees : [],
    milestone: canTriage ? milestone : null,
    // As the REST documentation says, the type is dropped without an error if the viewer has no push access.
    issueType: hasPermission(repository, 'WRITE') ? issueType : null,
    // The parent may be an issue of another repository.
    parent: canTriage ? parent : null,
    stateReason: null,
  }
  return { issue: publish(world, issue), clientMutationId: input.clientMutationId ?? null }
}

/** The labels that GitHub does not drop. */
export function keptLabels({ droppedLabels }: Repository, labels: readonly Label[]): readonly Label[] {
  return labels.filter(({ name }) => !droppedLabels.includes(name))
}

export function issueTypeOf(world: World, repository: Repository, id: string): IssueType {
  const type = nodeOf(world, 'IssueType', id)
  if (!repository.issueTypes.includes(type) || !type.isEnabled)
    throw unprocessable('Issue type is not enabled for this repository')
  return type
}

export function createDiscussion(world: World, { input }: Input<NewDiscussion>) {
  const { repository, ...fields } = newPost(world, input, 'D')
  if (!repository.hasDiscussions) throw unprocessable('Discussions are disabled for this repo')
  const category = nodeOf(world, 'DiscussionCategory', input.categoryId)
  if (!repository.categories.includes(category)) throw unprocessable('Category does not belong to this repository')
  const discussion = publish(world, { ...fields, repository, type: 'Discussion', category, stateReason: null })
  return { discussion, clientMutationId: input.clientMutationId ?? null }
}

/** Makes the checks, and returns the fields, that all kinds of new posts share. */
export function newPost(world: World, { repositoryId, title, body }: NewPost, prefix: string) {
  const repository = nodeOf(world, 'Repository', repositoryId)
  checkWrite(world, repository)
  checkText(title, body ?? '')
  const createdAt = world.clock.now()
  return {
    id: newId(world, prefix),
    repository,
    number: repository.lastNumber + 1,
    title,
    body: body ?? '',
    author: world.viewer,
    createdAt,
    updatedAt: createdAt,
    closed: false,
    labels: [],
  } satisfies Partial<Post> & { repository: Repository }
}

export function checkText(title: string, body: string): void {
  if (title.trim() === '') throw unprocessable("Title can't be blank")
  if (title.length > MAX_TITLE_LENGTH)
    throw unprocessable(`Title is too long (maximum is ${MAX_TITLE_LENGTH} characters)`)
  if (body.length > MAX_BODY_LENGTH) throw unprocessable(`Body is too long (maximum is ${MAX_BODY_LENGTH} characters)`)
}

/** GitHub's message: stdlib-js/stdlib#13376 */
export function checkSubIssueLimit(world: World, parent: Issue): void {
  if (subIssuesOf(world, parent.id).length >= MAX_SUB_ISSUES)
    throw new Refusal('VALIDATION', `Parent cannot have more than ${MAX_SUB_ISSUES} sub-issues`)
}

export function publish(world: World, post: Post) {
  return viewOfPost(world, addPost(world, post))
}

export function unprocessable(message: string): Refusal {
  return new Refusal('UNPROCESSABLE', message)
}
