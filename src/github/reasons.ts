import type { FailureClass } from '../errors.ts'

type About = { readonly about: string }

/** Everything that can go wrong between us and GitHub, with what is known of it. `about` is mostly `owner/name`. */
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
  'primary-limit': { readonly resetAt: Date }
  'secondary-limit': { readonly retryAfter: number }
  'submitted-too-quickly': About
  validation: About & { readonly messages: readonly string[] }
  /** Nothing was sent: no address, no route, nobody listening. */
  unreachable: { readonly code: string }
  /** The connection broke after something may have been sent. */
  network: { readonly code: string }
  timeout: { readonly seconds: number }
  gateway: { readonly status: number }
  'not-json': unknown
  partial: About
  /** A write may have taken effect; what broke, and kept it from being looked up, is `after`. */
  unconfirmed: { readonly after: Reason }
  /** GitHub does not know a field or an operation that we use. */
  unsupported: { readonly operation: string; readonly messages: readonly string[] }
}

export type Kind = keyof Details
export type Reason<K extends Kind = Kind> = { [P in K]: { readonly kind: P } & Details[P] }[K]

type Meaning<K extends Kind> = { readonly failure: FailureClass; readonly say: (reason: Reason<K>) => string }
const meaning = <R>(failure: FailureClass, say: (reason: R) => string) => ({ failure, say })

/** What each reason counts as, and the one sentence that says what to do. */
const MEANINGS: { readonly [K in Kind]: Meaning<K> } = {
  'missing-token': meaning(
    'authentication',
    () => 'GitHub must know who you are: run `gh auth login`, or set GH_TOKEN',
  ),
  'malformed-token': meaning(
    'authentication',
    ({ source }) => `what ${source} holds is no token: it has blanks or control characters in it; set it anew`,
  ),
  'bad-credentials': meaning(
    'authentication',
    () => 'GitHub rejected the token: it is wrong, expired or revoked; run `gh auth login`, or set GH_TOKEN anew',
  ),
  sso: meaning(
    'authentication',
    ({ about, url }) =>
      `${about} asks for single sign-on: authorise the token at ${url ?? 'https://github.com/settings/tokens'}`,
  ),
  'missing-scope': meaning(
    'authentication',
    ({ about, scopes }) =>
      `the token lacks the scope that ${about} needs: run \`gh auth refresh --scopes ${scopes.join(',') || 'public_repo'}\`, or make a new one`,
  ),
  forbidden: meaning(
    'permission',
    ({ about }) => `the token may not do this in ${about}: have it granted there, or take another token`,
  ),
  blocked: meaning(
    'permission',
    ({ about }) =>
      `GitHub does not let you post in ${about}: its owners blocked you or limited who may post; only they can change it`,
  ),
  'not-found': meaning(
    'GitHub',
    ({ about }) => `GitHub shows no ${about} to this token: check the spelling, and whether the token may see it`,
  ),
  renamed: meaning('GitHub', ({ about, to }) => `${about} is ${to} now: if that is the one you mean, say --repo ${to}`),
  archived: meaning('permission', ({ about }) => `${about} is archived and takes no posts: find where it moved to`),
  'issues-disabled': meaning(
    'permission',
    ({ about }) => `${about} has its issues switched off: ask \`mcp-comms where\` for another place`,
  ),
  'discussions-disabled': meaning(
    'permission',
    ({ about }) => `${about} has its discussions switched off: open an issue there instead`,
  ),
  'primary-limit': meaning(
    'rate limit',
    ({ resetAt }) => `this token's hourly requests are used up: go on after ${resetAt.toISOString()}`,
  ),
  'secondary-limit': meaning(
    'rate limit',
    ({ retryAfter }) => `GitHub asks for a pause: go on in ${retryAfter} seconds`,
  ),
  'submitted-too-quickly': meaning(
    'rate limit',
    ({ about }) => `GitHub takes no more posts from you in ${about} for now: go on in some minutes, at most an hour`,
  ),
  validation: meaning(
    'validation',
    ({ about, messages }) => `GitHub did not accept it for ${about}: ${messages.join('; ')}`,
  ),
  unreachable: meaning(
    'network',
    ({ code }) => `GitHub cannot be reached (${code}): check the network, then try again`,
  ),
  network: meaning('network', ({ code }) => `the connection to GitHub broke (${code}): try again`),
  timeout: meaning('network', ({ seconds }) => `GitHub did not answer within ${seconds} seconds: try again`),
  gateway: meaning(
    'GitHub',
    ({ status }) => `GitHub has a problem of its own (${status}): look at https://www.githubstatus.com, then try again`,
  ),
  'not-json': meaning(
    'GitHub',
    () => 'the answer is not from GitHub: check the proxy, or GITHUB_API_URL and GITHUB_GRAPHQL_URL',
  ),
  partial: meaning('GitHub', ({ about }) => `GitHub gave only a part of what was asked about ${about}: try again`),
  unconfirmed: meaning(
    'GitHub',
    () =>
      'GitHub did not confirm it, and it cannot be seen there: run the same command again, it looks before it sends',
  ),
  unsupported: meaning(
    'GitHub',
    ({ operation, messages }) => `this GitHub does not know how to ${operation}: ${messages.join('; ')}`,
  ),
}

export function failureClass(reason: Reason): FailureClass {
  return reason.kind === 'unconfirmed' ? failureClass(reason.after) : MEANINGS[reason.kind].failure
}

export function sentence<K extends Kind>(reason: Reason<K>): string {
  return MEANINGS[reason.kind].say(reason)
}
