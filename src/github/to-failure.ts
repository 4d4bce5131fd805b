import { GraphqlResponseError } from '@octokit/graphql'
import * as z from 'zod'
import { GitHubFailure, type Reason } from './failure.ts'
import { type Headers, missingScopes, needsSso, primaryLimitReset, retryAfterIn, ssoPage } from './headers.ts'

/** The parts of a request that classifying its failure needs. */
export type RequestInfo = {
  readonly operation: string
  readonly writes: boolean
  readonly about: string
  readonly now: Date
  readonly timeoutSeconds: number
}

/** GitHub's advice for a secondary limit that names no time. */
const DEFAULT_PAUSE_SECONDS = 60
/** System error codes that mean no connection was ever made, so nothing was sent. */
const UNREACHABLE =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|.*CERT.*|.*SELF_SIGNED.*|UNABLE_TO_.*)$/
const MAX_CAUSES = 5

const graphqlError = z.object({
  type: z.string().optional(),
  path: z.array(z.union([z.string(), z.number()])).optional(),
  message: z.string().default(''),
  extensions: z.object({ saml_failure: z.boolean().optional(), code: z.string().optional() }).optional(),
})
type GraphqlError = z.infer<typeof graphqlError>
const graphqlErrors = z.array(graphqlError)

const restError = z.object({
  message: z.string().default(''),
  documentation_url: z.string().default(''),
  errors: z.array(z.object({ message: z.string() })).default([]),
})

type HttpError = Error & {
  readonly status: number
  readonly response?: { readonly headers: Headers; readonly data: unknown }
}

/**
 * Classifies what Octokit threw. The original error is dropped: it holds the request, and with it the token, and its
 * message may quote either.
 */
export function toFailure(error: unknown, request: RequestInfo): GitHubFailure {
  return new GitHubFailure(reasonOf(error, request))
}

function reasonOf(error: unknown, request: RequestInfo): Reason {
  if (error instanceof GraphqlResponseError) return reasonOfErrors(error.errors, error.headers, error.data, request)
  if (isHttpError(error) && error.response !== undefined)
    return reasonOfStatus(error.status, error.response.headers, error.response.data, request)
  const causes = causesOf(error)
  if (causes.some(({ name }) => name === 'TimeoutError' || name === 'AbortError'))
    return { kind: 'timeout', seconds: request.timeoutSeconds }
  // Octokit throws an ordinary error for a body that is JSON but not an object.
  if (!isHttpError(error)) return { kind: 'not-json' }
  const code = causes.map(codeOf).find((code) => code !== null) ?? 'no details'
  return { kind: UNREACHABLE.test(code) ? 'unreachable' : 'network', code }
}

/** A status of 400 or above, from REST or GraphQL. */
function reasonOfStatus(status: number, headers: Headers, body: unknown, request: RequestInfo): Reason {
  const { about } = request
  if (status === 401) return { kind: 'bad-credentials' }
  if (status === 403) return rateLimit(headers, body, request) ?? missingRight(headers, about)
  if (status === 429) return rateLimit(headers, body, request) ?? unspecifiedLimit()
  if (status === 404)
    return missingScopes(headers).length > 0 ? missingScope(headers, about) : { kind: 'not-found', about }
  if (status === 400 || status === 409 || status === 422)
    return { kind: 'validation', about, messages: messagesOf(body) }
  return { kind: 'gateway', status }
}

/** Status 200 with `errors`: the first error of a known type decides. */
function reasonOfErrors(errors: unknown, headers: Headers, data: unknown, request: RequestInfo): Reason {
  const parsed = graphqlErrors.safeParse(errors)
  if (!parsed.success) return { kind: 'not-json' }
  // The write took effect; only the answer about it could not be completed.
  if (request.writes && !isEmpty(data)) return { kind: 'partial', about: request.about }
  for (const error of parsed.data) {
    const reason = reasonOfType(error, headers, request)
    if (reason !== null) return reason
  }
  const messages = parsed.data.map(({ message }) => message)
  if (parsed.data.some(({ extensions }) => extensions?.code !== undefined))
    return { kind: 'unsupported', operation: request.operation, messages }
  return isEmpty(data) ? { kind: 'gateway', status: 200 } : { kind: 'partial', about: request.about }
}

