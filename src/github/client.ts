import { withCustomRequest } from '@octokit/graphql'
import { request } from '@octokit/request'
import type { Clock } from '../system/clock.ts'
import type { Endpoints } from './endpoints.ts'
import { GitHubFailure } from './failure.ts'
import {
  carefulFetch,
  dataIn,
  errorsIn,
  type HttpResponse,
  hasShape,
  isFromGitHub,
  isOnlyMissing,
  responseIn,
  type Shape,
} from './response.ts'
import { type OnWait, withRetry } from './retry.ts'
import type { WriteResult } from './send-once.ts'
import { createGitHubTime } from './time.ts'
import { type RequestInfo, reasonOfGraphql, toFailure } from './to-failure.ts'

export type Connection = {
  readonly endpoints: Endpoints
  /** null: only reads of what is public, over REST. GraphQL requires a token. */
  readonly token: string | null
  readonly userAgent: string
  readonly fetch: typeof globalThis.fetch
  readonly clock: Clock
  /** Whether one of these strings contains a secret. This is the last check before anything is sent: see `checks/`. */
  readonly hasSecret: (texts: readonly string[]) => Promise<boolean>
  readonly onWait?: OnWait
  /** A check that the author has overridden for what is sent over this connection. */
  readonly override?: 'secrets'
}

/** A named GraphQL operation as text. `types` exists only for the compiler: it ties results and variables to the name. */
type Operation<Kind, Data, Variables> = {
  readonly kind: Kind
  readonly name: string
  readonly text: string
  readonly shape: Shape
  readonly types?: (variables: Variables) => Data
}
export type Query<Data, Variables> = Operation<'query', Data, Variables>
export type Mutation<Data, Variables> = Operation<'mutation', Data, Variables>

export type RestResponse = Pick<HttpResponse, 'headers' | 'data'>

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
  /** GitHub's time. Asks GitHub if no response has shown it lately. */
  time(): Promise<Date>
  /** GitHub's time as far as it is known without a request. */
  estimatedTime(): Date
}

/** GitHub itself gives up on a request after ten seconds, so a connection that takes longer hangs. */
const TIMEOUT_SECONDS = 20
const SILENT_LOG = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** The smallest query whose response shows the time. It is here because the generated operations import this file. */
const VIEWER: Query<unknown, object> = {
  kind: 'query',
  name: 'Viewer',
  text: 'query Viewer { viewer { login } }',
  shape: { fields: { viewer: { fields: { login: 'string' } } } },
}

