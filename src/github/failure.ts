import { Failure, type FailureClass } from '../errors.ts'
import type { Hidden } from './look-up.ts'

type About = { readonly about: string }
/** In seconds, if the answer asks for a pause. */
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
    /** The command that finds out. */
    readonly resume?: string
    /** Why no look-up by this account will find out, however long we wait. */
    readonly hidden?: Hidden | null
    /** The account that sent it. */
    readonly viewer?: string | null
    /** How a person who has looked on GitHub settles it. */
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

/** After these, nothing in the response says whether a write took effect. */
const UNCERTAIN: ReadonlySet<Kind> = new Set<Kind>(['network', 'timeout', 'gateway', 'not-github', 'partial'])
/** These may go away by themselves, so a read is worth retrying. */
const TRANSIENT: ReadonlySet<Kind> = new Set<Kind>([
  'unreachable',
  'network',
  'timeout',
  'gateway',
  'not-github',
  'partial',
])

/** A request to GitHub failed. It carries the reason alone, never the request or its error, because they hold the token. */
export class GitHubFailure extends Failure {
  override readonly name = 'GitHubFailure'
  readonly reason: Reason
  constructor(reason: Reason) {
    super(EXPLANATIONS[reason.kind].failure, sentence(reason))
    this.reason = reason
  }

  /** The failure of a write that may have taken effect, if this one kept us from finding out. */
  toUnconfirmed(): GitHubFailure {
    return new GitHubFailure({ kind: 'unconfirmed', after: this.reason })
  }

  get mayHaveSucceeded(): boolean {
    return UNCERTAIN.has(this.reason.kind)
  }

  get isTransient(): boolean {
    return TRANSIENT.has(this.reason.kind)
  }
}

type Explanation<K extends Kind> = { readonly failure: FailureClass; readonly explain: (reason: Reason<K>) => string }
const as = <R>(failure: FailureClass, explain: (reason: R) => string) => ({ failure, explain })

function explainUnconfirmed(reason: Reason<'unconfirmed'>): string {
  const { after, until = null, what = 'what was sent', hidden = null } = reason
  if (hidden !== null) return explainHidden(reason, what)
  const when = until === null ? '' : ` (GitHub can say for certain from ${until.toISOString()} on)`
  // A broken connection says nothing new. Anything else keeps the next run from finding out, too.
  const why = after === null || UNCERTAIN.has(after.kind) ? '' : ` The last request failed: ${sentence(after)}.`
  return `unconfirmed: GitHub has not confirmed ${what}; it may still appear, so it was not sent again.${why} ${runAgain(reason)}${when}: it looks for it before it sends anything`
}

function explainHidden({ hidden, viewer = null, resume, settle, page }: Reason<'unconfirmed'>, what: string): string {
  const own = settle === undefined ? '' : `: ${settle}`
  const look = `look ${page === undefined ? 'there' : `at ${page}`} yourself${own}`
  const start = `unconfirmed: GitHub does not show whether ${what} arrived, so nothing was sent again`
  if (hidden !== 'account' || viewer === null) return `${start}. ${capitalized(look)}`
  return `${start}, because this token belongs to another account. ${runAgain({ resume })} as @${viewer}, or ${look}`
}

