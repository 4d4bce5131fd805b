import type { HiddenReason } from './look-up.ts'

type About = { readonly about: string }
/** `retryAfter`: how many seconds the response asks us to wait, if it does. */
type Pause = { readonly retryAfter?: number | null }

/** `about` is usually `owner/name`. */
type Details = {
  'missing-token': unknown
  'malformed-token': { readonly source: string }
  'bad-credentials': unknown
  sso: About & { readonly url: string | null }
  'missing-scope': About & { readonly scopes: readonly string[] }
  forbidden: About
  blocked: About
  'not-found': About & { readonly isAnonymous?: boolean }
  renamed: About & { readonly to: string }
  archived: About
  'issues-disabled': About
  'discussions-disabled': About
  'primary-limit': { readonly resetAt: Date; readonly isAnonymous?: boolean }
  'secondary-limit': { readonly retryAfter: number }
  'submitted-too-quickly': About
  validation: About & { readonly messages: readonly string[] }
  /** Nothing was sent, because the request seems to contain a secret. */
  secret: unknown
  /** Nothing was sent, because no connection to the server could be made. */
  unreachable: { readonly code: string; readonly host: string }
  /** The connection broke after something may have been sent. */
  network: { readonly code: string }
  timeout: { readonly seconds: number }
  gateway: { readonly status: number } & Pause
  /** The response came from something between us and GitHub, such as a proxy. */
  'not-github': Pause
  /** The response lacks a part of what we asked for. */
  partial: About
  /** It is unknown whether a write took effect. */
  unconfirmed: {
    /** The last error of the write or its look-up; null: there was no error, but GitHub does not show the write. */
    readonly after: Reason | null
    /** The time, in GitHub's time, from which a look-up is certain. */
    readonly until?: Date | null
    /** What was sent, and where. */
    readonly what?: string
    /** The command that looks for it again. */
    readonly resume?: string
    /** Why no look-up by this account will ever be certain. */
    readonly hidden?: HiddenReason | null
    /** The account that sent it. */
    readonly viewer?: string | null
    /** What to do after looking for it on GitHub. */
    readonly settle?: string
    /** The page on which people can see whether it arrived. */
    readonly page?: string
  }
  /** A post exists, but what is added to it afterward, such as labels, may be missing. */
  incomplete: { readonly url: string; readonly after: Reason; readonly resume?: string }
  /** GitHub does not know a field or an operation that we use. */
  unsupported: { readonly operation: string; readonly messages: readonly string[] }
}

export type ReasonKind = keyof Details
export type Reason<K extends ReasonKind = ReasonKind> = { [P in K]: { readonly kind: P } & Details[P] }[K]

const UNCERTAIN: ReadonlySet<ReasonKind> = new Set<ReasonKind>([
  'network',
  'timeout',
  'gateway',
  'not-github',
  'partial',
])

/** Whether a write may have taken effect despite this failure. */
export function isUncertain({ kind }: Reason): boolean {
  return UNCERTAIN.has(kind)
}
