import { withCustomRequest } from '@octokit/graphql'
import { request as octokitRequest } from '@octokit/request'
import type { Clock } from '../system/clock.ts'
import type { Endpoints } from './endpoints.ts'
import { GitHubFailure } from './failure.ts'
import {
  dataIn,
  errorsIn,
  type HttpResponse,
  hardenedFetch,
  hasShape,
  isFromGitHub,
  isOnlyMissing,
  responseIn,
  type Shape,
} from './response.ts'
import { type OnWait, type WriteResult, withRetry } from './retry.ts'
import { createGitHubTime, type GitHubTime } from './time.ts'
import { type RequestInfo, reasonOfGraphql, toFailure } from './to-failure.ts'

export type Connection = {
  readonly endpoints: Endpoints
  /** null: only public data can be read, over REST, because GraphQL requires a token. */
  readonly token: string | null
  readonly userAgent: string
  readonly fetch: typeof globalThis.fetch
  readonly clock: Clock
  /** Whether one of the texts of a request seems to contain a secret: see `checks/secrets/`. */
  readonly hasSecret: (texts: readonly string[]) => Promise<boolean>
  readonly onWait?: OnWait
  /** Aborts when the person does not want to wait for any response: reads then fail at once. */
  readonly abandon?: AbortSignal
  /** A check that the author has overridden for everything that this connection sends. */
  readonly override?: 'secrets'
}

/** `types` exists only for the compiler, which takes the types of data and variables from it. */
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

/** `about` names the subject of an operation in the message of its failure. */
export type Client = {
  /** Retries as `withRetry` does. `optional` names fields that may be missing. @throws GitHubFailure */
  read<Data, Variables extends object>(
    operation: Query<Data, Variables>,
    variables: Variables,
    about: string,
    optional?: readonly string[],
  ): Promise<Data>
  /** Never retries. */
  write<Data, Variables extends object>(
    operation: Mutation<Data, Variables>,
    variables: Variables,
    about: string,
  ): Promise<WriteResult<Data>>
  /** Retries as `withRetry` does. For what GraphQL does not offer, or offers only with a token. @throws GitHubFailure */
  get(path: string, about: string): Promise<RestResponse>
  /** Never retries. */
  post(path: string, body: object, about: string): Promise<WriteResult<unknown>>
  /** GitHub's time. Sends a request if no recent response has shown it. */
  time(): Promise<Date>
  /** GitHub's time as far as it is known without a request. */
  estimatedTime(): Date
  /** The login of the person whose token is used. */
  viewer(): Promise<string>
}

/** GitHub itself gives up on a request after ten seconds, so a request that takes much longer has probably hung. */
const TIMEOUT_SECONDS = 20
const SILENT_LOG = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** A small query, used for the time in its response too. It is not one of the generated operations, because they import this file. */
const VIEWER: Query<{ readonly viewer: { readonly login: string } }, object> = {
  kind: 'query',
  name: 'Viewer',
  text: 'query Viewer { viewer { login } }',
  shape: { fields: { viewer: { fields: { login: 'string' } } } },
}

export function createClient(connection: Connection): Client {
  const { clock, onWait = () => {}, abandon } = connection
  const time = createGitHubTime(clock)
  const { sendGraphql, sendRest } = createSender(connection, time)
  const read: Client['read'] = (operation, variables, about, optional) =>
    withRetry(() => sendGraphql(operation, variables, about, optional), { clock, onWait, abandon })
  return {
    read,
    write: (operation, variables, about) => toWriteResult(() => sendGraphql(operation, variables, about)),
    get: (path, about) => withRetry(() => sendRest(`GET ${path}`, {}, about), { clock, onWait, abandon }),
    post: (path, body, about) => toWriteResult(async () => (await sendRest(`POST ${path}`, body, about)).data),
    async time() {
      if (time.recent() === null) await read(VIEWER, {}, 'your account')
      const now = time.recent()
      if (now === null) throw new GitHubFailure({ kind: 'not-github', retryAfter: null })
      return now
    },
    estimatedTime: time.estimate,
    viewer: async () => (await read(VIEWER, {}, 'your account')).viewer.login,
  }
}

