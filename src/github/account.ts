import * as z from 'zod'
import type { Client } from './client.ts'
import { GitHubFailure } from './failure.ts'
import type { RateLimits, Viewer } from './github.ts'
import { scopesIn } from './headers.ts'

const user = z.object({ login: z.string() })
const limit = z
  .object({ limit: z.number(), remaining: z.number(), reset: z.number() })
  .transform(({ reset, ...rest }) => ({ ...rest, resetAt: new Date(reset * 1000) }))
const limits = z.object({ resources: z.object({ core: limit, graphql: limit, search: limit }) })

export async function whoami(client: Client): Promise<Viewer> {
  const { headers, data } = await client.get('/user', 'your account')
  const scopes = headers['x-oauth-scopes']
  return { login: read(user, data).login, scopes: scopes === undefined ? null : scopesIn(scopes) }
}

export async function rateLimits(client: Client): Promise<RateLimits> {
  const { core, graphql, search } = read(limits, (await client.get('/rate_limit', 'your limits')).data).resources
  return { rest: core, graphql, search }
}

function read<T>(schema: z.ZodType<T>, data: unknown): T {
  const parsed = schema.safeParse(data)
  if (!parsed.success) throw new GitHubFailure({ kind: 'not-json' })
  return parsed.data
}
