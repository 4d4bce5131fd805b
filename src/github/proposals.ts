import * as z from 'zod'
import { parseRepoName } from '../text/github-names.ts'
import type { Client } from './client.ts'
import * as operations from './operations.ts'
import type { ProposalPullRequest, ProposalRepository } from './proposal-state.ts'
import { pickFrom, type WriteResult } from './retry.ts'

export type NewCommit = {
  readonly headline: string
  /** The message below the headline. */
  readonly details: string
  /** The commit that the branch must be at; otherwise GitHub refuses the new commit. */
  readonly expectedHeadOid: string
  readonly add: readonly { readonly path: string; readonly text: string }[]
  readonly remove: readonly string[]
}

export type NewPullRequest = { readonly branch: string; readonly title: string; readonly body: string }

const forkSchema = z.object({ full_name: z.string() })

/**
 * Creates the viewer's fork, and returns its owner/name. GitHub may show it only after a while. If there is already a fork,
 * GitHub returns it, even under another name.
 */
export async function createFork(client: Client, repo: string): Promise<WriteResult<string>> {
  const { owner, name } = parseRepoName(repo)
  const result = await client.post(`/repos/${owner}/${name}/forks`, { default_branch_only: true }, repo)
  return pickFrom(result, repo, (data) => forkSchema.safeParse(data).data?.full_name ?? null)
}

export function syncFork(client: Client, { repo, main }: ProposalRepository): Promise<WriteResult<unknown>> {
  const { owner, name } = parseRepoName(repo)
  return client.post(`/repos/${owner}/${name}/merge-upstream`, { branch: main.name }, repo)
}

export function createBranch(
  client: Client,
  { id, repo }: ProposalRepository,
  branch: string,
  oid: string,
): Promise<WriteResult<unknown>> {
  const input = { repositoryId: id, name: `refs/heads/${branch}`, oid }
  return client.write(operations.CreateBranch, { input }, repo)
}

/** @returns the id of the commit. */
export async function createCommit(
  client: Client,
  { repo }: Pick<ProposalRepository, 'repo'>,
  branch: string,
  { headline, details, expectedHeadOid, add, remove }: NewCommit,
): Promise<WriteResult<string>> {
  const input = {
    branch: { repositoryNameWithOwner: repo, branchName: branch },
    message: { headline, body: details },
    expectedHeadOid,
    fileChanges: {
      additions: add.map(({ path, text }) => ({ path, contents: base64(text) })),
      deletions: remove.map((path) => ({ path })),
    },
  }
  const result = await client.write(operations.Commit, { input }, repo)
  return pickFrom(result, repo, ({ createCommitOnBranch }) => createCommitOnBranch?.commit?.oid ?? null)
}

export async function createPullRequest(
  client: Client,
  upstream: ProposalRepository,
  head: ProposalRepository,
  { branch, title, body }: NewPullRequest,
): Promise<WriteResult<ProposalPullRequest>> {
  const isFork = head.repo !== upstream.repo
  const owner = parseRepoName(head.repo).owner
  const input = {
    repositoryId: upstream.id,
    baseRefName: upstream.main.name,
    headRefName: isFork ? `${owner}:${branch}` : branch,
    ...(isFork ? { headRepositoryId: head.id } : {}),
    title,
    body,
    draft: true,
  }
  const result = await client.write(operations.CreatePullRequest, { input }, upstream.repo)
  return pickFrom(result, upstream.repo, ({ createPullRequest }) => {
    const pull = createPullRequest?.pullRequest ?? null
    return pull === null ? null : { ...pull, closed: false, merged: false, isMine: true, head: head.repo }
  })
}

export function renamePullRequest(
  client: Client,
  repo: string,
  { id }: Pick<ProposalPullRequest, 'id'>,
  title: string,
): Promise<WriteResult<unknown>> {
  return client.write(operations.UpdatePullRequest, { input: { pullRequestId: id, title } }, repo)
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64')
}
