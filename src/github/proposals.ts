import { isSameRepo, parseRepoName } from '../text/repo-name.ts'
import type { Client } from './client.ts'
import { GitHubFailure, visible } from './failure.ts'
import * as operations from './operations.ts'
import type { WriteResult } from './send-once.ts'

/** A repository that can hold a proposal's branch. `files` are those in `seps/` of that branch. */
export type ProposalRepository = {
  readonly id: string
  readonly repo: string
  readonly canPush: boolean
  readonly main: { readonly name: string; readonly oid: string }
  /** The head commit of the branch; null if there is no such branch. */
  readonly branch: string | null
  readonly files: readonly string[]
}

export type ProposalPullRequest = {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly url: string
  readonly closed: boolean
  /** owner/name of the repository that has its branch. */
  readonly head: string | null
}

/** The state of a proposal on GitHub. `fork` is the viewer's; null if there is none. */
export type ProposalState = {
  readonly upstream: ProposalRepository
  readonly fork: ProposalRepository | null
  /** The viewer's pull requests from a branch of that name, newest first. */
  readonly pulls: readonly ProposalPullRequest[]
}

export type PullRequest = {
  readonly title: string
  readonly url: string
  readonly body: string
  readonly closed: boolean
  /** null: its branch was deleted. */
  readonly head: { readonly repo: string; readonly branch: string; readonly oid: string } | null
  readonly paths: readonly string[]
}

export type FileChange = {
  readonly headline: string
  /** GitHub refuses the commit if the branch is at another one. */
  readonly expectedHeadOid: string
  readonly add: readonly { readonly path: string; readonly text: string }[]
  readonly remove: readonly string[]
}

export type NewPullRequest = { readonly branch: string; readonly title: string; readonly body: string }

const CAN_PUSH: ReadonlySet<string | null> = new Set(['WRITE', 'MAINTAIN', 'ADMIN'])

/** One query: the repository, the viewer's fork, the branch in either, and the pull requests from it. */
export async function readProposalState(
  client: Client,
  repo: string,
  viewer: string,
  branch: string,
): Promise<ProposalState> {
  const variables = {
    ...parseRepoName(repo),
    viewer,
    branch: `refs/heads/${branch}`,
    file: `${branch}:seps`,
    head: branch,
  }
  const { upstream, fork } = await client.read(operations.ProposalState, variables, repo, ['fork'])
  if (upstream === null) throw new GitHubFailure({ kind: 'not-found', about: repo })
  const isFork = fork?.parent != null && isSameRepo(fork.parent.nameWithOwner, upstream.nameWithOwner)
  return {
    upstream: repositoryOf(upstream),
    fork: fork !== null && isFork ? repositoryOf(fork) : null,
    pulls: visible(upstream.pullRequests.nodes)
      .filter(({ viewerDidAuthor }) => viewerDidAuthor)
      .map(({ id, number, title, url, closed, headRepository }) => {
        return { id, number, title, url, closed, head: headRepository?.nameWithOwner ?? null }
      }),
  }
}

function repositoryOf(fragment: operations.ProposalRepositoryFragment): ProposalRepository {
  const { id, nameWithOwner, viewerPermission, defaultBranchRef, branch, folder } = fragment
  const oid = defaultBranchRef?.target?.oid
  if (defaultBranchRef === null || oid === undefined)
    throw new GitHubFailure({ kind: 'validation', about: nameWithOwner, messages: ['it has no branch yet'] })
  const entries = folder !== null && 'entries' in folder ? (folder.entries ?? []) : []
  return {
    id,
    repo: nameWithOwner,
    canPush: CAN_PUSH.has(viewerPermission),
    main: { name: defaultBranchRef.name, oid },
    branch: branch?.target?.oid ?? null,
    files: entries.map(({ name }) => name),
  }
}

/** Creates the viewer's fork; GitHub may show it only a while later. */
export function createFork(client: Client, repo: string): Promise<WriteResult<unknown>> {
  const { owner, name } = parseRepoName(repo)
  return client.post(`/repos/${owner}/${name}/forks`, { default_branch_only: true }, repo)
}

/** Brings the default branch of a fork up to date with its parent. */
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

export function createCommit(
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

/** A pull request that can be committed to while it is open. `paths` are the files that it changes. */
export async function readPullRequest(client: Client, repo: string, number: number): Promise<PullRequest> {
  const variables = { ...parseRepoName(repo), number }
  const { repository } = await client.read(operations.ProposalPull, variables, `#${number} of ${repo}`)
  const pull = repository?.pullRequest
  if (pull == null) throw new GitHubFailure({ kind: 'not-found', about: `#${number} of ${repo}` })
  const { title, url, body, closed, headRefName, headRefOid, headRepository, files } = pull
  const head =
    headRepository === null ? null : { repo: headRepository.nameWithOwner, branch: headRefName, oid: headRefOid }
  return { title, url, body, closed, head, paths: visible(files?.nodes).map(({ path }) => path) }
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
