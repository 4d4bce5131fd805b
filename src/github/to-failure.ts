import { GitHubFailure } from './failure.ts'
import { type Headers, missingScopes, needsSso, primaryLimitReset, retryAfterIn, ssoPage } from './headers.ts'
import type { Reason } from './reasons.ts'
import {
  errorsIn,
  type GraphqlError,
  type HttpResponse,
  isFromGitHub,
  isHttpError,
  isRefusal,
  responseIn,
  restErrorIn,
} from './response.ts'

export type RequestInfo = {
  readonly operation: string
  /** Whether it may change something on GitHub. */
  readonly isWrite: boolean
  readonly about: string
  readonly host: string
  readonly now: Date
  readonly timeoutSeconds: number
  readonly isAnonymous: boolean
}

/** The pause that GitHub recommends after a secondary limit if the response names none. */
const DEFAULT_PAUSE_SECONDS = 60
/** System error codes of a connection that was never made, so nothing was sent. */
const UNREACHABLE =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|.*CERT.*|.*SELF_SIGNED.*|UNABLE_TO_.*)$/
const MAX_CAUSES = 5

/**
 * Classifies an error that Octokit threw. The failure does not contain the error, because the error contains the request with the
 * token, and the error's message may quote both.
 */
export function toFailure(error: unknown, request: RequestInfo): GitHubFailure {
  return new GitHubFailure(reasonOf(error, request))
}

function reasonOf(error: unknown, request: RequestInfo): Reason {
  const response = responseIn(error)
  if (response !== null) return reasonOfStatus(response, request)
  const causes = causesOf(error)
  const proxyStatus = causes.map(statusOfProxy).find((status) => status !== null)
  if (proxyStatus != null) return { kind: 'unreachable', code: `the proxy answered ${proxyStatus}`, host: request.host }
  if (causes.some(({ name }) => name === 'TimeoutError' || name === 'AbortError'))
    return { kind: 'timeout', seconds: request.timeoutSeconds }
  if (!isHttpError(error)) return { kind: 'not-github', retryAfter: null }
  const code = causes.map(codeOf).find((code) => code !== null) ?? 'no details'
  return UNREACHABLE.test(code) ? { kind: 'unreachable', code, host: request.host } : { kind: 'network', code }
}

/** For a response with an error status, from REST or GraphQL. */
function reasonOfStatus(response: HttpResponse, request: RequestInfo): Reason {
  const { status, headers, data } = response
  const { about } = request
  const retryAfter = retryAfterIn(headers)
  if (status >= 500) return { kind: 'gateway', status, retryAfter }
  if (!isRefusal(response)) return { kind: 'not-github', retryAfter }
  const limit = isLimit(response) ? limitOf(headers, request) : null
  if (limit !== null) return limit
  const errors = restErrorIn(data) === null ? errorsIn(data) : null
  if (errors !== null) return reasonOfErrors(errors.errors, headers, errors.data, request)
  if (status === 401) return { kind: 'bad-credentials' }
  if (status === 403) return missingPermission(headers, about)
  if (status === 404)
    return missingScopes(headers).length > 0
      ? missingScope(headers, about)
      : { kind: 'not-found', about, isAnonymous: request.isAnonymous }
  return { kind: 'validation', about, messages: messagesOf(data) }
}

/** For a GraphQL response that has a good status, but contains errors or lacks the requested data. */
export function reasonOfGraphql(response: HttpResponse, request: RequestInfo): Reason {
  const { headers, data } = response
  const retryAfter = retryAfterIn(headers)
  const errors = errorsIn(data)
  if (!isFromGitHub(response)) return { kind: 'not-github', retryAfter }
  if (errors !== null) return reasonOfErrors(errors.errors, headers, errors.data, request)
  return isSecondaryLimit(response) ? limitOf(headers, request) : { kind: 'not-github', retryAfter }
}

function reasonOfErrors(
  errors: readonly GraphqlError[],
  headers: Headers,
  data: unknown,
  request: RequestInfo,
): Reason {
  const { about, isWrite, operation } = request
  // The write took effect, or may have.
  if (isWrite && (!isWithoutPayload(data) || errors.some(isInsidePayload))) return { kind: 'partial', about }
  // GitHub may fail, or give up, after it has carried out the write, whatever else the response says.
  if (isWrite && errors.some(isInternal)) return { kind: 'gateway', status: 200, retryAfter: retryAfterIn(headers) }
  if (retryAfterIn(headers) !== null && isEmpty(data)) return limitOf(headers, request)
  for (const error of errors) {
    const reason = reasonOfType(error, headers, request)
    if (reason !== null) return reason
  }
  const messages = errors.map(({ message }) => message)
  if (errors.some(({ extensions }) => extensions?.code !== undefined))
    return { kind: 'unsupported', operation, messages }
  if (isWrite && errors.some((error) => error.path?.length === 1)) return { kind: 'validation', about, messages }
  return isEmpty(data) ? { kind: 'gateway', status: 200, retryAfter: null } : { kind: 'partial', about }
}

/** Whether GitHub failed on a field of its response to the write. An error in our own query also has a path, but has a code too. */
function isInsidePayload({ path, extensions }: GraphqlError): boolean {
  return (path?.length ?? 0) > 1 && extensions?.code === undefined
}

