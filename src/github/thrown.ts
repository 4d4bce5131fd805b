import { GraphqlResponseError } from '@octokit/graphql'
import { type Request, reasonOfErrors, reasonOfStatus } from './to-failure.ts'
import type { Headers } from './headers.ts'
import type { Reason } from './reasons.ts'

/** Codes that say that no connection was ever made, so that nothing was sent. */
const UNREACHABLE =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|.*CERT.*|.*SELF_SIGNED.*|UNABLE_TO_.*)$/
const MAX_CAUSES = 5

type HttpError = Error & {
  readonly status: number
  readonly response?: { readonly headers: Headers; readonly data: unknown }
}

/**
 * What Octokit threw, as a reason. The error itself goes no further: it holds the request, and with it the token,
 * and its message may quote either.
 */
export function reasonOfThrown(error: unknown, asked: Request, patienceSeconds: number): Reason {
  if (error instanceof GraphqlResponseError) return reasonOfErrors(error.errors, error.headers, error.data, asked)
  if (isHttpError(error) && error.response !== undefined)
    return reasonOfStatus(error.status, error.response.headers, error.response.data, asked)
  const causes = causesOf(error)
  if (causes.some(({ name }) => name === 'TimeoutError' || name === 'AbortError'))
    return { kind: 'timeout', seconds: patienceSeconds }
  // Octokit stumbles over a body that is JSON but no object.
  if (!isHttpError(error)) return { kind: 'not-json' }
  const code = causes.map(codeOf).find((found) => found !== null) ?? 'no details'
  return { kind: UNREACHABLE.test(code) ? 'unreachable' : 'network', code }
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