/** Whether the only errors are that optional fields were not found. */
export function isOnlyMissing(errors: unknown, optional: readonly string[]): boolean {
  const { data = [] } = graphqlErrors.safeParse(errors)
  return (
    data.length > 0 && data.every(({ type, path }) => type === 'NOT_FOUND' && optional.includes(path?.join('.') ?? ''))
  )
}

function reasonOfType(error: GraphqlError, headers: Headers, request: RequestInfo): Reason | null {
  const { about } = request
  switch (error.type) {
    case 'NOT_FOUND':
      return { kind: 'not-found', about }
    case 'FORBIDDEN':
      return reasonOfForbidden(error, headers, request)
    case 'INSUFFICIENT_SCOPES':
      return missingScope(headers, about)
    case 'RATE_LIMITED':
    case 'RATE_LIMIT':
      return rateLimit(headers, null, request) ?? unspecifiedLimit()
    case 'UNPROCESSABLE':
      return isSubmittedTooQuickly(error, request)
        ? { kind: 'submitted-too-quickly', about }
        : { kind: 'validation', about, messages: [error.message] }
    case 'STALE_DATA':
      return { kind: 'validation', about, messages: [error.message] }
    default:
      return null
  }
}

/** `saml_failure: false` means that the token lacks a right; without it, the person may not post there. */
function reasonOfForbidden({ extensions, path }: GraphqlError, headers: Headers, request: RequestInfo): Reason {
  const { about, writes } = request
  if (extensions?.saml_failure === true || needsSso(headers)) return sso(headers, about)
  const isPerson = writes && path?.length === 1 && extensions?.saml_failure === undefined
  return { kind: isPerson ? 'blocked' : 'forbidden', about }
}

/** Only the message tells this one apart, because every validation error has the same type. cli/cli#4801 */
function isSubmittedTooQuickly({ path, message }: GraphqlError, { writes }: RequestInfo): boolean {
  return writes && path?.length === 1 && message === 'was submitted too quickly'
}

function missingRight(headers: Headers, about: string): Reason {
  if (needsSso(headers)) return sso(headers, about)
  return missingScopes(headers).length > 0 ? missingScope(headers, about) : { kind: 'forbidden', about }
}

function rateLimit(headers: Headers, body: unknown, { now }: RequestInfo): Reason | null {
  const retryAfter = retryAfterIn(headers)
  if (retryAfter !== null) return { kind: 'secondary-limit', retryAfter }
  const resetAt = primaryLimitReset(headers, now)
  if (resetAt !== null) return { kind: 'primary-limit', resetAt }
  // GitHub may leave out the header; then only the linked page shows that it is a secondary limit.
  const page = restError.safeParse(body).data?.documentation_url ?? ''
  return /#(about-)?(secondary|abuse)-rate-limits$/.test(page) ? unspecifiedLimit() : null
}

const unspecifiedLimit = (): Reason => ({ kind: 'secondary-limit', retryAfter: DEFAULT_PAUSE_SECONDS })
const sso = (headers: Headers, about: string): Reason => ({ kind: 'sso', about, url: ssoPage(headers) })
const missingScope = (headers: Headers, about: string): Reason => {
  return { kind: 'missing-scope', about, scopes: missingScopes(headers) }
}

function messagesOf(body: unknown): readonly string[] {
  const parsed = restError.safeParse(body)
  if (!parsed.success) return ['it gave no reason']
  const { message, errors } = parsed.data
  return errors.length > 0 ? errors.map((error) => error.message) : [message]
}

/** `{"createIssue": null}` contains no data, just like `null`. */
function isEmpty(data: unknown): boolean {
  return typeof data !== 'object' || data === null || Object.values(data).every((value) => value === null)
}

function isHttpError(error: unknown): error is HttpError {
  return error instanceof Error && error.name === 'HttpError' && 'status' in error
}

function causesOf(error: unknown): readonly Error[] {
  const causes: Error[] = []
  for (let cause = error; cause instanceof Error && causes.length < MAX_CAUSES; cause = cause.cause) causes.push(cause)
  return causes
}

function codeOf(error: Error): string | null {
  const code = 'code' in error ? error.code : undefined
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code) ? code : null
}
