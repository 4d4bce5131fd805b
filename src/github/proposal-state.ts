import { isSameRepo, parseRepoName } from '../text/repo-name.ts'
import type { Client } from './client.ts'
import { GitHubFailure } from './failure.ts'
import type { ProposalRepository, ProposalState } from './github.ts'
import { ProposalState as Operation, type ProposalRepositoryFragment } from './operations.ts'
import { present } from './present.ts'

const PUSH: ReadonlySet<string | null> = new Set(['WRITE', 'MAINTAIN', 'ADMIN'])

/** One query: the repository, the viewer's fork of it, and what has come of a branch of this name in either. */
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
  const { upstream, fork } = await client.read(Operation, variables, repo, ['fork'])
  if (upstream === null) throw new GitHubFailure({ kind: 'not-found', about: repo })
  const isFork = fork?.parent != null && isSameRepo(fork.parent.nameWithOwner, upstream.nameWithOwner)
  return {
    upstream: repositoryOf(upstream),
    fork: fork !== null && isFork ? repositoryOf(fork) : null,
    pulls: present(upstream.pullRequests.nodes)
      .filter(({ viewerDidAuthor }) => viewerDidAuthor)
      .map(({ id, number, title, url, closed, headRepository }) => {
        return { id, number, title, url, closed, head: headRepository?.nameWithOwner ?? null }
      }),
  }
}

function repositoryOf(found: ProposalRepositoryFragment): ProposalRepository {
  const { id, nameWithOwner, viewerPermission, defaultBranchRef, branch, folder } = found
  const oid = defaultBranchRef?.target?.oid
  if (defaultBranchRef === null || oid === undefined)
    throw new GitHubFailure({ kind: 'validation', about: nameWithOwner, messages: ['it has no branch yet'] })
  const entries = folder !== null && 'entries' in folder ? (folder.entries ?? []) : []
  return {
    id,
    repo: nameWithOwner,
    canPush: PUSH.has(viewerPermission),
    main: { name: defaultBranchRef.name, oid },
    branch: branch?.target?.oid ?? null,
    files: entries.map(({ name }) => name),
  }
}
