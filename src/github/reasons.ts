import type { Hidden } from './look-up.ts'

type About = { readonly about: string }
/** `retryAfter`: how many seconds the response asks us to wait, if it does. */
type Pause = { readonly retryAfter?: number | null }

/** Everything that can go wrong between us and GitHub, with what is known about it. `about` is usually `owner/name`. */
type Details = {
  'missing-token': unknown
  'malformed-token': { readonly source: string }
  'bad-credentials': unknown
  sso: About & { readonly url: string | null }
  'missing-scope': About & { readonly scopes: readonly string[] }
  forbidden: About
  blocked: About
  'not-found': About
  renamed: About & { readonly to: string }
  archived: About
  'issues-disabled': About
  'discussions-disabled': About
  'primary-limit': { readonly resetAt: Date; readonly isAnonymous?: boolean }
  'secondary-limit': { readonly retryAfter: number }
  'submitted-too-quickly': About
  validation: About & { readonly messages: readonly string[] }
  /** We did not send it, because it contains what looks like a secret. */
  secret: unknown
  /** Nothing was sent: the host name, the route or the server could not be reached. */
  unreachable: { readonly code: string; readonly host: string }
  /** The connection broke after something may have been sent. */
  network: { readonly code: string }
  timeout: { readonly seconds: number }
  gateway: { readonly status: number } & Pause
  /** Something between us and GitHub answered in its place. */
  'not-github': Pause
  partial: About
  /** A write may have taken effect. */
  unconfirmed: {
    /** The error that kept us from finding out; null: GitHub just does not show it. */
    readonly after: Reason | null
    /** From this time of GitHub on, a look-up is certain. */
    readonly until?: Date | null
    /** What was sent, and where. */
    readonly what?: string
    /** The command that looks for it again. */
    readonly resume?: string
    /** Why no look-up by this account will find out, however long we wait. */
    readonly hidden?: Hidden | null
    /** The account that sent it. */
    readonly viewer?: string | null
    /** What a person does after they have looked for it on GitHub. */
    readonly settle?: string
    /** The page that shows a person whether it arrived. */
    readonly page?: string
  }
  /** A post exists, but what is added to it afterwards, such as labels, may be missing. */
  incomplete: { readonly url: string; readonly after: Reason; readonly resume?: string }
  /** GitHub does not know a field or an operation that we use. */
  unsupported: { readonly operation: string; readonly messages: readonly string[] }
}

export type Kind = keyof Details
export type Reason<K extends Kind = Kind> = { [P in K]: { readonly kind: P } & Details[P] }[K]

const UNCERTAIN: ReadonlySet<Kind> = new Set<Kind>(['network', 'timeout', 'gateway', 'not-github', 'partial'])

/** Whether nothing in the response says if a write took effect. */
export function isUncertain({ kind }: Reason): boolean {
  return UNCERTAIN.has(kind)
}
