import { GraphqlResponseError, graphql } from '@octokit/graphql'
import { request } from '@octokit/request'
import type { Clock } from '../system/clock.ts'
import type { Endpoints } from './endpoints.ts'
import { GitHubFailure } from './failure.ts'
import type { Headers } from './headers.ts'
import { withRetry } from './retry.ts'
import type { WriteResult } from './send-once.ts'
import { isOnlyMissing, toFailure } from './to-failure.ts'

export type Connection = {
  readonly endpoints: Endpoints
  readonly token: string
  readonly userAgent: string
  readonly fetch: typeof globalThis.fetch
  readonly clock: Clock
}

/** A named GraphQL operation as text. `types` exists only for the compiler: it ties results and variables to the name. */
type Operation<Kind, Data, Variables> = {
  readonly kind: Kind
  readonly name: string
  readonly text: string
  readonly types?: (variables: Variables) => Data
}
export type Query<Data, Variables> = Operation<'query', Data, Variables>
export type Mutation<Data, Variables> = Operation<'mutation', Data, Variables>

export type RestResponse = { readonly headers: Headers; readonly data: unknown }

/** Sends named operations; returns data, or throws a typed failure. `about` names the subject in the failure's message. */
export type Client = {
  /** A query; retried after a transient failure. `optional` names fields that may be missing. */
  read<Data, Variables extends object>(
    operation: Query<Data, Variables>,
    variables: Variables,
    about: string,
    optional?: readonly string[],
  ): Promise<Data>
  /** A mutation; sent once, never retried. */
  write<Data, Variables extends object>(
    operation: Mutation<Data, Variables>,
    variables: Variables,
    about: string,
  ): Promise<WriteResult<Data>>
  /** Reads a REST path, for the little that GraphQL does not offer; retried after a transient failure. */
  get(path: string, about: string): Promise<RestResponse>
  /** Writes over REST; sent once, never retried. */
  post(path: string, body: object, about: string): Promise<WriteResult<unknown>>
}

/** GitHub itself gives up after ten seconds, so a connection that takes longer hangs. */
const TIMEOUT_SECONDS = 20
const SILENT_LOG = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

export function createClient({ endpoints, token, userAgent, fetch, clock }: Connection): Client {
  const headers = { authorization: `bearer ${token}`, 'user-agent': userAgent }
  const graphqlRequest = graphql.defaults({ url: endpoints.graphql, headers })
  const restRequest = request.defaults({ baseUrl: endpoints.api, headers })
  const transport = () => ({ fetch, log: SILENT_LOG, signal: clock.timeout(TIMEOUT_SECONDS * 1000) })
  const infoOf = (operation: string, writes: boolean, about: string) => {
    return { operation, writes, about, now: clock.now(), timeoutSeconds: TIMEOUT_SECONDS }
  }

  async function sendGraphql<Data, Variables extends object>(
    { name, text, kind }: Query<Data, Variables> | Mutation<Data, Variables>,
    variables: Variables,
    about: string,
    optional: readonly string[] = [],
  ): Promise<Data> {
    const info = infoOf(name, kind === 'mutation', about)
    try {
      const data = await graphqlRequest<Data>(text, { ...variables, operationName: name, request: transport() })
      if (typeof data === 'object' && data !== null) return data
    } catch (error) {
      if (error instanceof GraphqlResponseError && isOnlyMissing(error.errors, optional)) return error.data
      throw toFailure(error, info)
    }
    throw new GitHubFailure({ kind: 'not-json' })
  }

  async function sendRest(route: string, body: object, about: string): Promise<RestResponse> {
    const info = infoOf(route, route.startsWith('POST'), about)
    try {
      const { headers, data } = await restRequest(route, { ...body, request: transport() })
      return { headers, data }
    } catch (error) {
      throw toFailure(error, info)
    }
  }

  return {
    read: (operation, variables, about, optional) =>
      withRetry(() => sendGraphql(operation, variables, about, optional), clock),
    write: (operation, variables, about) => toWriteResult(() => sendGraphql(operation, variables, about)),
    get: (path, about) => withRetry(() => sendRest(`GET ${path}`, {}, about), clock),
    post: (path, body, about) => toWriteResult(async () => (await sendRest(`POST ${path}`, body, about)).data),
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
