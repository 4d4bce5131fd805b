import { baseName, folderPrefixOf, numberInPath, parseSepFileName } from '../text/file-names.ts'
import { parseRepoName } from '../text/github-names.ts'
import type { Client } from './client.ts'
import { GitHubFailure } from './failure.ts'
import { readTexts, textIn } from './files.ts'
import { SepCatalogue, type SepCatalogueQuery, type SepPullRequestFragment } from './operations.ts'
import { labelNames, withoutNulls } from './target.ts'

/** The file of a SEP. `url` is its page, or the pull request that adds it. `text` is null if GitHub truncates it or it is not text. */
export type SepFile = { readonly path: string; readonly url: string; readonly text: string | null }

/** An open pull request that has the label SEP, or that was requested by its number. */
export type SepPullRequest = {
  readonly number: number
  readonly title: string
  readonly url: string
  readonly isDraft: boolean
  /** null: the account was deleted. */
  readonly author: string | null
  readonly labels: readonly string[]
  readonly createdAt: Date
  readonly updatedAt: Date
  /** The SEPs that it adds. The one with its number comes first. */
  readonly added: readonly SepFile[]
  /** The paths of the SEPs on the default branch that it changes. */
  readonly changedPaths: readonly string[]
}

export type Seps = {
  readonly repo: string
  readonly files: readonly SepFile[]
  readonly pullRequests: readonly SepPullRequest[]
  /** The text of MAINTAINERS.md. */
  readonly maintainers: string | null
}

type Repository = NonNullable<SepCatalogueQuery['repository']>
type PullRequest = SepPullRequestFragment

export const SEP_LABEL = 'SEP'
/** Enough for far more open SEPs than have ever existed. Ends the loop even if GitHub never stops naming a next page. */
const MAX_PAGES = 10

/**
 * Reads the SEPs on the default branch and the open pull requests with the label in a first query, and the SEPs that these pull
 * requests add in a second. Each query is repeated for every further hundred pull requests or files.
 * @param requested the number of a pull request to include even without the label, which its author often may not set
 */
export async function readSeps(client: Client, repo: string, requested: number | null = null): Promise<Seps> {
  const first = await readPage(client, repo, null, requested)
  const pages = [first]
  for (let next = nextOf(first); next !== null && pages.length < MAX_PAGES; next = nextOf(pages.at(-1) ?? first))
    pages.push(await readPage(client, repo, next, null))
  const files = filesOf(first)
  const pathsOnMain = new Set(files.map(({ path }) => path))
  return {
    repo: first.nameWithOwner,
    files,
    pullRequests: await withTexts(client, pullRequestsOf(pages), first.nameWithOwner, pathsOnMain),
    maintainers: textIn(first.maintainers ?? null),
  }
}

/** The requested number may belong to an issue, or to nothing. */
const MAY_BE_MISSING = ['repository.pullRequest']

async function readPage(
  client: Client,
  repo: string,
  after: string | null,
  requested: number | null,
): Promise<Repository> {
  const paging = { label: SEP_LABEL, after, withFiles: after === null }
  const variables = { ...parseRepoName(repo), ...paging, requested: requested ?? 0, withRequested: requested !== null }
  const { repository } = await client.read(SepCatalogue, variables, repo, MAY_BE_MISSING)
  if (repository === null) throw new GitHubFailure({ kind: 'not-found', about: repo })
  return repository
}

function nextOf({ pullRequests: { pageInfo } }: Repository): string | null {
  return pageInfo.hasNextPage ? pageInfo.endCursor : null
}

function filesOf({ seps, url, defaultBranchRef }: Repository): readonly SepFile[] {
  const base = `${url}/blob/${defaultBranchRef?.name ?? 'HEAD'}`
  const entries = seps !== null && seps !== undefined && 'entries' in seps ? (seps.entries ?? []) : []
  return entries.flatMap(({ name, object }) => {
    const path = `seps/${name}`
    return isSepPath(path) ? [{ path, url: `${base}/${path}`, text: textIn(object) }] : []
  })
}

/**
 * Removes duplicates. The requested pull request may have the label too, and a pull request that is opened while we read moves
 * another one to the next page.
 */
function pullRequestsOf(pages: readonly Repository[]): readonly PullRequest[] {
  const all = pages.flatMap(({ pullRequests, pullRequest: requested }) => [
    ...withoutNulls(pullRequests.nodes),
    ...(requested == null || requested.closed || !changesSep(requested) ? [] : [requested]),
  ])
  return [...new Map(all.map((pull) => [pull.number, pull])).values()]
}

async function withTexts(
  client: Client,
  pullRequests: readonly PullRequest[],
  repo: string,
  pathsOnMain: ReadonlySet<string>,
): Promise<readonly SepPullRequest[]> {
  const withPaths = pullRequests.map((pullRequest) => ({
    pullRequest,
    ...sepPathsOf(pullRequest.number, withoutNulls(pullRequest.files?.nodes), pathsOnMain),
  }))
  const textOf = await readTexts(
    client,
    repo,
    withPaths.flatMap(({ pullRequest: { headRefOid: commit }, added }) => added.map((path) => ({ commit, path }))),
  )
  return withPaths.map(({ pullRequest, added, changed }) => {
    const { url, headRefOid: commit } = pullRequest
    return {
      ...withoutFiles(pullRequest),
      added: added.map((path) => ({ path, url, text: textOf({ commit, path }) })),
      changedPaths: changed,
    }
  })
}

function withoutFiles(pullRequest: PullRequest): Omit<SepPullRequest, 'added' | 'changedPaths'> {
  const { number, title, url, isDraft, author, labels, createdAt, updatedAt } = pullRequest
  return {
    number,
    title,
    url,
    isDraft,
    author: author?.login ?? null,
    labels: labelNames(labels),
    createdAt: new Date(createdAt),
    updatedAt: new Date(updatedAt),
  }
}

function changesSep({ files }: PullRequest): boolean {
  return withoutNulls(files?.nodes).some(({ path }) => isSepPath(path))
}

type Change = { readonly path: string; readonly changeType?: string }

/** Whether a path of the repository is that of a SEP: `seps/1234-title.md`. */
export function isSepPath(path: string): boolean {
  return folderPrefixOf(path) === 'seps/' && parseSepFileName(baseName(path)) !== null
}

/**
 * The paths of the SEPs that a pull request adds to the default branch, and of those that it changes. The SEP with the number of the
 * pull request comes first.
 */
export function sepPathsOf(
  number: number,
  changes: readonly Change[],
  pathsOnMain: ReadonlySet<string>,
): { readonly added: readonly string[]; readonly changed: readonly string[] } {
  const hasNumber = (path: string) => numberInPath(path) === number
  const paths = changes
    .flatMap(({ path, changeType }) => (changeType !== 'DELETED' && isSepPath(path) ? [path] : []))
    .toSorted((a, b) => Number(hasNumber(b)) - Number(hasNumber(a)))
  return {
    added: paths.filter((path) => !pathsOnMain.has(path)),
    changed: paths.filter((path) => pathsOnMain.has(path)),
  }
}

/** The path of the SEP with the pull request's number, or else of the first SEP that it adds or changes; null: there is none. */
export function sepPathOf(number: number, changes: readonly Change[]): string | null {
  return sepPathsOf(number, changes, new Set()).added[0] ?? null
}
