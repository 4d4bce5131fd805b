import type { Client } from './client.ts'
import * as operations from './operations.ts'
import { pickFrom, type WriteResult } from './retry.ts'
import { labelNames, type Target } from './target.ts'

/** A post as GitHub returned it. `labels` does not include labels that GitHub dropped. */
export type Post = {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly url: string
  readonly labels: readonly string[]
  /** The issue type, if we asked for one. null: GitHub dropped it. */
  readonly type?: string | null
}

export type NewIssue = {
  readonly title: string
  readonly body: string
  readonly labelIds: readonly string[]
  readonly assigneeIds: readonly string[]
  readonly milestoneId: string | null
  readonly parentIssueId: string | null
  /** Absent if the issue has no type, because an older server refuses the field. */
  readonly issueTypeId?: string
}

export type NewDiscussion = {
  readonly title: string
  readonly body: string
  readonly categoryId: string
}

type Repository = Pick<Target, 'id' | 'repo'>

type Content =
  | { readonly kind: 'issue'; readonly issue: NewIssue }
  | { readonly kind: 'discussion'; readonly discussion: NewDiscussion }

/** The operation that creates the post, with its variables, exactly as they are sent. */
export function postRequest(repositoryId: string, content: Content) {
  const { name, text } = content.kind === 'issue' ? issueOperation(content.issue) : operations.CreateDiscussion
  const post = content.kind === 'issue' ? content.issue : content.discussion
  return { operation: name, query: text, variables: { input: { repositoryId, ...post } } }
}

export async function createIssue(
  client: Client,
  { id, repo }: Repository,
  issue: NewIssue,
): Promise<WriteResult<Post>> {
  const input = { repositoryId: id, ...issue }
  if (issue.issueTypeId === undefined) {
    const result = await client.write(operations.CreateIssue, { input }, repo)
    return pickFrom(result, repo, ({ createIssue }) => {
      const created = createIssue?.issue ?? null
      return created && { ...created, labels: labelNames(created.labels) }
    })
  }
  const result = await client.write(operations.CreateTypedIssue, { input }, repo)
  return pickFrom(result, repo, ({ createIssue }) => {
    const created = createIssue?.issue ?? null
    if (created === null) return null
    const { issueType, ...post } = created
    return { ...post, labels: labelNames(post.labels), type: issueType?.name ?? null }
  })
}

/** A separate operation reads the type back, because an older server does not know the field. */
function issueOperation({ issueTypeId }: NewIssue) {
  return issueTypeId === undefined ? operations.CreateIssue : operations.CreateTypedIssue
}

/** Creates a discussion without labels, because GitHub accepts them only afterward. */
export async function createDiscussion(
  client: Client,
  { id, repo }: Repository,
  discussion: NewDiscussion,
): Promise<WriteResult<Post>> {
  const result = await client.write(operations.CreateDiscussion, { input: { repositoryId: id, ...discussion } }, repo)
  return pickFrom(result, repo, ({ createDiscussion }) => {
    const discussion = createDiscussion?.discussion ?? null
    return discussion && { ...discussion, labels: [] }
  })
}

/** Adds labels, and returns all labels that the post has then. Adding a label twice changes nothing. */
export async function addLabels(
  client: Client,
  repo: string,
  { id }: Pick<Post, 'id'>,
  labelIds: readonly string[],
): Promise<WriteResult<Post['labels']>> {
  const result = await client.write(operations.AddLabels, { input: { labelableId: id, labelIds } }, repo)
  return pickFrom(result, repo, ({ addLabelsToLabelable }) => {
    const labels = addLabelsToLabelable?.labelable?.labels ?? null
    return labels && labelNames(labels)
  })
}

/** Adds an issue to a project. Adding it twice changes nothing. */
export function addToProject(
  client: Client,
  repo: string,
  { id }: Pick<Post, 'id'>,
  projectId: string,
): Promise<WriteResult<unknown>> {
  return client.write(operations.AddToProject, { input: { contentId: id, projectId } }, repo)
}
