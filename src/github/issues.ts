import { parseRepoName } from '../text/repo-name.ts'
import type { Client } from './client.ts'
import type { ExistingDiscussion, ExistingIssue, Post } from './github.ts'
import type { WriteResult } from './send-once.ts'
import * as operations from './operations.ts'

type Id = Pick<Post, 'id'>

/** A pull request's number is none of an issue. */
export async function readIssue(client: Client, repo: string, number: number): Promise<ExistingIssue | null> {
  const variables = { ...parseRepoName(repo), number }
  const { repository } = await client.read(operations.ExistingIssue, variables, repo, ['repository.issue'])
  if (repository?.issue == null) return null
  const { repository: home, parent, ...issue } = repository.issue
  return { ...issue, repo: home.nameWithOwner, parent: parent?.url ?? null }
}

export async function readDiscussion(client: Client, repo: string, number: number): Promise<ExistingDiscussion | null> {
  const variables = { ...parseRepoName(repo), number }
  const absent = ['repository.discussion']
  const { repository } = await client.read(operations.ExistingDiscussion, variables, repo, absent)
  return repository?.discussion ?? null
}

export function updateIssueBody(client: Client, repo: string, { id }: Id, body: string): Promise<WriteResult<unknown>> {
  return client.write(operations.UpdateIssue, { input: { id, body } }, repo)
}

export function closeIssue(client: Client, repo: string, { id }: Id): Promise<WriteResult<unknown>> {
  return client.write(operations.CloseIssue, { input: { issueId: id, stateReason: 'NOT_PLANNED' } }, repo)
}

export function closeDiscussion(client: Client, repo: string, { id }: Id): Promise<WriteResult<unknown>> {
  return client.write(operations.CloseDiscussion, { input: { discussionId: id, reason: 'OUTDATED' } }, repo)
}

export function addSubIssue(client: Client, repo: string, parent: Id, child: Id): Promise<WriteResult<unknown>> {
  return client.write(operations.AddSubIssue, { input: { issueId: parent.id, subIssueId: child.id } }, repo)
}
