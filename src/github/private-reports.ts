import * as z from 'zod'
import type { Clock } from '../system/clock.ts'
import { parseRepoName } from '../text/github-names.ts'
import type { Client, RestResponse } from './client.ts'
import { GitHubFailure } from './failure.ts'
import { parseScopes } from './headers.ts'
import { type HiddenReason, type LookUp, lookUp, mayBeRewritten, type ReadResult } from './look-up.ts'
import { PublishedAdvisory } from './operations.ts'
import type { ReasonKind } from './reasons.ts'
import { pickFrom, type WriteResult } from './retry.ts'

/*
 * Private vulnerability reports, which only the REST API has.
 * https://docs.github.com/en/rest/security-advisories/repository-advisories
 */

/** A report with the field names of GitHub's API. `severity` and `cvss_vector_string` are mutually exclusive. */
export type NewReport = {
  readonly summary: string
  readonly description: string
  readonly vulnerabilities?: readonly {
    readonly package: { readonly ecosystem: string; readonly name: string | null }
    readonly vulnerable_version_range: string | null
  }[]
  readonly cwe_ids?: readonly string[]
  readonly severity?: string
  readonly cvss_vector_string?: string
}

/** A report on GitHub. It has no number; `id` is its GHSA id. */
export type FiledReport = { readonly id: string; readonly number: null; readonly url: string; readonly title: string }

export type SentReport = {
  readonly repo: string
  readonly summary: string
  readonly marker: string
  readonly viewer: string
  /** When it was sent, in GitHub's time. */
  readonly sent: Date
}

const CREATE_REPORT = 'POST /repos/{owner}/{repo}/security-advisories/reports'
const pathOf = (repo: string) => {
  const { owner, name } = parseRepoName(repo)
  return `/repos/${owner}/${name}`
}

/** The request that sends a report, for a dry run. */
export function reportRequest(report: NewReport) {
  return { operation: CREATE_REPORT, body: report }
}

export async function createReport(client: Client, repo: string, report: NewReport): Promise<WriteResult<FiledReport>> {
  const result = await client.post(`${pathOf(repo)}/security-advisories/reports`, report, repo)
  return pickFrom(result, repo, (data) => {
    const advisory = advisorySchema.safeParse(data).data
    return advisory === undefined ? null : toFiledReport(advisory)
  })
}

/** Whether a repository accepts private reports. null: unknown, for example because this token is not allowed to read that. */
export async function acceptsReports(client: Client, repo: string): Promise<boolean | null> {
  try {
    const { data } = await client.get(`${pathOf(repo)}/private-vulnerability-reporting`, repo)
    return z.object({ enabled: z.boolean() }).safeParse(data).data?.enabled ?? null
  } catch (error) {
    if (isDenied(error)) return null
    throw error
  }
}

/** Looks for a report that was sent but got no response, among the newest reports that this token may see. @throws GitHubFailure */
export function lookUpReport(
  client: Client,
  clock: Pick<Clock, 'sleep'>,
  report: SentReport,
): Promise<LookUp<FiledReport>> {
  let viewer: Promise<string> | undefined
  const readViewer = () => (viewer ??= client.viewer())
  return lookUp({ sent: report.sent, read: () => readNewest(client, report, readViewer) }, client.time, clock)
}

const advisorySchema = z.object({
  ghsa_id: z.string().regex(/^GHSA(-[0-9a-z]{4}){3}$/),
  html_url: z.url({ protocol: /^https?$/ }),
  summary: z.string(),
})
const listedSchema = advisorySchema.extend({
  description: z.string().nullable(),
  state: z.string(),
  author: z.object({ login: z.string() }).nullish(),
  created_at: z.iso.datetime({ offset: true }),
})
type ListedAdvisory = z.output<typeof listedSchema>

const PER_PAGE = 100

/**
 * GitHub leaves out reports that a token may not see, without an error. So a report counts as missing only if it is certain
 * that the token may see the reports of its owner.
 */
