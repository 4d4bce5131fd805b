import { numberInPath } from '../text/file-names.ts'
import { isSameName, isSameRepo, parseRepoName } from '../text/github-names.ts'
import type { Client } from './client.ts'
import { GitHubFailure } from './failure.ts'
import * as operations from './operations.ts'
import { isSepPath, sepPathsOf } from './seps.ts'
import { labelNames, withoutNulls } from './target.ts'

export type Commit = {
  readonly oid: string
  readonly message: string
  /** The login of its author; null if the author's email address belongs to no account. */
  readonly author: string | null
}

/** `oid` is the id of the branch's newest commit. `commits` are the newest commits, newest first. */
export type BranchState = { readonly oid: string; readonly commits: readonly Commit[] }

/**
 * A repository that can hold a proposal's branch. `main` is the default branch; `files` are the names in `seps/` on the proposal's
 * branch.
 */
export type ProposalRepository = {
  readonly id: string
  readonly repo: string
  readonly canPush: boolean
  readonly main: { readonly name: string; readonly oid: string }
  /** null: there is no such branch. */
  readonly branch: BranchState | null
  readonly files: readonly string[]
}

export type ProposalPullRequest = {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly url: string
  readonly body: string
  /** Also true for a merged one. */
  readonly closed: boolean
  readonly merged: boolean
  /** Whether the viewer opened it. */
  readonly isMine: boolean
  /** owner/name of the repository that has its branch; null: that repository was deleted. */
  readonly head: string | null
}

/** The state of a proposal on GitHub. `fork` is the viewer's fork; null: there is none. */
export type ProposalState = {
  readonly upstream: ProposalRepository
  readonly fork: ProposalRepository | null
  /** Pull requests from branches with the proposal's branch name, newest first. Each is by the viewer or from the viewer's fork. */
  readonly pulls: readonly ProposalPullRequest[]
  /** The time of the newest pull request of the repository, which shows how fresh the list is. null: there is none. */
  readonly listedUntil: Date | null
}

export type PullRequest = Omit<ProposalPullRequest, 'head'> & {
  readonly base: { readonly repo: string; readonly main: string | null; readonly isPrivate: boolean }
  /** null: the repository that had its branch was deleted. */
  readonly head: { readonly repo: string; readonly branch: string; readonly oid: string } | null
  /** The commits at which its branch was before the last force pushes, newest first. */
  readonly replacedHeads: readonly string[]
  /** The paths of the SEPs among the first hundred files that it changes. The one with its number comes first. */
  readonly sepPaths: readonly string[]
  readonly labels: readonly string[]
}

const CAN_PUSH: ReadonlySet<string | null> = new Set(['WRITE', 'MAINTAIN', 'ADMIN'])

export type ProposalLocation = {
  /** owner/name of the upstream repository. */
  readonly repo: string
  readonly viewer: string
  readonly branch: string
  /** owner/name of the viewer's fork, if it is known. */
  readonly fork?: string | null
}

/** Reads the repository, the viewer's fork, the branch in both, and the pull requests from that branch, with one query. */
export async function readProposalState(
  client: Client,
  { repo, viewer, branch, fork = null }: ProposalLocation,
): Promise<ProposalState> {
  const { owner, name } = parseRepoName(repo)
  const forkName = fork === null ? { owner: viewer, name } : parseRepoName(fork)
  const variables = {
    owner,
    name,
    forkOwner: forkName.owner,
    forkName: forkName.name,
    branch: `refs/heads/${branch}`,
    folder: `${branch}:seps`,
    head: branch,
  }
  const { upstream, fork: forkByName } = await client.read(operations.ProposalState, variables, repo, ['fork'])
  if (upstream === null) throw new GitHubFailure({ kind: 'not-found', about: repo })
  // A fork may have another name, so also look for it among the forks that the viewer owns.
  const candidates = [...(forkByName === null ? [] : [forkByName]), ...withoutNulls(upstream.forks.nodes)]
  const ownFork = candidates.find(
    ({ owner, parent }) =>
      isSameName(owner.login, viewer) && parent !== null && isSameRepo(parent.nameWithOwner, upstream.nameWithOwner),
  )
  const [newest] = withoutNulls(upstream.newest.nodes)
  return {
    upstream: repositoryOf(upstream),
    fork: ownFork === undefined ? null : repositoryOf(ownFork),
    // If only collaborators may open pull requests, a collaborator may have opened one from the viewer's fork.
    pulls: withoutNulls(upstream.pullRequests.nodes)
      .map(pullRequestOf)
      .filter(({ isMine, head }) => isMine || (head !== null && head === ownFork?.nameWithOwner)),
    listedUntil: newest === undefined ? null : new Date(newest.createdAt),
  }
}

type PullRequestFields = Omit<ProposalPullRequest, 'head' | 'isMine'> & {
  readonly viewerDidAuthor: boolean
  readonly headRepository: { readonly nameWithOwner: string } | null
}

function pullRequestOf(fields: PullRequestFields): ProposalPullRequest {
  const { viewerDidAuthor, headRepository, id, number, title, url, body, closed, merged } = fields
  const head = headRepository?.nameWithOwner ?? null
  return { id, number, title, url, body, closed, merged, isMine: viewerDidAuthor, head }
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
    branch: branch === null || branch.target === null ? null : branchStateOf(branch.target),
    files: entries.map(({ name }) => name),
  }
}

type Head = NonNullable<NonNullable<operations.ProposalRepositoryFragment['branch']>['target']>

function branchStateOf(head: Head): BranchState {
  return { oid: head.oid, commits: 'history' in head ? commitsOf(head.history) : [] }
}

