import * as z from 'zod'
import { type Headers, lackedScopes, needsSso, ssoPage } from './headers.ts'
import type { Reason } from './reasons.ts'

/** What was asked, as far as a failure needs to know it. */
export type Request = {
  readonly operation: string
  readonly writes: boolean
  readonly about: string
  readonly now: Date
}

/** GitHub's advice for a secondary limit that names no time. */
const DEFAULT_PAUSE_SECONDS = 60

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

/** A status of 400 and above, over REST or GraphQL. */
export function reasonOfStatus(status: number, headers: Headers, body: unknown, asked: Request): Reason {
  const { about } = asked
  if (status === 401) return { kind: 'bad-credentials' }
  if (status === 403) return limitOf(headers, body, asked) ?? refusal(headers, asked)
  if (status === 429)
    return limitOf(headers, body, asked) ?? { kind: 'secondary-limit', retryAfter: DEFAULT_PAUSE_SECONDS }
  if (status === 404)
    return lackedScopes(headers).length > 0 ? missingScope(headers, about) : { kind: 'not-found', about }
  if (status === 400 || status === 409 || status === 422)
    return { kind: 'validation', about, messages: messagesOf(body) }
  return { kind: 'gateway', status }
}

/** Status 200 with `errors`: the first one that we know by its type decides. */
export function reasonOfErrors(errors: unknown, headers: Headers, data: unknown, asked: Request): Reason {
  const parsed = graphqlErrors.safeParse(errors)
  if (!parsed.success) return { kind: 'not-json' }
  // Whatever went wrong while the answer was put together: the write itself took effect.
  if (asked.writes && !isEmpty(data)) return { kind: 'partial', about: asked.about }
  for (const error of parsed.data) {
    const reason = reasonOfType(error, headers, asked)
    if (reason !== null) return reason
  }
  const messages = parsed.data.map(({ message }) => message)
  if (parsed.data.some(({ extensions }) => extensions?.code !== undefined))
    return { kind: 'unsupported', operation: asked.operation, messages }
  return isEmpty(data) ? { kind: 'gateway', status: 200 } : { kind: 'partial', about: asked.about }
}

/** Nothing is wrong but that these fields, which may be missing, are. */
export function isOnlyAbsent(errors: unknown, absent: readonly string[]): boolean {
  const { data = [] } = graphqlErrors.safeParse(errors)
  return (
    data.length > 0 && data.every(({ type, path }) => type === 'NOT_FOUND' && absent.includes(path?.join('.') ?? ''))
  )
}

function reasonOfType(error: GraphqlError, headers: Headers, asked: Request): Reason | null {
  const { about } = asked
  switch (error.type) {
    case 'NOT_FOUND':
      return { kind: 'not-found', about }
    case 'FORBIDDEN':
      return reasonOfForbidden(error, headers, asked)
    case 'INSUFFICIENT_SCOPES':
      return missingScope(headers, about)
    case 'RATE_LIMITED':
    case 'RATE_LIMIT':
      return limitOf(headers, null, asked) ?? { kind: 'secondary-limit', retryAfter: DEFAULT_PAUSE_SECONDS }
    case 'UNPROCESSABLE':
      return isSubmittedTooQuickly(error, asked)
        ? { kind: 'submitted-too-quickly', about }
        : { kind: 'validation', about, messages: [error.message] }
    case 'STALE_DATA':
      return { kind: 'validation', about, messages: [error.message] }
    default:
      return null
  }
}

/** A right that the token lacks comes with `saml_failure: false`; a person who may not post, without it. */
function reasonOfForbidden({ extensions, path }: GraphqlError, headers: Headers, { about, writes }: Request): Reason {
  if (extensions?.saml_failure === true || needsSso(headers)) return sso(headers, about)
  const isPerson = writes && path?.length === 1 && extensions?.saml_failure === undefined
  return { kind: isPerson ? 'blocked' : 'forbidden', about }
}

/** The one failure that only words tell apart: the type is shared with every validation error. cli/cli#4801 */
function isSubmittedTooQuickly({ path, message }: GraphqlError, { writes }: Request): boolean {
  return writes && path?.length === 1 && message === 'was submitted too quickly'
}

function refusal(headers: Headers, { about }: Request): Reason {
  if (needsSso(headers)) return sso(headers, about)
  return lackedScopes(headers).length > 0 ? missingScope(headers, about) : { kind: 'forbidden', about }
}

function limitOf(headers: Headers, body: unknown, { now }: Request): Reason | null {
  const retryAfter = Number(headers['retry-after'] ?? Number.NaN)
  if (Number.isFinite(retryAfter)) return { kind: 'secondary-limit', retryAfter }
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN)
  if (Number(headers['x-ratelimit-remaining'] ?? Number.NaN) === 0)
    return {
      kind: 'primary-limit',
      resetAt: new Date(Number.isFinite(reset) ? reset * 1000 : now.getTime() + 3_600_000),
    }
  // GitHub may leave out the header; then only the page that it points to tells.
  const page = restError.safeParse(body).data?.documentation_url ?? ''
  return /#(about-)?(secondary|abuse)-rate-limits$/.test(page)
    ? { kind: 'secondary-limit', retryAfter: DEFAULT_PAUSE_SECONDS }
    : null
}

const sso = (headers: Headers, about: string): Reason => ({ kind: 'sso', about, url: ssoPage(headers) })

function missingScope(headers: Headers, about: string): Reason {
  return { kind: 'missing-scope', about, scopes: lackedScopes(headers) }
}

function messagesOf(body: unknown): readonly string[] {
  const parsed = restError.safeParse(body)
  if (!parsed.success) return ['it gave no reason']
  const { message, errors } = parsed.data
  return errors.length > 0 ? errors.map((error) => error.message) : [message]
}

/** `{"createIssue": null}` holds no more than `null` does. */
function isEmpty(data: unknown): boolean {
  return typeof data !== 'object' || data === null || Object.values(data).every((value) => value === null)
}