export function createClient(connection: Connection): Client {
  const { endpoints, token, userAgent, fetch, clock, onWait = () => {} } = connection
  const time = createGitHubTime(clock)
  const send = request.defaults({
    baseUrl: endpoints.api,
    headers: { ...(token === null ? {} : { authorization: `bearer ${token}` }), 'user-agent': userAgent },
  })
  const graphql = withCustomRequest(send).defaults({ url: endpoints.graphql })
  const careful = carefulFetch(fetch)
  const transport = () => ({ fetch: careful, log: SILENT_LOG, signal: clock.timeout(TIMEOUT_SECONDS * 1000) })
  const infoOf = (operation: string, writes: boolean, about: string) => {
    const { host } = new URL(endpoints.api)
    return {
      operation,
      writes,
      about,
      host,
      now: time.estimate(),
      timeoutSeconds: TIMEOUT_SECONDS,
      isAnonymous: token === null,
    }
  }

  /**
   * Sends a request, and returns the whole response, because Octokit drops the headers of a successful one.
   * @throws GitHubFailure if there was no response, or its status is an error.
   */
  async function responseTo(info: RequestInfo, sendWith: (request: object) => Promise<unknown>): Promise<HttpResponse> {
    const responses: HttpResponse[] = []
    const hook = async (next: typeof send, options: Parameters<typeof send>[0]) => {
      const response = await next(options)
      responses.push(learnFrom(response))
      return response
    }
    try {
      await sendWith({ ...transport(), hook })
    } catch (error) {
      const response = responseIn(error)
      if (response !== null) learnFrom(response)
      // A response with a good status may still contain errors, which the caller classifies.
      if (responses.length === 0) throw toFailure(error, info)
    }
    const [response] = responses
    if (response === undefined) throw new GitHubFailure({ kind: 'not-github', retryAfter: null })
    return response
  }

  function learnFrom({ status, headers, data }: HttpResponse): HttpResponse {
    const response = { status, headers, data }
    if (isFromGitHub(response)) time.learn(headers['date'])
    return response
  }

  async function sendGraphql<Data, Variables extends object>(
    { name, text, kind, shape }: Query<Data, Variables> | Mutation<Data, Variables>,
    variables: Variables,
    about: string,
    optional: readonly string[] = [],
  ): Promise<Data> {
    await refuseSecrets(connection, variables)
    const info = infoOf(name, kind === 'mutation', about)
    const response = await responseTo(info, (request) => graphql(text, { ...variables, operationName: name, request }))
    const errors = errorsIn(response.data)
    const data = errors !== null && isOnlyMissing(errors.errors, optional) ? errors.data : dataIn(response.data)
    // The type and the shape were generated from the same operation, so data of that shape has that type.
    if (hasShape(data, shape)) return data as Data
    throw new GitHubFailure(reasonOfGraphql(response, info))
  }

  async function sendRest(route: string, body: object, about: string): Promise<RestResponse> {
    await refuseSecrets(connection, { route, body })
    const info = infoOf(route, route.startsWith('POST'), about)
    const response = await responseTo(info, (request) => send(route, { ...body, request }))
    if (typeof response.data === 'object' && response.data !== null) return response
    throw new GitHubFailure({ kind: 'not-github', retryAfter: null })
  }

  const read: Client['read'] = (operation, variables, about, optional) =>
    withRetry(() => sendGraphql(operation, variables, about, optional), clock, onWait)
  return {
    read,
    write: (operation, variables, about) => toWriteResult(() => sendGraphql(operation, variables, about)),
    get: (path, about) => withRetry(() => sendRest(`GET ${path}`, {}, about), clock, onWait),
    post: (path, body, about) => toWriteResult(async () => (await sendRest(`POST ${path}`, body, about)).data),
    async time() {
      if (time.recent() === null) await read(VIEWER, {}, 'your account')
      const now = time.recent()
      if (now === null) throw new GitHubFailure({ kind: 'not-github', retryAfter: null })
      return now
    },
    estimatedTime: time.estimate,
  }
}

/** @throws GitHubFailure (`secret`), which does not show the secret. Then nothing is sent, not even a search. */
async function refuseSecrets({ hasSecret, override }: Connection, outgoing: object): Promise<void> {
  if (override === 'secrets') return
  const texts = writtenStrings(outgoing)
  if (texts.length > 0 && (await hasSecret(texts))) throw new GitHubFailure({ kind: 'secret' })
}

async function toWriteResult<T>(send: () => Promise<T>): Promise<WriteResult<T>> {
  try {
    return { outcome: 'done', value: await send() }
  } catch (error) {
    if (!(error instanceof GitHubFailure)) throw error
    return { outcome: error.mayHaveSucceeded ? 'unknown' : 'refused', failure: error }
  }
}

/** The names of fields with ids that GitHub created. Some ids look like keys, so we do not look for secrets in them. */
const ID = /^(?:id|oid)$|(?:Id|Ids|Oid)$/
/** The name of the field with the content of a file, in Base64. */
const FILE = 'contents'

/** The strings of a request that a person or a file wrote, in the form that readers on GitHub see. */
function writtenStrings(value: unknown, key = ''): readonly string[] {
  if (ID.test(key)) return []
  if (typeof value === 'string') return [key === FILE ? Buffer.from(value, 'base64').toString('utf8') : value]
  if (Array.isArray(value)) return value.flatMap((one) => writtenStrings(one, key))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, one]) => writtenStrings(one, name))
}
