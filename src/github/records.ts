import { isSameRepo, parseRepoName } from '../text/github-names.ts'
import type { Client } from './client.ts'
import { GitHubFailure } from './failure.ts'
import { Records as RecordsOperation, type RecordsQuery } from './operations.ts'
import { type PostKind, withoutNulls } from './target.ts'

/** An issue or discussion with the label for decision records. Its text is untrusted, because anybody who may set labels can create one. */
export type RecordPost = {
  readonly kind: PostKind
  readonly number: number
  readonly title: string
  readonly url: string
  readonly body: string
  readonly closed: boolean
  readonly createdAt: Date
  /** null: the account was deleted. */
  readonly author: string | null
  /** The category of a discussion. */
  readonly category: string | null
  /** How many sub-issues it has; null: none, or it is a discussion. */
  readonly steps: Steps | null
}

export type Steps = { readonly total: number; readonly closed: number }

/** `isCut`: there are more posts than we read. */
export type RecordPosts = { readonly repo: string; readonly posts: readonly RecordPost[]; readonly isCut: boolean }

/** GitHub's search returns at most a thousand results, which is twenty pages. Ends the loop even if GitHub never stops naming a next page. */
const MAX_PAGES = 20

/**
 * Reads the issues and discussions with a label, newest first. Discussions come from the search, because only the list of issues
 * can be filtered by label.
 */
export async function readRecords(client: Client, repo: string, label: string): Promise<RecordPosts> {
  const first = await readPage(client, repo, label, START)
  const name = first.repository?.nameWithOwner ?? repo
  // The search does not find anything under a former name of the repository.
  const pages = [isSameRepo(name, repo) ? first : await readPage(client, name, label, START)]
  let next = nextOf(pages[0] ?? first, START)
  while (next !== null && pages.length < MAX_PAGES) {
    const page: RecordsQuery = await readPage(client, name, label, next)
    pages.push(page)
    next = nextOf(page, next)
  }
  const posts = pages.flatMap(postsIn).toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
  const unique = [...new Map(posts.map((post) => [post.url, post])).values()]
  return { repo: name, posts: unique, isCut: next !== null }
}

async function readPage(client: Client, repo: string, label: string, cursors: Cursors): Promise<RecordsQuery> {
  const page = await client.read(RecordsOperation, variablesFor(repo, label, cursors), repo)
  if (page.repository === null) throw new GitHubFailure({ kind: 'not-found', about: repo })
  return page
}

/** The starts of the next pages. null: the first page. undefined: there is no next page. */
type Cursors = { readonly issues: string | null | undefined; readonly discussions: string | null | undefined }
const START: Cursors = { issues: null, discussions: null }

function variablesFor(repo: string, label: string, { issues, discussions }: Cursors) {
  return {
    ...parseRepoName(repo),
    label,
    after: issues ?? null,
    withIssues: issues !== undefined,
    search: `repo:${repo} label:"${label.replaceAll(/["\\]/g, '')}" sort:created-desc`,
    searchAfter: discussions ?? null,
    withDiscussions: discussions !== undefined,
  }
}

function nextOf({ repository, discussions }: RecordsQuery, last: Cursors): Cursors | null {
  const after = (page: { readonly hasNextPage: boolean; readonly endCursor: string | null } | undefined) =>
    page?.hasNextPage === true ? (page.endCursor ?? undefined) : undefined
  const next = {
    issues: last.issues === undefined ? undefined : after(repository?.issues?.pageInfo),
    discussions: last.discussions === undefined ? undefined : after(discussions?.pageInfo),
  }
  return next.issues === undefined && next.discussions === undefined ? null : next
}

type Node = Pick<RecordPost, 'number' | 'title' | 'url' | 'body' | 'closed'> & {
  readonly createdAt: string
  readonly author: { readonly login: string } | null
  readonly category?: { readonly name: string }
  readonly subIssuesSummary?: SubIssuesSummary
}

type SubIssuesSummary = { readonly total: number; readonly completed: number }

export function stepsIn(summary: SubIssuesSummary | null | undefined): Steps | null {
  return summary == null || summary.total === 0 ? null : { total: summary.total, closed: summary.completed }
}

function postsIn({ repository, discussions }: RecordsQuery): readonly RecordPost[] {
  const discussionPosts = withoutNulls(discussions?.nodes).flatMap((node) =>
    'number' in node ? [toRecordPost('discussion', node)] : [],
  )
  return [...withoutNulls(repository?.issues?.nodes).map((node) => toRecordPost('issue', node)), ...discussionPosts]
}

function toRecordPost(
  kind: PostKind,
  { number, title, url, body, closed, createdAt, author, category, subIssuesSummary }: Node,
): RecordPost {
  return {
    kind,
    number,
    title,
    url,
    body,
    closed,
    createdAt: new Date(createdAt),
    author: author?.login ?? null,
    category: category?.name ?? null,
    steps: stepsIn(subIssuesSummary),
  }
}