type History = {
  readonly nodes:
    | readonly ({
        readonly oid: string
        readonly message: string
        readonly author: { readonly user: { readonly login: string } | null } | null
      } | null)[]
    | null
}

function commitsOf({ nodes }: History): readonly Commit[] {
  return withoutNulls(nodes).map(({ oid, message, author }) => ({ oid, message, author: author?.user?.login ?? null }))
}

export type OwnPullRequest = Pick<PullRequest, 'number' | 'title' | 'url' | 'closed' | 'merged'>

/** The newest hundred pull requests of an account in a repository. Searches for them, so one of the last minutes may be missing. */
export async function readOwnPullRequests(
  client: Client,
  repo: string,
  login: string,
): Promise<readonly OwnPullRequest[]> {
  parseRepoName(repo)
  const words = `repo:${repo} is:pr author:${login.replace(/[^\w-]/g, '')} sort:created-desc`
  const { search } = await client.read(operations.OwnPullRequests, { words }, repo)
  return withoutNulls(search.nodes).flatMap((node) => {
    if (!('number' in node)) return []
    const { number, title, url, closed, merged } = node
    return [{ number, title, url, closed, merged }]
  })
}

/** The pull requests, whoever opened them, from branches of an account's fork whose names contain `branches`. */
export async function readForkPullRequests(
  client: Client,
  repo: string,
  login: string,
  branches: string,
): Promise<readonly (OwnPullRequest & { readonly branch: string })[]> {
  const variables = { ...parseRepoName(repo), branches }
  const { repository } = await client.read(operations.ForkPullRequests, variables, repo)
  if (repository === null) return []
  const forks = withoutNulls(repository.forks.nodes).filter(({ owner }) => isSameName(owner.login, login))
  const refs = forks.flatMap(({ refs }) => withoutNulls(refs?.nodes))
  return refs.flatMap(({ name: branch, associatedPullRequests }) =>
    withoutNulls(associatedPullRequests.nodes)
      .filter(({ baseRepository }) => baseRepository?.nameWithOwner === repository.nameWithOwner)
      .map(({ number, title, url, closed, merged }) => ({ number, title, url, closed, merged, branch })),
  )
}

/** The last fifty commits up to `commit` that changed a file, newest first. */
export async function readFileHistory(
  client: Client,
  repo: string,
  path: string,
  commit: string,
): Promise<readonly Commit[]> {
  const variables = { ...parseRepoName(repo), path, commit }
  const { repository } = await client.read(operations.FileHistory, variables, repo)
  const object = repository?.object ?? null
  return object !== null && 'history' in object ? commitsOf(object.history) : []
}

/** Where a SEP's file was before a commit renamed it. `commit` is the one before that, or a replaced one. */
export type FormerFile = { readonly path: string; readonly commit: string }

/**
 * Finds the former file of the SEP at `path`, whose history begins at `commit`. A commit that a force push has replaced may not have
 * that path yet, only the former one. null: there is no other path.
 */
export async function readFormerFile(
  client: Client,
  repo: string,
  path: string,
  commit: string,
): Promise<FormerFile | null> {
  const { repository } = await client.read(operations.FolderBefore, { ...parseRepoName(repo), commit }, repo)
  const object = repository?.object ?? null
  if (object === null || !('parents' in object)) return null
  const [parent] = withoutNulls(object.parents.nodes)
  const currentPaths = sepPathsIn(object.folder)
  const isReplaced = !currentPaths.includes(path)
  const before = isReplaced
    ? { paths: currentPaths, oid: commit }
    : parent && { paths: sepPathsIn(parent.folder), oid: parent.oid }
  if (before === undefined) return null
  const number = numberInPath(path)
  const withNumber = before.paths.filter((other) => other !== path && numberInPath(other) === number)
  const unnumbered = before.paths.filter(
    (other) => numberInPath(other) === null && (isReplaced || !currentPaths.includes(other)),
  )
  const [former, another] = withNumber.length > 0 ? withNumber : unnumbered
  return former === undefined || another !== undefined ? null : { path: former, commit: before.oid }
}

function sepPathsIn(folder: operations.SepNamesFragment['folder']): readonly string[] {
  const object = folder?.object ?? null
  const entries = object !== null && 'entries' in object ? (object.entries ?? []) : []
  return entries.map(({ name }) => `seps/${name}`).filter(isSepPath)
}

export async function readPullRequest(client: Client, repo: string, number: number): Promise<PullRequest> {
  const about = `#${number} of ${repo}`
  const { repository } = await client.read(operations.ProposalPull, { ...parseRepoName(repo), number }, about)
  const pull = repository?.pullRequest
  if (repository == null || pull == null) throw new GitHubFailure({ kind: 'not-found', about })
  const { headRefName, headRefOid, headRepository, timelineItems, files, labels } = pull
  const pushes = withoutNulls(timelineItems.nodes).flatMap((event) => ('beforeCommit' in event ? [event] : []))
  return {
    ...pullRequestOf(pull),
    base: {
      repo: repository.nameWithOwner,
      main: repository.defaultBranchRef?.name ?? null,
      isPrivate: repository.isPrivate,
    },
    head: headRepository === null ? null : { repo: headRepository.nameWithOwner, branch: headRefName, oid: headRefOid },
    replacedHeads: pushes.flatMap(({ beforeCommit }) => beforeCommit?.oid ?? []).toReversed(),
    sepPaths: sepPathsOf(number, withoutNulls(files?.nodes), new Set()).added,
    labels: labelNames(labels),
  }
}
