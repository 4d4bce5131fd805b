import { createHash } from 'node:crypto'

/** A logged request. The token is stored only as a hash, which is enough to distinguish two tokens. */
export type LoggedRequest = {
  readonly operation: string
  readonly kind: 'query' | 'mutation' | 'rest'
  readonly variables: unknown
  readonly token: string | null
  /** null: the connection broke. */
  readonly status: number | null
  readonly fault: string | null
}

/** GitHub accepts `bearer x` and `token x`. */
export function tokenIn(authorization: string | null): string | null {
  return /^(?:bearer|token) (\S+)$/i.exec(authorization ?? '')?.[1] ?? null
}

export function hashOf(token: string | null): string | null {
  return token === null ? null : createHash('sha256').update(token).digest('hex').slice(0, 16)
}
