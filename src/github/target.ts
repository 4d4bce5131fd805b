import { isSameRepo, parseRepoName } from '../text/github-names.ts'
import type { Client } from './client.ts'
import { GitHubFailure } from './failure.ts'
import {
  RepositoryVisibility,
  Target as TargetOperation,
  type TargetQuery,
  type TemplateFoldersFragment,
} from './operations.ts'

export type Permission = 'READ' | 'TRIAGE' | 'WRITE' | 'MAINTAIN' | 'ADMIN'

/** A label, a person, a milestone and so on. GitHub identifies it by its id, and people refer to it by its name. */
export type NamedItem = { readonly id: string; readonly name: string }

export type PostKind = 'issue' | 'discussion'

/** A repository as a place to post in. Names are spelled as on GitHub; `parent` is set on a fork. */
export type Target = {
  readonly id: string
  readonly repo: string
  readonly url: string
  readonly viewer: string
  /** null: unknown, for example for a token without a user. */
  readonly permission: Permission | null
  readonly isArchived: boolean
  readonly isPrivate: boolean
  /** How many people may be notified of a new post. */
  readonly watcherCount: number
  readonly parent: string | null
  readonly hasIssues: boolean
  readonly hasDiscussions: boolean
  readonly labels: readonly NamedItem[]
  readonly assignees: readonly NamedItem[]
  readonly milestones: readonly NamedItem[]
  readonly categories: readonly (NamedItem & { readonly slug: string })[]
  /** The newest hundred issues, and the newest hundred discussions. Empty unless requested. */
  readonly openPosts: readonly OpenPost[]
  readonly templates: Templates
}

export type OpenPost = {
  readonly kind: PostKind
  readonly number: number
  readonly title: string
  readonly url: string
  /** Whether the viewer created it. */
  readonly isMine: boolean
  readonly createdAt: Date
}

export type TemplateFile = { readonly path: string; readonly text: string }

/** The files of one template folder. `inherited`: they come from the owner's `.github` repository. */
export type TemplateFolder = {
  readonly repo: string
  readonly inherited: boolean
  readonly files: readonly TemplateFile[]
}

/** null: neither the repository nor its owner's `.github` repository has a text file in the folder. */
export type Templates = { readonly [K in PostKind]: TemplateFolder | null }

type Repository = NonNullable<TargetQuery['repository']>
type Community = NonNullable<TargetQuery['community']>
type Cursors = { readonly labelsAfter: string | null; readonly assigneesAfter: string | null }
const START: Cursors = { labelsAfter: null, assigneesAfter: null }

/** More pages than we expect any repository to fill. Ends the loop even if GitHub never stops naming a next page. */
const MAX_PAGES = 20

/**
 * Reads everything about a repository that a post needs, including its templates. Sends one query, and one more for each further
 * hundred labels or people.
 */
export async function readTarget(
  client: Client,
  repo: string,
  { openPosts = false }: { readonly openPosts?: boolean } = {},
): Promise<Target> {
  const pages = [await readPage(client, repo, START, { openPosts })]
  for (let next = nextOf(pages); next !== null && pages.length < MAX_PAGES; next = nextOf(pages))
    pages.push(await readPage(client, repo, next))
  return targetOf(pages)
}

type Page = {
  readonly viewer: string
  readonly repository: Repository
  readonly community: Community | null
}

async function readPage(
  client: Client,
  repo: string,
  cursors: Cursors,
  { openPosts = false }: { readonly openPosts?: boolean } = {},
): Promise<Page> {
  const { viewer, repository, community } = await client.read(
    TargetOperation,
    { ...parseRepoName(repo), ...cursors, withTemplates: cursors === START, withOpenPosts: openPosts },
    repo,
    // Many owners have no `.github` repository to inherit from.
    ['community'],
  )
  if (repository === null) throw new GitHubFailure({ kind: 'not-found', about: repo })
  // GitHub silently redirects a renamed repository, but the author has not agreed to post under its new name.
  if (!isSameRepo(repository.nameWithOwner, repo))
    throw new GitHubFailure({ kind: 'renamed', about: repo, to: repository.nameWithOwner })
  return { viewer: viewer.login, repository, community: community ?? null }
}

function nextOf(pages: readonly Page[]): Cursors | null {
  const last = pages.at(-1)?.repository
  const labels = last?.labels?.pageInfo
  const assignees = last?.assignableUsers.pageInfo
  if (labels?.hasNextPage !== true && assignees?.hasNextPage !== true) return null
  // A page after the end of a list is empty and has no cursor. Without a cursor, the list would start again.
  const lastCursor = (cursorIn: (repository: Repository) => string | null | undefined) =>
    pages.map(({ repository }) => cursorIn(repository)).findLast((cursor) => typeof cursor === 'string') ?? null
  return {
    labelsAfter: lastCursor((repository) => repository.labels?.pageInfo.endCursor),
    assigneesAfter: lastCursor(({ assignableUsers }) => assignableUsers.pageInfo.endCursor),
  }
}

