import { parseRepoName } from '../text/repo-name.ts'
import type { Client } from './client.ts'
import { GitHubFailure } from './failure.ts'
import type { FileChange, NewPullRequest, ProposalPullRequest, ProposalRepository, PullRequest } from './github.ts'
import type { WriteResult } from './send-once.ts'
import * as operations from './operations.ts'
import { present } from './present.ts'

export function fork(client: Client, repo: string): Promise<WriteResult<unknown>> {
  const { owner, name } = parseRepoName(repo)
  return client.post(`/repos/${owner}/${name}/forks`, { default_branch_only: true }, repo)
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

export function commit(
  client: Client,
  { repo }: Pick<ProposalRepository, 'repo'>,
  branch: string,
  { headline, expectedHeadOid, add, remove }: FileChange,
): Promise<WriteResult<unknown>> {
  const input = {
    branch: { repositoryNameWithOwner: repo, branchName: branch },
    message: { headline },
    expectedHeadOid,
    fileChanges: {
      additions: add.map(({ path, text }) => ({ path, contents: base64(text) })),
      deletions: remove.map((path) => ({ path })),
    },
  }
  return client.write(operations.Commit, { input }, repo)
}

export function createPullRequest(
  client: Client,
  upstream: ProposalRepository,
  head: ProposalRepository,
  { branch, title, body }: NewPullRequest,
): Promise<WriteResult<unknown>> {
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
  return client.write(operations.CreatePullRequest, { input }, upstream.repo)
}

export async function readPull(client: Client, repo: string, number: number): Promise<PullRequest> {
  const variables = { ...parseRepoName(repo), number }
  const { repository } = await client.read(operations.ProposalPull, variables, `#${number} of ${repo}`)
  const pull = repository?.pullRequest
  if (pull == null) throw new GitHubFailure({ kind: 'not-found', about: `#${number} of ${repo}` })
  const { title, url, body, closed, headRefName, headRefOid, headRepository, files } = pull
  const head =
    headRepository === null ? null : { repo: headRepository.nameWithOwner, branch: headRefName, oid: headRefOid }
  return { title, url, body, closed, head, paths: present(files?.nodes).map(({ path }) => path) }
}

export function retitle(
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