function runAgain({ resume }: { readonly resume?: string | undefined }): string {
  return resume === undefined ? 'Run the same command again' : `Run \`${resume}\` again`
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** The class of each reason, and the one sentence that says what happened and what to do. */
const EXPLANATIONS: { readonly [K in Kind]: Explanation<K> } = {
  'missing-token': as('authentication', () => 'Not signed in to GitHub: run `gh auth login`, or set GH_TOKEN'),
  'malformed-token': as(
    'authentication',
    ({ source }) => `the token in ${source} contains spaces or control characters: set it again`,
  ),
  'bad-credentials': as(
    'authentication',
    () => 'GitHub rejected the token: it is wrong, expired or revoked; run `gh auth login`, or set a new GH_TOKEN',
  ),
  sso: as(
    'authentication',
    ({ about, url }) =>
      `${about} requires single sign-on: authorise the token at ${url ?? 'https://github.com/settings/tokens'}`,
  ),
  'missing-scope': as(
    'authentication',
    ({ about, scopes }) =>
      `the token lacks a scope that ${about} needs: run \`gh auth refresh --scopes ${scopes.join(',') || 'public_repo'}\`, or create a new token`,
  ),
  forbidden: as(
    'permission',
    ({ about }) => `the token has no permission for this in ${about}: request access, or use another token`,
  ),
  blocked: as(
    'permission',
    ({ about }) =>
      `GitHub does not let you post in ${about}: its owners blocked you or limited who may post; only they can change that`,
  ),
  'not-found': as(
    'GitHub',
    ({ about }) => `GitHub shows no ${about} to this token: check the spelling and the token's access`,
  ),
  renamed: as('GitHub', ({ about, to }) => `${about} was renamed to ${to}: if you mean that one, use --repo ${to}`),
  archived: as('permission', ({ about }) => `${about} is archived and accepts no posts: find out where it moved`),
  'issues-disabled': as(
    'permission',
    ({ about }) => `issues are disabled in ${about}: run \`mcp-comms where\` to find another place`,
  ),
  'discussions-disabled': as(
    'permission',
    ({ about }) => `discussions are disabled in ${about}: open an issue there instead`,
  ),
  'primary-limit': as('rate limit', ({ resetAt, isAnonymous = false }) =>
    isAnonymous
      ? `the 60 requests an hour without a token are used up: sign in with \`gh auth login\`, or try again after ${resetAt.toISOString()}`
      : `this token's hourly requests are used up: try again after ${resetAt.toISOString()}`,
  ),
  'secondary-limit': as(
    'rate limit',
    ({ retryAfter }) => `GitHub asked us to slow down: try again in ${retryAfter} seconds`,
  ),
  'submitted-too-quickly': as(
    'rate limit',
    ({ about }) =>
      `GitHub accepts no more posts from you in ${about} for now: try again in a few minutes, at most an hour`,
  ),
  validation: as('validation', ({ about, messages }) => `GitHub rejected it for ${about}: ${messages.join('; ')}`),
  secret: as(
    'validation',
    () =>
      'a request was not sent, because it seems to contain a secret, such as a token or a password: remove it, and revoke it if it is real. If it is none, add --allow secrets, and answer the question in a terminal',
  ),
  unreachable: as(
    'network',
    ({ code, host }) =>
      `cannot reach ${host} (${code}): check the network, and HTTPS_PROXY if you need a proxy, then try again`,
  ),
  network: as('network', ({ code }) =>
    code === 'ANSWER_TOO_LARGE'
      ? 'the answer was far too large: check the proxy, or GITHUB_API_URL and GITHUB_GRAPHQL_URL'
      : `the connection to GitHub broke (${code}): try again`,
  ),
  timeout: as('network', ({ seconds }) => `GitHub did not answer within ${seconds} seconds: try again`),
  gateway: as(
    'GitHub',
    ({ status }) => `GitHub has a problem (${status}): check https://www.githubstatus.com, then try again`,
  ),
  'not-github': as(
    'GitHub',
    () => 'the response did not come from GitHub: check the proxy, or GITHUB_API_URL and GITHUB_GRAPHQL_URL',
  ),
  partial: as('GitHub', ({ about }) => `GitHub sent an incomplete answer about ${about}: try again`),
  unconfirmed: as('GitHub', explainUnconfirmed),
  incomplete: as(
    'GitHub',
    ({ url, after, ...reason }) =>
      `unconfirmed: ${url} exists, but may lack some of its labels or fields: ${sentence(after)}. ${runAgain(reason)}: it adds what is missing, and posts nothing twice`,
  ),
  unsupported: as(
    'GitHub',
    ({ operation, messages }) => `this GitHub server does not support ${operation}: ${messages.join('; ')}`,
  ),
}

function sentence<K extends Kind>(reason: Reason<K>): string {
  return EXPLANATIONS[reason.kind].explain(reason)
}

/**
 * The nodes of a connection, without the nulls that GitHub puts in for what the token may not see. It stands apart from the
 * client, so that a dry run and GitHub's prefilled page do not load Octokit.
 */
export function visible<T>(nodes: readonly (T | null)[] | null | undefined): readonly T[] {
  return (nodes ?? []).filter((node) => node !== null)
}