function targetOf(pages: readonly Page[]): Target {
  const [first] = pages
  if (first === undefined) throw new Error('a target needs at least one page')
  const { repository, community, viewer } = first
  const repositoryPages = pages.map((page) => page.repository)
  return {
    id: repository.id,
    repo: repository.nameWithOwner,
    url: repository.url,
    viewer,
    permission: repository.viewerPermission,
    isArchived: repository.isArchived,
    isPrivate: repository.isPrivate,
    watcherCount: repository.watchers.totalCount,
    parent: repository.parent?.nameWithOwner ?? null,
    hasIssues: repository.hasIssuesEnabled,
    hasDiscussions: repository.hasDiscussionsEnabled,
    labels: repositoryPages.flatMap(({ labels }) => withoutNulls(labels?.nodes)),
    assignees: repositoryPages
      .flatMap((page) => withoutNulls(page.assignableUsers.nodes))
      .map(({ id, login }) => ({ id, name: login })),
    milestones: withoutNulls(repository.milestones?.nodes).map(({ id, title }) => ({ id, name: title })),
    categories: withoutNulls(repository.discussionCategories.nodes),
    openPosts: openPostsIn(repository),
    templates: templatesOf(repository, community),
  }
}

function openPostsIn({ issues, discussions }: Repository): Target['openPosts'] {
  const posts = [
    ...withoutNulls(issues?.nodes).map((issue) => ({ kind: 'issue' as const, ...issue })),
    ...withoutNulls(discussions?.nodes).map((discussion) => ({ kind: 'discussion' as const, ...discussion })),
  ]
  return posts.map(({ viewerDidAuthor, createdAt, ...post }) => ({
    ...post,
    isMine: viewerDidAuthor,
    createdAt: new Date(createdAt),
  }))
}

/** Why a repository accepts no posts of this kind from anyone; null: it accepts them. */
export function refusalOf(target: Target, kind: PostKind): GitHubFailure | null {
  const about = target.repo
  if (target.isArchived) return new GitHubFailure({ kind: 'archived', about })
  if (kind === 'issue' && !target.hasIssues) return new GitHubFailure({ kind: 'issues-disabled', about })
  if (kind === 'discussion' && !target.hasDiscussions) return new GitHubFailure({ kind: 'discussions-disabled', about })
  return null
}

/** Whether a repository is private. null: the viewer cannot see it. */
export async function readIsPrivate(client: Client, repo: string): Promise<boolean | null> {
  const { repository } = await client.read(RepositoryVisibility, parseRepoName(repo), repo, ['repository'])
  return repository?.isPrivate ?? null
}

export const TEMPLATE_FOLDERS = { issue: '.github/ISSUE_TEMPLATE', discussion: '.github/DISCUSSION_TEMPLATE' } as const

/** Only the first page of a target includes the folders. */
type Folders = Pick<TemplateFoldersFragment, 'nameWithOwner'> & Partial<TemplateFoldersFragment>

/** For each kind, a repository's own templates, or else those that it inherits from its owner's `.github` repository. */
export function templatesOf(repository: Folders, community: Folders | null): Templates {
  const folder = (kind: PostKind) => {
    const ownFolder = folderOf(repository, kind, { inherited: false })
    return ownFolder ?? (community === null ? null : folderOf(community, kind, { inherited: true }))
  }
  return { issue: folder('issue'), discussion: folder('discussion') }
}

function folderOf(
  repository: Folders,
  kind: PostKind,
  { inherited }: { readonly inherited: boolean },
): TemplateFolder | null {
  const tree = repository[kind] ?? {}
  const entries = 'entries' in tree ? (tree.entries ?? []) : []
  // Folders and images have no text, and GitHub truncates only files that are far too long for a form.
  const files = entries.flatMap(({ name, object }): readonly TemplateFile[] => {
    if (object === null || !('text' in object) || object.text === null || object.isTruncated) return []
    return [{ path: `${TEMPLATE_FOLDERS[kind]}/${name}`, text: object.text }]
  })
  return files.length === 0 ? null : { repo: repository.nameWithOwner, inherited, files }
}

type Labels = { readonly nodes: readonly ({ readonly name: string } | null)[] | null } | null

export function labelNames(labels: Labels): readonly string[] {
  return withoutNulls(labels?.nodes).map(({ name }) => name)
}

/** The nodes of a connection, without the nulls that GitHub puts in place of what the token may not see. */
export function withoutNulls<T>(nodes: readonly (T | null)[] | null | undefined): readonly T[] {
  return (nodes ?? []).filter((node) => node !== null)
}
