import * as z from 'zod'
import { parseRepoName } from '../text/github-names.ts'
import type { RateLimit } from './account.ts'
import type { Client } from './client.ts'
import { GitHubFailure, parseData } from './failure.ts'
import type { Headers } from './headers.ts'
import { stepsIn } from './records.ts'
import { TEMPLATE_FOLDERS, type TemplateFile, type TemplateFolder, type Templates } from './target.ts'
import { dateOfSeconds } from './time.ts'

/**
 * Reads public repositories without a token. GitHub then allows 60 requests an hour for each IP address, so texts are cached by
 * object id, which depends only on the text.
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#primary-rate-limit-for-unauthenticated-users
 */
export type PublicReader = {
  repository(repo: string): Promise<PublicRepository>
  /** The files of the default branch: path to object id. */
  files(repo: string): Promise<ReadonlyMap<string, string>>
  text(repo: string, oid: string): Promise<string>
  /** The open pull requests among the newest hundred open issues and pull requests with this label. */
  pullRequests(repo: string, label: string): Promise<readonly PublicPullRequest[]>
  /** null: there is no open pull request with this number. */
  pullRequest(repo: string, number: number): Promise<PublicPullRequest | null>
  /**
   * The issues among the newest hundred issues and pull requests with this label, open or closed. Without a token, GitHub does
   * not show discussions.
   */
  issues(repo: string, label: string): Promise<readonly PublicIssue[]>
  /** An issue or a pull request. Without a token, GitHub does not show discussions. */
  issue(repo: string, number: number): Promise<PublicIssue>
  /** The first hundred files that a pull request changes. */
  changes(repo: string, number: number): Promise<readonly PublicChange[]>
  /** The hourly limit, from the newest successful response that showed it; null: none has shown it. */
  limit(): RateLimit | null
}
/** Keeps texts by their object id for later runs. */
export type TextCache = {
  read(oid: string): Promise<string | null>
  write(text: string): Promise<void>
}

const repositorySchema = z
  .object({ full_name: z.string(), archived: z.boolean(), has_issues: z.boolean(), has_discussions: z.boolean() })
  .transform(({ full_name, archived, has_issues, has_discussions }) => {
    return { repo: full_name, isArchived: archived, hasIssues: has_issues, hasDiscussions: has_discussions }
  })
export type PublicRepository = z.infer<typeof repositorySchema>

const oid = z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/)
const treeSchema = z.object({
  truncated: z.boolean(),
  tree: z.array(z.object({ path: z.string(), type: z.string(), sha: oid })),
})
const blobSchema = z.object({ content: z.string(), encoding: z.literal('base64') })
/** A pull request in the form of an issue: GitHub's API for issues also returns pull requests. */
const pullRequestSchema = z
  .object({
    number: z.int().positive(),
    title: z.string(),
    html_url: z.url({ protocol: /^https?$/ }),
    state: z.string(),
    draft: z.boolean().default(false),
    user: z.object({ login: z.string() }).nullable(),
    labels: z.array(z.object({ name: z.string() })),
    created_at: z.coerce.date(),
    updated_at: z.coerce.date(),
    pull_request: z.object({}).optional(),
  })
  .transform(({ pull_request, html_url, state, draft, user, labels, created_at, updated_at, ...rest }) => ({
    ...rest,
    url: html_url,
    isOpenPullRequest: pull_request !== undefined && state === 'open',
    isDraft: draft,
    author: user?.login ?? null,
    labels: labels.map(({ name }) => name),
    createdAt: created_at,
    updatedAt: updated_at,
  }))
export type PublicPullRequest = z.infer<typeof pullRequestSchema>
const issueSchema = z
  .object({
    number: z.int().positive(),
    title: z.string(),
    html_url: z.url({ protocol: /^https?$/ }),
    body: z.string().nullable(),
    state: z.string(),
    user: z.object({ login: z.string() }).nullable(),
    created_at: z.coerce.date(),
    pull_request: z.object({}).optional(),
    sub_issues_summary: z.object({ total: z.number(), completed: z.number() }).nullish(),
  })
  .transform(({ number, title, html_url, body, state, user, created_at, pull_request, sub_issues_summary }) => ({
    number,
    title,
    url: html_url,
    body: body ?? '',
    closed: state === 'closed',
    author: user?.login ?? null,
    createdAt: created_at,
    isPullRequest: pull_request !== undefined,
    steps: stepsIn(sub_issues_summary),
  }))
export type PublicIssue = z.infer<typeof issueSchema>
const changesSchema = z.array(
  z
    .object({ filename: z.string(), status: z.string(), sha: oid.nullable() })
    .transform(({ filename, status, sha }) => ({
      path: filename,
      changeType: status === 'removed' ? 'DELETED' : status.toUpperCase(),
      oid: sha,
    })),
)
export type PublicChange = z.infer<typeof changesSchema>[number]