/** Returns functions that send a request once. They throw a `GitHubFailure` unless the response has the requested data. */
function createSender(connection: Connection, time: GitHubTime) {
  const { endpoints, token, userAgent, fetch, clock } = connection
  const send = octokitRequest.defaults({
    baseUrl: endpoints.api,
    headers: { ...(token === null ? {} : { authorization: `bearer ${token}` }), 'user-agent': userAgent },
  })
  const graphql = withCustomRequest(send).defaults({ url: endpoints.graphql })
  const hardened = hardenedFetch(fetch)
  const transport = () => ({ fetch: hardened, log: SILENT_LOG, signal: clock.timeout(TIMEOUT_SECONDS * 1000) })
  const infoOf = (request: Pick<RequestInfo, 'operation' | 'isWrite' | 'about'>): RequestInfo => ({
    ...request,
    host: new URL(endpoints.api).host,
    now: time.estimate(),
    timeoutSeconds: TIMEOUT_SECONDS,
    isAnonymous: token === null,
  })
  return {
    async sendGraphql<Data, Variables extends object>(
      { name, text, kind, shape }: Query<Data, Variables> | Mutation<Data, Variables>,
      variables: Variables,
      about: string,
      optional: readonly string[] = [],
    ): Promise<Data> {
      await refuseSecrets(connection, variables)
      const info = infoOf({ operation: name, isWrite: kind === 'mutation', about })
      const response = await responseTo(info, time, (hook) =>
        graphql(text, { ...variables, operationName: name, request: { ...transport(), hook } }),
      )
      const errors = errorsIn(response.data)
      const data = errors !== null && isOnlyMissing(errors.errors, optional) ? errors.data : dataIn(response.data)
      // An operation declares its type and its shape together, so data of that shape has that type.
      if (hasShape(data, shape)) return data as Data
      throw new GitHubFailure(reasonOfGraphql(response, info))
    },
    async sendRest(route: string, body: object, about: string): Promise<RestResponse> {
      await refuseSecrets(connection, { route, body })
      const info = infoOf({ operation: route, isWrite: route.startsWith('POST'), about })
      const response = await responseTo(info, time, (hook) =>
        send(route, { ...body, request: { ...transport(), hook } }),
      )
      if (typeof response.data === 'object' && response.data !== null) return response
      throw new GitHubFailure({ kind: 'not-github', retryAfter: null })
    },
  }
}

type Send = typeof octokitRequest
type Hook = (send: Send, options: Parameters<Send>[0]) => ReturnType<Send>

/**
 * Returns the whole response, because Octokit's `graphql` returns only the data of a successful one.
 * @throws GitHubFailure if there was no response, or its status is an error.
 */
async function responseTo(
  info: RequestInfo,
  time: GitHubTime,
  sendWith: (hook: Hook) => Promise<unknown>,
): Promise<HttpResponse> {
  const learnTime = (response: HttpResponse) => {
    if (isFromGitHub(response)) time.learn(response.headers['date'])
  }
  const responses: HttpResponse[] = []
  try {
    await sendWith(async (send, options) => {
      const response = await send(options)
      learnTime(response)
      const { status, headers, data } = response
      responses.push({ status, headers, data })
      return response
    })
  } catch (error) {
    const response = responseIn(error)
    if (response !== null) learnTime(response)
    // A response with a good status may still contain errors, which the caller classifies.
    if (responses.length === 0) throw toFailure(error, info)
  }
  const [response] = responses
  if (response === undefined) throw new GitHubFailure({ kind: 'not-github', retryAfter: null })
  return response
}

/** Refuses to send a secret, even in a search, unless overridden. @throws GitHubFailure (`secret`), which does not show the secret. */
async function refuseSecrets({ hasSecret, override }: Connection, outgoing: object): Promise<void> {
  if (override === 'secrets') return
  const texts = authoredTexts(outgoing)
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

/** Fields with ids that GitHub created. Some ids look like keys, so we do not look for secrets in them. */
const ID_FIELD = /^(?:id|oid)$|(?:Id|Ids|Oid)$/
/** The field with the content of a file, in Base64. */
const FILE_FIELD = 'contents'

/** The texts in a request, except ids. The content of a file is decoded. */
function authoredTexts(value: unknown, key = ''): readonly string[] {
  if (ID_FIELD.test(key)) return []
  if (typeof value === 'string') return [key === FILE_FIELD ? Buffer.from(value, 'base64').toString('utf8') : value]
  if (Array.isArray(value)) return value.flatMap((item) => authoredTexts(item, key))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, item]) => authoredTexts(item, name))
}
