import { GraphqlResponseError, graphql } from '@octokit/graphql'
import { request } from '@octokit/request'
import type { Clock } from '../system/clock.ts'
import { isOnlyAbsent, type Request } from './to-failure.ts'
import type { Endpoints } from './endpoints.ts'
import { GitHubFailure } from './failure.ts'
import type { Headers } from './headers.ts'
import type { WriteResult } from './send-once.ts'
import type { Mutation, Query } from './operation.ts'
import { withRetry } from './retry.ts'
import { reasonOfThrown } from './thrown.ts'

export type Connection = {
  readonly endpoints: Endpoints
  readonly token: string
  readonly userAgent: string
  readonly fetch: typeof globalThis.fetch
  readonly clock: Clock
}

export type RestResponse = { readonly headers: Headers; readonly data: unknown }

/** The wire: named operations out; data, or a typed failure, back. `about` is what the failure's sentence is about. */
export type Client = {
  /** A query; asked again when the network or GitHub hiccups. `absent` names fields that may be missing. */
  read<Data, Variables extends object>(
    operation: Query<Data, Variables>,
    variables: Variables,
    about: string,
    absent?: readonly string[],
  ): Promise<Data>
  /** A mutation; sent once, never again. */
  write<Data, Variables extends object>(
    operation: Mutation<Data, Variables>,
    variables: Variables,
    about: string,
  ): Promise<WriteResult<Data>>
  /** A REST path that is read, for the little that GraphQL does not tell. */
  get(path: string, about: string): Promise<RestResponse>
  /** A REST path that changes something; sent once, never again. */
  post(path: string, body: object, about: string): Promise<WriteResult<unknown>>
}

/** GitHub itself gives up after ten seconds; more than this is a connection that hangs. */
const PATIENCE_SECONDS = 20
const QUIET = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

export function createClient({ endpoints, token, userAgent, fetch, clock }: Connection): Client {
  const headers = { authorization: `bearer ${token}`, 'user-agent': userAgent }
  const post = graphql.defaults({ url: endpoints.graphql, headers })
  const rest = request.defaults({ baseUrl: endpoints.api, headers })
  const wire = () => ({ fetch, log: QUIET, signal: clock.timeout(PATIENCE_SECONDS * 1000) })

  async function ask<Data, Variables extends object>(
    { name, text, kind }: Query<Data, Variables> | Mutation<Data, Variables>,
    variables: Variables,
    about: string,
    absent: readonly string[] = [],
  ): Promise<Data> {
    const asked: Request = { operation: name, writes: kind === 'mutation', about, now: clock.now() }
    try {
      const data = await post<Data>(text, { ...variables, operationName: name, request: wire() })
      if (typeof data === 'object' && data !== null) return data
    } catch (error) {
      if (error instanceof GraphqlResponseError && isOnlyAbsent(error.errors, absent)) return error.data
      throw new GitHubFailure(reasonOfThrown(error, asked, PATIENCE_SECONDS))
    }
    throw new GitHubFailure({ kind: 'not-json' })
  }

  async function askRest(route: string, body: object, about: string): Promise<RestResponse> {
    const asked: Request = { operation: route, writes: route.startsWith('POST'), about, now: clock.now() }
    try {
      const { headers, data } = await rest(route, { ...body, request: wire() })
      return { headers, data }
    } catch (error) {
      throw new GitHubFailure(reasonOfThrown(error, asked, PATIENCE_SECONDS))
    }
  }

  return {
    read: (operation, variables, about, absent) => withRetry(() => ask(operation, variables, about, absent), clock),
    write: (operation, variables, about) => toWriteResult(() => ask(operation, variables, about)),
    get: (path, about) => withRetry(() => askRest(`GET ${path}`, {}, about), clock),
    post: (path, body, about) => toWriteResult(async () => (await askRest(`POST ${path}`, body, about)).data),
  }
}

async function toWriteResult<T>(send: () => Promise<T>): Promise<WriteResult<T>> {
  try {
    return { outcome: 'done', value: await send() }
  } catch (error) {
    if (!(error instanceof GitHubFailure)) throw error
    return { outcome: error.mayHaveSucceeded ? 'unknown' : 'refused', failure: error }
  }
}