async function readNewest(
  client: Client,
  report: SentReport,
  viewer: Client['viewer'],
): Promise<ReadResult<FiledReport>> {
  const response = await readList(client, report.repo)
  if (response === null) return { found: null, freshUntil: null, hidden: 'place' }
  const { advisories, headers } = response
  const ownReports = advisories.filter(({ author }) => author?.login === report.viewer)
  const found = ownReports.find(({ description }) => description?.includes(report.marker) === true)
  if (found !== undefined) return { found: toFiledReport(found), freshUntil: null }
  if ((await viewer()) !== report.viewer) return { found: null, freshUntil: null, hidden: 'account' }
  const canSeeOwnReports = mayReadReports(headers) || ownReports.some(({ state }) => state !== 'published')
  const [newest] = advisories
  const oldest = advisories.at(-1)
  const isFull = advisories.length >= PER_PAGE
  // If the page has only reports that are newer, this one may be on the next page.
  const mayBeOnNextPage = isFull && oldest !== undefined && new Date(oldest.created_at) > report.sent
  const freshUntil = newest === undefined || isFull ? null : new Date(newest.created_at)
  const notFound = (hidden: HiddenReason | null) => ({ found: null, freshUntil, hidden })
  if (!canSeeOwnReports) return notFound('place')
  if (ownReports.some((advisory) => mayBeReport(advisory, report))) return notFound('rewritten')
  return notFound(mayBeOnNextPage ? 'limit' : null)
}

/** The maintainers may have rewritten the summary too. A report with another summary counts only if it was created this soon after ours was sent. */
const REWRITTEN_WITHIN_MS = 120_000

/** Whether an advisory of the author without our marker may be the report. The maintainers often rewrite the text. */
function mayBeReport({ summary, description, created_at }: ListedAdvisory, report: SentReport): boolean {
  const isOfThatTime = Date.parse(created_at) <= report.sent.getTime() + REWRITTEN_WITHIN_MS
  if (!isOfThatTime && summary.trim() !== report.summary.trim()) return false
  return mayBeRewritten({ text: description ?? '', createdAt: created_at }, report.sent)
}

type AdvisoryList = { readonly advisories: readonly ListedAdvisory[]; readonly headers: RestResponse['headers'] }

/** null: this token may not list advisories. @throws GitHubFailure */
async function readList(client: Client, repo: string): Promise<AdvisoryList | null> {
  const path = `${pathOf(repo)}/security-advisories?sort=created&direction=desc&per_page=${PER_PAGE}`
  try {
    const { data, headers } = await client.get(path, repo)
    const advisories = z.array(listedSchema).safeParse(data).data
    if (advisories === undefined) throw new GitHubFailure({ kind: 'partial', about: repo })
    return { advisories, headers }
  } catch (error) {
    if (isDenied(error)) return null
    throw error
  }
}

const DENIED: ReadonlySet<ReasonKind> = new Set<ReasonKind>(['forbidden', 'not-found', 'missing-scope', 'sso'])

function isDenied(error: unknown): boolean {
  return error instanceof GitHubFailure && DENIED.has(error.reason.kind)
}

/**
 * Each of these scopes lets a token read the reports of its owner. A fine-grained token has no scopes, and GitHub does not
 * show its permissions.
 */
const READ_SCOPES = ['repo', 'repository_advisories:read', 'repository_advisories:write']

function mayReadReports(headers: RestResponse['headers']): boolean {
  return parseScopes(headers['x-oauth-scopes']).some((scope) => READ_SCOPES.includes(scope))
}

function toFiledReport({ ghsa_id: id, html_url: url, summary: title }: z.output<typeof advisorySchema>): FiledReport {
  return { id, number: null, url, title }
}

/** Whether GitHub lists an advisory as published. */
export async function readIsAdvisoryPublished(client: Client, ghsaId: string): Promise<boolean> {
  const { securityAdvisory } = await client.read(PublishedAdvisory, { ghsaId }, ghsaId, ['securityAdvisory'])
  return securityAdvisory !== null
}
