import { isSameRepo, parseRepoName } from '../text/repo-name.ts'
import type { Client } from './client.ts'
import { GitHubFailure } from './failure.ts'
import type { PostKind, Target } from './github.ts'
import { Target as TargetOperation, type TargetQuery } from './operations.ts'
import { present } from './present.ts'
import { templatesOf } from './templates.ts'

type Repository = NonNullable<TargetQuery['repository']>
type Community = NonNullable<TargetQuery['community']>
type Cursors = { readonly labelsAfter: string | null; readonly assigneesAfter: string | null }
const START: Cursors = { labelsAfter: null, assigneesAfter: null }

/** Far more than any repository has people and labels for; the end of a loop that GitHub's cursors might not end. */
const MAX_PAGES = 20

/**
 * Everything about a repository that a post needs, its templates with it. One query, and one more for each further hundred
 * labels or people. The newest open issues come in the first one, for those who ask for them.
 */
export async function readTarget(
  client: Client,
  repo: string,
  { openIssues = false }: { readonly openIssues?: boolean } = {},
): Promise<Target> {
  const pages = [await readPage(client, repo, START, openIssues)]
  for (let next = nextOf(pages); next !== null && pages.length < MAX_PAGES; next = nextOf(pages))
    pages.push(await readPage(client, repo, next))
  return targetOf(pages)
}

type Page = {
  readonly viewer: string
  readonly rateLimit: TargetQuery['rateLimit']
  readonly repository: Repository
  readonly community: Community | null
}

async function readPage(client: Client, repo: string, cursors: Cursors, withOpenIssues = false): Promise<Page> {
  const { viewer, rateLimit, repository, community } = await client.read(
    TargetOperation,
    { ...parseRepoName(repo), ...cursors, withTemplates: cursors === START, withOpenIssues },
    repo,
    // An owner without a `.github` repository has nothing to inherit.
    ['community'],
  )
  if (repository === null) throw new GitHubFailure({ kind: 'not-found', about: repo })
  // GitHub follows a renamed repository silently; a post must not.
  if (!isSameRepo(repository.nameWithOwner, repo))
    throw new GitHubFailure({ kind: 'renamed', about: repo, to: repository.nameWithOwner })
  return { viewer: viewer.login, rateLimit, repository, community: community ?? null }
}

function nextOf(pages: readonly Page[]): Cursors | null {
  const last = pages.at(-1)?.repository
  const labels = last?.labels?.pageInfo
  const assignees = last?.assignableUsers.pageInfo
  if (labels?.hasNextPage !== true && assignees?.hasNextPage !== true) return null
  return { labelsAfter: labels?.endCursor ?? null, assigneesAfter: assignees?.endCursor ?? null }
}

function targetOf(pages: readonly Page[]): Target {
  const [first] = pages
  if (first === undefined) throw new Error('a target needs a page')
  const { repository, community, viewer, rateLimit } = first
  const everyPage = pages.map((page) => page.repository)
  return {
    id: repository.id,
    repo: repository.nameWithOwner,
    url: repository.url,
    viewer,
    permission: repository.viewerPermission,
    isArchived: repository.isArchived,
    isPrivate: repository.isPrivate,
    watchers: repository.watchers.totalCount,
    parent: repository.parent?.nameWithOwner ?? null,
    hasIssues: repository.hasIssuesEnabled,
    hasDiscussions: repository.hasDiscussionsEnabled,
    labels: everyPage.flatMap(({ labels }) => present(labels?.nodes)),
    assignees: everyPage
      .flatMap((page) => present(page.assignableUsers.nodes))
      .map(({ id, login }) => ({ id, name: login })),
    milestones: present(repository.milestones?.nodes).map(({ id, title }) => ({ id, name: title })),
    categories: present(repository.discussionCategories.nodes),
    openIssues: openIssuesIn(repository),
    templates: templatesOf(repository, community),
    rateLimit: rateLimit === null ? null : { ...rateLimit, resetAt: new Date(rateLimit.resetAt) },
  }
}

function openIssuesIn({ issues }: Repository): Target['openIssues'] {
  return present(issues?.nodes).map(({ viewerDidAuthor, ...issue }) => ({ ...issue, isMine: viewerDidAuthor }))
}

/** Why nothing of this kind can be posted there, whoever asks; null when it can. */
export function closedFor(target: Target, kind: PostKind): GitHubFailure | null {
  const about = target.repo
  if (target.isArchived) return new GitHubFailure({ kind: 'archived', about })
  if (kind === 'issue' && !target.hasIssues) return new GitHubFailure({ kind: 'issues-disabled', about })
  if (kind === 'discussion' && !target.hasDiscussions) return new GitHubFailure({ kind: 'discussions-disabled', about })
  return null
}
