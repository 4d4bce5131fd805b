import * as z from 'zod'
import { parseRepoName } from '../text/github-names.ts'
import type { Client } from './client.ts'
import { GitHubFailure, parseData } from './failure.ts'
import { parseScopes } from './headers.ts'
import { MergedPullRequests } from './operations.ts'
import { dateOfSeconds } from './time.ts'

export type Viewer = {
  readonly login: string
  /** null: GitHub named no scopes, as for a fine-grained token. */
  readonly scopes: readonly string[] | null
}
export type RateLimit = { readonly limit: number; readonly remaining: number; readonly resetAt: Date }
export type RateLimits = { readonly rest: RateLimit; readonly graphql: RateLimit; readonly search: RateLimit }

const userSchema = z.object({ login: z.string() })
const limitSchema = z
  .object({ limit: z.number(), remaining: z.number(), reset: z.number().transform(dateOfSeconds).pipe(z.date()) })
  .transform(({ reset, ...rest }) => ({ ...rest, resetAt: reset }))
const limitsSchema = z.object({ resources: z.object({ core: limitSchema, graphql: limitSchema, search: limitSchema }) })

export async function whoami(client: Client): Promise<Viewer> {
  try {
    const { headers, data } = await client.get('/user', 'your account')
    const scopes = headers['x-oauth-scopes']
    return { login: parseData(userSchema, data).login, scopes: scopes === undefined ? null : parseScopes(scopes) }
  } catch (error) {
    // The REST API has no account for the token of an app, such as that of a workflow. It has no scopes either.
    if (!(error instanceof GitHubFailure) || error.reason.kind !== 'forbidden') throw error
    return { login: await client.viewer(), scopes: null }
  }
}

export async function rateLimits(client: Client): Promise<RateLimits> {
  const { core, graphql, search } = parseData(
    limitsSchema,
    (await client.get('/rate_limit', 'your limits')).data,
  ).resources
  return { rest: core, graphql, search }
}

export async function countMergedPullRequests(client: Client, repo: string, login: string): Promise<number> {
  parseRepoName(repo)
  const words = `repo:${repo} is:pr is:merged author:${login.replace(/[^\w-]/g, '')}`
  const { search } = await client.read(MergedPullRequests, { words }, repo)
  return search.issueCount
}