export function createPublicReader(client: Client, cache: TextCache): PublicReader {
  let limit: RateLimit | null = null

  async function get<T>(schema: z.ZodType<T>, repo: string, path: string): Promise<T> {
    const { owner, name } = parseRepoName(repo)
    const { headers, data } = await client.get(`/repos/${owner}/${name}${path}`, repo)
    limit = limitIn(headers) ?? limit
    return parseData(schema, data)
  }

  return {
    repository: (repo) => get(repositorySchema, repo, ''),
    async files(repo) {
      const listing = await get(treeSchema, repo, '/git/trees/HEAD?recursive=1')
      if (listing.truncated) throw new GitHubFailure({ kind: 'partial', about: repo })
      return new Map(listing.tree.filter(({ type }) => type === 'blob').map(({ path, sha }) => [path, sha]))
    },
    async text(repo, oid) {
      const cached = await cache.read(oid)
      if (cached !== null) return cached
      const text = Buffer.from((await get(blobSchema, repo, `/git/blobs/${oid}`)).content, 'base64').toString('utf8')
      await cache.write(text)
      return text
    },
    pullRequests: async (repo, label) =>
      (
        await get(
          z.array(pullRequestSchema),
          repo,
          `/issues?labels=${encodeURIComponent(label)}&state=open&per_page=100`,
        )
      ).filter(({ isOpenPullRequest }) => isOpenPullRequest),
    async pullRequest(repo, number) {
      try {
        const pull = await get(pullRequestSchema, repo, `/issues/${number}`)
        return pull.isOpenPullRequest ? pull : null
      } catch (error) {
        if (error instanceof GitHubFailure && error.reason.kind === 'not-found') return null
        throw error
      }
    },
    issues: async (repo, label) =>
      (
        await get(z.array(issueSchema), repo, `/issues?labels=${encodeURIComponent(label)}&state=all&per_page=100`)
      ).filter(({ isPullRequest }) => !isPullRequest),
    issue: (repo, number) => get(issueSchema, repo, `/issues/${number}`),
    changes: (repo, number) => get(changesSchema, repo, `/pulls/${number}/files?per_page=100`),
    limit: () => limit,
  }
}

/** null: the response does not show the limit, or its reset time is not a date. */
function limitIn(headers: Headers): RateLimit | null {
  const numberIn = (name: string) => Number(headers[`x-ratelimit-${name}`])
  const [limit, remaining, resetAt] = [numberIn('limit'), numberIn('remaining'), dateOfSeconds(numberIn('reset'))]
  return Number.isFinite(limit) && Number.isFinite(remaining) && resetAt !== null ? { limit, remaining, resetAt } : null
}

export function describeAnonymousAccess(reader: PublicReader): string {
  const limit = reader.limit()
  const requestsLeft =
    limit === null ? '' : ` (${limit.remaining} of ${limit.limit} requests left until ${timeOf(limit.resetAt)})`
  return `not signed in to GitHub, so only public data can be read${requestsLeft}`
}

const timeOf = (date: Date) => `${date.toISOString().slice(11, 16)} UTC`

/** The text of a file on the default branch; null: there is none. */
export async function readPublicFile(reader: PublicReader, repo: string, path: string): Promise<string | null> {
  const oid = (await reader.files(repo)).get(path)
  return oid === undefined ? null : reader.text(repo, oid)
}

/** For each kind, a repository's own templates, or else those that it inherits from its owner's `.github` repository. */
export async function readPublicTemplates(reader: PublicReader, repo: string): Promise<Templates> {
  const ownTemplates = await readFolders(reader, repo, { inherited: false })
  if (ownTemplates.issue !== null && ownTemplates.discussion !== null) return ownTemplates
  const inheritedTemplates = await readFolders(reader, `${repo.split('/')[0]}/.github`, { inherited: true }).catch(
    noneIfMissing,
  )
  return {
    issue: ownTemplates.issue ?? inheritedTemplates.issue,
    discussion: ownTemplates.discussion ?? inheritedTemplates.discussion,
  }
}

function noneIfMissing(error: unknown): Templates {
  if (error instanceof GitHubFailure && error.reason.kind === 'not-found') return { issue: null, discussion: null }
  throw error
}

async function readFolders(
  reader: PublicReader,
  repo: string,
  { inherited }: { readonly inherited: boolean },
): Promise<Templates> {
  const files = await reader.files(repo)
  const readFolder = async (path: string): Promise<TemplateFolder | null> => {
    const templateFiles: TemplateFile[] = []
    for (const [file, oid] of files) {
      const isInside = file.startsWith(`${path}/`) && !file.slice(path.length + 1).includes('/')
      if (isInside && TEMPLATE_NAME.test(file)) templateFiles.push({ path: file, text: await reader.text(repo, oid) })
    }
    return templateFiles.length === 0 ? null : { repo, inherited, files: templateFiles }
  }
  return { issue: await readFolder(TEMPLATE_FOLDERS.issue), discussion: await readFolder(TEMPLATE_FOLDERS.discussion) }
}

/** Only files with these names are read, because each text costs a request. */
const TEMPLATE_NAME = /\.(?:md|ya?ml)$/i
