import * as z from 'zod'
import type { Headers } from './headers.ts'

type Fetch = typeof globalThis.fetch

/** After decompression. The largest response that we ask for, a hundred SEPs, has about three million bytes. */
const MAX_RESPONSE_BYTES = 20_000_000
/** GitHub redirects requests for a renamed repository. */
const REDIRECT_STATUSES: readonly number[] = [301, 302, 303, 307, 308]
const MAX_REDIRECTS = 3
const STATUSES_WITHOUT_BODY: readonly number[] = [204, 205, 304]

/**
 * Returns a `fetch` that does not trust the server. It never sends the token or the body to another server: only a GET request
 * follows a redirect, and only within the same server. The whole response must stay within the time limit and the size limit.
 */
export function hardenedFetch(fetch: Fetch): Fetch {
  return async (input, init = {}) => {
    let url = new URL(input instanceof Request ? input.url : input)
    let response = await fetch(input, { ...init, redirect: 'manual' })
    for (let redirects = 0; redirects < MAX_REDIRECTS; redirects++) {
      const next = redirectOf(response, url)
      if (next === null || (init.method ?? 'GET') !== 'GET') break
      await response.body?.cancel()
      url = next
      response = await fetch(url, { ...init, redirect: 'manual' })
    }
    const status = isValidStatus(response.status) ? response.status : BAD_GATEWAY
    const body = await readBody(response, init.signal ?? null)
    return new Response(STATUSES_WITHOUT_BODY.includes(status) ? null : body, {
      status,
      headers: [...response.headers],
    })
  }
}

const BAD_GATEWAY = 502

/** Whether `new Response` accepts a status. */
function isValidStatus(status: number): boolean {
  return status >= 200 && status <= 599
}

/** null: there is no redirect, or it leads to another server. */
function redirectOf({ status, headers }: Response, from: URL): URL | null {
  const location = headers.get('location') ?? ''
  if (!REDIRECT_STATUSES.includes(status) || location === '' || !URL.canParse(location, from.href)) return null
  const url = new URL(location, from)
  return url.origin === from.origin ? url : null
}

/** @throws Error with the code `RESPONSE_TOO_LARGE`, or the reason of the signal. */
async function readBody({ body }: Response, signal: AbortSignal | null): Promise<Blob> {
  if (body === null) return new Blob([])
  const reader = body.getReader()
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  try {
    for (;;) {
      const { done, value } = await unlessAborted(reader.read(), signal)
      if (done) return new Blob(chunks)
      size += value.length
      if (size > MAX_RESPONSE_BYTES)
        throw Object.assign(new Error('the response is too long'), { code: 'RESPONSE_TOO_LARGE' })
      chunks.push(value)
    }
  } catch (error) {
    reader.cancel().catch(() => undefined)
    throw error
  }
}

