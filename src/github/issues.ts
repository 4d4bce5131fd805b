import * as z from 'zod'
import { parsePostRef, parseRepoName } from '../text/github-names.ts'
import type { Client } from './client.ts'
import { GitHubFailure, parseData } from './failure.ts'
import * as operations from './operations.ts'
import type { Post } from './posts.ts'
import { pickFrom, type WriteResult } from './retry.ts'
import { type NamedItem, type Target, withoutNulls } from './target.ts'

/** A post on GitHub, by any author. */
type ExistingPost = {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly url: string
  readonly body: string
  readonly closed: boolean
  readonly viewerDidAuthor: boolean
  /** Whether only people with access to its repository can see it. */
  readonly isPrivate: boolean
}

export type ExistingDiscussion = ExistingPost

export type ExistingIssue = ExistingPost & {
  /** The repository that it is in now, which is another one after a transfer. */
  readonly repo: string
  /** The URL of its parent issue; null: it has none. */
  readonly parent: string | null
  /** How many sub-issues it has, open or closed. */
  readonly subIssueCount: number
  readonly updatedAt: Date
}

export type IssueVersion = Pick<ExistingIssue, 'body' | 'updatedAt'>

type Id = Pick<Post, 'id'>

/** null: no issue has that number; pull requests do not count. */
export async function readIssue(client: Client, repo: string, number: number): Promise<ExistingIssue | null> {
  const variables = { ...parseRepoName(repo), number }
  const { repository } = await client.read(operations.ExistingIssue, variables, repo, ['repository.issue'])
  if (repository?.issue == null) return null
  const { repository: currentRepository, parent, updatedAt, subIssuesSummary, ...issue } = repository.issue
  return {
    ...issue,
    repo: currentRepository.nameWithOwner,
    isPrivate: currentRepository.isPrivate,
    parent: parent?.url ?? null,
    subIssueCount: subIssuesSummary.total,
    updatedAt: new Date(updatedAt),
  }
}

/**
 * Reads an issue that may have been transferred to another repository. Only the REST API redirects from its former number. null: no
 * issue has that number, or the new repository is hidden from this person.
 */
export async function readIssueOrMoved(client: Client, repo: string, number: number): Promise<ExistingIssue | null> {
  const issue = await readIssue(client, repo, number)
  if (issue !== null) return issue
  const place = await currentPlaceOf(client, repo, number)
  return place && readIssue(client, place.repo, place.number)
}

async function currentPlaceOf(client: Client, repo: string, number: number) {
  try {
    const { data } = await client.get(`/repos/${repo}/issues/${number}`, repo)
    const ref = parsePostRef(parseData(addressSchema, data).html_url)
    return ref?.repo == null ? null : { repo: ref.repo, number: ref.number }
  } catch (error) {
    // GitHub answers 404 if there is no such issue, and 410 if it was deleted.
    if (error instanceof GitHubFailure && ['not-found', 'validation'].includes(error.reason.kind)) return null
    throw error
  }
}

const addressSchema = z.object({ html_url: z.string() })

/** null: no discussion has that number. */
export async function readDiscussion(client: Client, repo: string, number: number): Promise<ExistingDiscussion | null> {
  const variables = { ...parseRepoName(repo), number }
  const optional = ['repository.discussion']
  const { repository } = await client.read(operations.ExistingDiscussion, variables, repo, optional)
  return repository?.discussion ? { ...repository.discussion, isPrivate: repository.isPrivate } : null
}

/** @returns the issue after the update. */
export async function updateIssueBody(
  client: Client,
  repo: string,
  { id }: Id,
  body: string,
): Promise<WriteResult<IssueVersion>> {
  const result = await client.write(operations.UpdateIssue, { input: { id, body } }, repo)
  return pickFrom(result, repo, ({ updateIssue }) => versionOf(updateIssue))
}

/**
 * Reads the current text of an issue with a mutation that changes nothing, because GitHub may answer a query from an outdated
 * copy, but carries out a mutation on the original.
 */
export async function readCurrentBody(client: Client, repo: string, { id }: Id): Promise<WriteResult<IssueVersion>> {
  const result = await client.write(operations.CurrentIssueBody, { input: { id } }, repo)
  return pickFrom(result, repo, ({ updateIssue }) => versionOf(updateIssue))
}

function versionOf(updated: operations.UpdateIssueMutation['updateIssue']): IssueVersion | null {
  const issue = updated?.issue ?? null
  return issue && { body: issue.body, updatedAt: new Date(issue.updatedAt) }
}

export function closeIssue(client: Client, repo: string, { id }: Id): Promise<WriteResult<unknown>> {
  return client.write(operations.CloseIssue, { input: { issueId: id, stateReason: 'NOT_PLANNED' } }, repo)
}

export function closeDiscussion(client: Client, repo: string, { id }: Id): Promise<WriteResult<unknown>> {
  return client.write(operations.CloseDiscussion, { input: { discussionId: id, reason: 'OUTDATED' } }, repo)
}

/** `repo` is the parent's repository. GitHub refuses a second parent. */
export function addSubIssue(client: Client, repo: string, parent: Id, child: Id): Promise<WriteResult<unknown>> {
  return client.write(operations.AddSubIssue, { input: { issueId: parent.id, subIssueId: child.id } }, repo)
}

/** GitHub's default gray. A label must have a color. */
const LABEL_COLOR = 'ededed'

export async function createLabel(
  client: Client,
  { id, repo }: Pick<Target, 'id' | 'repo'>,
  name: string,
): Promise<WriteResult<NamedItem>> {
  const result = await client.write(
    operations.CreateLabel,
    { input: { repositoryId: id, name, color: LABEL_COLOR } },
    repo,
  )
  return pickFrom(result, repo, ({ createLabel }) => createLabel?.label ?? null)
}

/** The types that an issue of the repository can have. null: this server has no issue types. */
export async function readIssueTypes(client: Client, repo: string): Promise<readonly NamedItem[] | null> {
  try {
    const { repository } = await client.read(operations.IssueTypes, parseRepoName(repo), repo)
    return withoutNulls(repository?.issueTypes?.nodes).filter(({ isEnabled }) => isEnabled)
  } catch (error) {
    if (error instanceof GitHubFailure && error.reason.kind === 'unsupported') return null
    throw error
  }
}

/** The name of an issue's type; null: it has none. */
export async function readTypeOfIssue(client: Client, repo: string, { id }: Id) {
  const { node } = await client.read(operations.TypeOfIssue, { id }, repo)
  return node !== null && 'issueType' in node ? (node.issueType?.name ?? null) : null
}

/** The projects of a repository and of its owner, up to a hundred of each. The token needs the scope `project` or `read:project`. */
export async function readProjects(client: Client, repo: string): Promise<readonly NamedItem[]> {
  const { repository } = await client.read(operations.Projects, parseRepoName(repo), repo)
  if (repository === null) throw new GitHubFailure({ kind: 'not-found', about: repo })
  const { projectsV2, owner } = repository
  const ofOwner = 'projectsV2' in owner ? owner.projectsV2.nodes : []
  return [...withoutNulls(projectsV2.nodes), ...withoutNulls(ofOwner)].map(({ id, title }) => ({ id, name: title }))
}