const INTERNAL_TYPES: readonly string[] = [
  'INTERNAL',
  'INTERNAL_SERVER_ERROR',
  'SERVICE_UNAVAILABLE',
  'TIMEOUT',
  'RESOURCE_LIMITS_EXCEEDED',
]

/** Whether this is an error on GitHub's side, after which GitHub may or may not have carried out the write. */
function isInternal({ type, message }: GraphqlError): boolean {
  return INTERNAL_TYPES.includes(type ?? '') || message.startsWith('Something went wrong while executing your query')
}

function reasonOfType(error: GraphqlError, headers: Headers, request: RequestInfo): Reason | null {
  const { about } = request
  if (SECONDARY_LIMIT.test(error.message)) return secondaryLimit(headers)
  switch (error.type) {
    case 'NOT_FOUND':
      return { kind: 'not-found', about }
    case 'FORBIDDEN':
      return reasonOfForbidden(error, headers, request)
    case 'INSUFFICIENT_SCOPES':
      return missingScope(headers, about)
    case 'RATE_LIMITED':
    case 'RATE_LIMIT':
      return limitOf(headers, request)
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

/**
 * An error with `saml_failure: false` means that the token lacks a permission. An error of a write without that field means that the
 * person may not post in the repository.
 */
function reasonOfForbidden({ extensions, path }: GraphqlError, headers: Headers, request: RequestInfo): Reason {
  const { about, isWrite } = request
  if (extensions?.saml_failure === true || needsSso(headers)) return sso(headers, about)
  const isBlocked = isWrite && path?.length === 1 && extensions?.saml_failure === undefined
  return { kind: isBlocked ? 'blocked' : 'forbidden', about }
}

/** Recognized by its message, because every validation error has the same type. cli/cli#4801 */
function isSubmittedTooQuickly({ path, message }: GraphqlError, { isWrite }: RequestInfo): boolean {
  return isWrite && path?.length === 1 && message === 'was submitted too quickly'
}

function missingPermission(headers: Headers, about: string): Reason {
  if (needsSso(headers)) return sso(headers, about)
  return missingScopes(headers).length > 0 ? missingScope(headers, about) : { kind: 'forbidden', about }
}

const SECONDARY_LIMIT = /\b(secondary rate limit|abuse detection mechanism|temporarily blocked from content creation)/i

/** GitHub may leave out the status, a header, the link or the message of a limit, so any one of them is enough. */
function isLimit(response: HttpResponse): boolean {
  const { status, headers } = response
  const isUsedUp = status === 403 && primaryLimitReset(headers, new Date(0)) !== null
  return status === 429 || isUsedUp || isSecondaryLimit(response)
}

function isSecondaryLimit({ headers, data }: HttpResponse): boolean {
  const { message = '', documentation_url: page = '' } = restErrorIn(data) ?? {}
  const isLinked = /#(about-)?(secondary|abuse)-rate-limits$/.test(page)
  return retryAfterIn(headers) !== null || isLinked || SECONDARY_LIMIT.test(message)
}

function limitOf(headers: Headers, { now, isAnonymous }: RequestInfo): Reason {
  const resetAt = primaryLimitReset(headers, now)
  return retryAfterIn(headers) === null && resetAt !== null
    ? { kind: 'primary-limit', resetAt, isAnonymous }
    : secondaryLimit(headers)
}

const secondaryLimit = (headers: Headers): Reason => {
  return { kind: 'secondary-limit', retryAfter: retryAfterIn(headers) ?? DEFAULT_PAUSE_SECONDS }
}
const sso = (headers: Headers, about: string): Reason => ({ kind: 'sso', about, url: ssoPage(headers) })
const missingScope = (headers: Headers, about: string): Reason => {
  return { kind: 'missing-scope', about, scopes: missingScopes(headers) }
}

function messagesOf(body: unknown): readonly string[] {
  const { message = '', errors = [] } = restErrorIn(body) ?? {}
  const messages = errors.flatMap((error) => error.message ?? [])
  return messages.length > 0 ? messages : [message]
}

/** `{"createIssue": null}` contains no data, just like `null`. */
function isEmpty(data: unknown): boolean {
  return typeof data !== 'object' || data === null || Object.values(data).every((value) => value === null)
}

/** `{"createIssue": {"issue": null}}` is also the response to a write that had no effect. */
function isWithoutPayload(data: unknown): boolean {
  return typeof data !== 'object' || data === null || Object.values(data).every(isEmpty)
}

function causesOf(error: unknown): readonly Error[] {
  const causes: Error[] = []
  for (let cause = error; cause instanceof Error && causes.length < MAX_CAUSES; cause = cause.cause) causes.push(cause)
  return causes
}

/** The status with which a proxy refused to connect to GitHub. The library calls that an aborted request. null: another error. */
function statusOfProxy({ message }: Error): string | null {
  return /^Proxy response \((\d{3})\) !== 200 when HTTP Tunneling$/.exec(message)?.[1] ?? null
}

function codeOf(error: Error): string | null {
  const code = 'code' in error ? error.code : undefined
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code) ? code : null
}