/** Stops waiting when the signal aborts, even if the server stalls and the stream itself does not notice the signal. */
function unlessAborted<T>(reading: Promise<T>, signal: AbortSignal | null): Promise<T> {
  if (signal === null) return reading
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    reading.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

/** An HTTP response, from GitHub or from a proxy on the way. */
export type HttpResponse = { readonly status: number; readonly headers: Headers; readonly data: unknown }

type HttpError = Error & {
  readonly status: number
  readonly response?: { readonly headers: Headers; readonly data: unknown }
}

/** The response in an error that Octokit threw because of the status; null: there was no response. */
export function responseIn(error: unknown): HttpResponse | null {
  return isHttpError(error) && error.response !== undefined ? { ...error.response, status: error.status } : null
}

export function isHttpError(error: unknown): error is HttpError {
  return error instanceof Error && error.name === 'HttpError' && 'status' in error
}

const graphqlError = z.object({
  type: z.string().nullish(),
  path: z.array(z.union([z.string(), z.number()])).nullish(),
  message: z.string().default(''),
  extensions: z.object({ saml_failure: z.boolean().optional(), code: z.string().optional() }).nullish(),
})
export type GraphqlError = z.infer<typeof graphqlError>

const graphqlErrors = z.object({ errors: z.array(graphqlError).min(1), data: z.unknown().optional() })
const graphqlData = z.object({ data: z.record(z.string(), z.unknown()), errors: z.array(z.never()).nullish() })
const restError = z.object({
  message: z.string(),
  documentation_url: z.string().default(''),
  errors: z.array(z.object({ message: z.string().optional() })).catch([]),
})

/** The `errors` of a GraphQL response, and any data that came with them; null: there are no errors. */
export function errorsIn(body: unknown): z.infer<typeof graphqlErrors> | null {
  return graphqlErrors.safeParse(body).data ?? null
}

/** Whether the only errors are that optional fields were not found, or that the token may not read one of `HIDDEN_LISTS`. */
export function isOnlyMissing(errors: readonly GraphqlError[], optional: readonly string[]): boolean {
  return errors.every((error) => isHiddenList(error) || (error.type === 'NOT_FOUND' && isAmong(optional, error)))
}

function isAmong(fields: readonly string[], { path }: GraphqlError): boolean {
  return fields.includes(path?.join('.') ?? '')
}

/**
 * Lists that a fine-grained token may be unable to read although it can post. Only a draft that names an item of such a list
 * needs the list.
 */
const HIDDEN_LISTS: readonly string[] = ['repository.milestones']

function isHiddenList(error: GraphqlError): boolean {
  return error.type === 'FORBIDDEN' && isAmong(HIDDEN_LISTS, error)
}

/** The `data` of a GraphQL response; null: there is none, or there are errors. */
export function dataIn(body: unknown): Readonly<Record<string, unknown>> | null {
  return graphqlData.safeParse(body).data?.data ?? null
}

/** The error in a REST response with an error status; null: the response has another form. */
export function restErrorIn(body: unknown): z.infer<typeof restError> | null {
  return restError.safeParse(body).data ?? null
}

/**
 * Whether this response came from GitHub itself. A proxy or a scanner in between may answer with any status, even after GitHub
 * has carried out a write. Its response does not have the id that GitHub puts on every response.
 */
export function isFromGitHub({ headers, data }: HttpResponse): boolean {
  return String(headers['x-github-request-id'] ?? '') !== '' && typeof data === 'object' && data !== null
}

/** Whether GitHub itself says that the request failed. Only then can it be certain that a write had no effect. */
export function isRefusal(response: HttpResponse): boolean {
  return isFromGitHub(response) && (restErrorIn(response.data) !== null || errorsIn(response.data) !== null)
}

/** The shape of the data that an operation requests. A response of another shape is refused. `date`: a time as a string. */
export type Shape =
  | 'string'
  | 'number'
  | 'boolean'
  | 'date'
  | { readonly nullable: Shape }
  | { readonly list: Shape }
  | { readonly fields: Readonly<Record<string, Field>> }

/** `optional`: only some responses have the field, because it depends on the kind of object or on a condition of the operation. */
type Field = Shape | { readonly optional: Shape }

/** Whether a value has everything that an operation requests. Descends only as deep as the shape, because the value is untrusted. */
export function hasShape(value: unknown, shape: Shape): boolean {
  if (typeof shape === 'string')
    return shape === 'date' ? typeof value === 'string' && !Number.isNaN(Date.parse(value)) : typeof value === shape
  if ('nullable' in shape) return value === null || hasShape(value, shape.nullable)
  if ('list' in shape) return Array.isArray(value) && value.every((item) => hasShape(item, shape.list))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const entries = new Map<string, unknown>(Object.entries(value))
  return Object.entries(shape.fields).every(([name, field]) => {
    if (typeof field === 'object' && 'optional' in field)
      return !entries.has(name) || hasShape(entries.get(name), field.optional)
    return entries.has(name) && hasShape(entries.get(name), field)
  })
}
