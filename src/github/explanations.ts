import { type FailureClass, withHint } from '../errors.ts'
import { minuteTextRoundedUp } from '../text/day.ts'
import { countOf } from '../text/quote.ts'
import type { HiddenReason } from './look-up.ts'
import { isUncertain, type Reason, type ReasonKind } from './reasons.ts'

type FailureText = { readonly what: string; readonly hint?: string }
type Explanation<K extends ReasonKind> = {
  readonly failureClass: FailureClass
  readonly explain: (reason: Reason<K>) => FailureText
}

function explainUnconfirmed(reason: Reason<'unconfirmed'>): FailureText {
  const { after, until = null, what = 'what was sent', hidden = null } = reason
  if (hidden !== null) return explainHidden(hidden, reason, what)
  const when = until === null ? '' : ` (from ${minuteTextRoundedUp(until)} on, GitHub can say for certain)`
  // An uncertain failure is not shown, because it only says that the outcome is unknown. Any other may also stop the next run.
  const why = after === null || isUncertain(after) ? '' : ` The last request failed: ${textOf(after)}.`
  return {
    what: `unconfirmed: GitHub has not confirmed ${what}; it may still appear, so it was not sent again.${why}`,
    hint: `${runAgain(reason)}${when}: the next run looks for it before sending anything`,
  }
}

const HIDDEN_TEXTS: { readonly [H in HiddenReason]: (what: string) => string } = {
  place: (what) => `GitHub does not show whether ${what} arrived`,
  account: (what) => `GitHub does not show whether ${what} arrived`,
  limit: (what) => `there are too many newer posts to find out whether ${what} arrived`,
  rewritten: (what) => `GitHub has something of yours that may be ${what} with a changed text`,
}

function explainHidden(
  hidden: HiddenReason,
  { viewer = null, resume, settle, page }: Reason<'unconfirmed'>,
  what: string,
): FailureText {
  const settleText = settle === undefined ? '' : `: ${settle}`
  const advice = `look ${page === undefined ? 'there' : `at ${page}`} yourself${settleText}`
  const problem = `unconfirmed: ${HIDDEN_TEXTS[hidden](what)}, so nothing was sent again`
  if (hidden !== 'account' || viewer === null) return { what: problem, hint: capitalize(advice) }
  return {
    what: `${problem}, because this token belongs to another account`,
    hint: `${runAgain({ resume })} as @${viewer}, or ${advice}`,
  }
}

function runAgain({ resume }: { readonly resume?: string | undefined }): string {
  return resume === undefined ? 'Run the same command again' : `Run \`${resume}\` again`
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const EXPLANATIONS: { readonly [K in ReasonKind]: Explanation<K> } = {
  'missing-token': {
    failureClass: 'authentication',
    explain: () => ({ what: 'Not signed in to GitHub', hint: 'run `gh auth login`, or set GH_TOKEN' }),
  },
  'malformed-token': {
    failureClass: 'authentication',
    explain: ({ source }) => ({
      what: `the token in ${source} contains spaces or control characters`,
      hint: 'set it again',
    }),
  },
  'bad-credentials': {
    failureClass: 'authentication',
    explain: () => ({
      what: 'GitHub rejected the token: it is wrong, expired or revoked',
      hint: 'run `gh auth login`, or set a new GH_TOKEN',
    }),
  },
  sso: {
    failureClass: 'authentication',
    explain: ({ about, url }) => ({
      what: `${about} requires single sign-on`,
      hint: `authorize the token at ${url ?? 'https://github.com/settings/tokens'}`,
    }),
  },
  'missing-scope': {
    failureClass: 'authentication',
    explain: ({ about, scopes }) => ({
      what: `the token lacks a scope that ${about} needs`,
      hint: `run \`gh auth refresh --scopes ${scopes.join(',') || 'public_repo'}\`, or create a new token`,
    }),
  },
  forbidden: {
    failureClass: 'permission',
    explain: ({ about }) => ({
      what: `the token has no permission for this in ${about}`,
      hint: 'request access, or use another token',
    }),
  },
  blocked: {
    failureClass: 'permission',
    explain: ({ about }) => ({
      what: `GitHub does not let you post in ${about}: its owners blocked you or limited who may post`,
      hint: 'only they can change that',
    }),
  },
  'not-found': {
    failureClass: 'GitHub',
    explain: ({ about, isAnonymous = false }) =>
      isAnonymous
        ? {
            what: `GitHub does not show ${about} without a token`,
            hint: 'check the spelling or, if it is private, sign in with `gh auth login`',
          }
        : { what: `GitHub does not show ${about} to this token`, hint: "check the spelling and the token's access" },
  },
  renamed: {
    failureClass: 'GitHub',
    explain: ({ about, to }) => ({
      what: `${about} was renamed to ${to}`,
      hint: `if you mean that repository, write the new name into the draft or the plan, or use --repo ${to}`,
    }),
  },
  archived: {
    failureClass: 'permission',
    explain: ({ about }) => ({
      what: `${about} is archived and accepts no posts`,
      hint: 'its README may say where to post instead',
    }),
  },
  'issues-disabled': {
    failureClass: 'permission',
    explain: ({ about }) => ({
      what: `issues are disabled in ${about}`,
      hint: 'run `mcp-comms where` to find another place',
    }),
  },
  'discussions-disabled': {
    failureClass: 'permission',
    explain: ({ about }) => ({ what: `discussions are disabled in ${about}`, hint: 'open an issue there instead' }),
  },
  'primary-limit': {
    failureClass: 'rate limit',
    explain: ({ resetAt, isAnonymous = false }) => {
      const when = `try again after ${minuteTextRoundedUp(resetAt)}`
      return isAnonymous
        ? {
            what: 'the 60 requests an hour without a token are used up',
            hint: `sign in with \`gh auth login\`, or ${when}`,
          }
        : { what: "this token's hourly requests are used up", hint: when }
    },
  },
  'secondary-limit': {
    failureClass: 'rate limit',
    explain: ({ retryAfter }) => ({
      what: 'GitHub asked us to slow down',
      hint: `try again in ${countOf(retryAfter, 'second')}`,
    }),
  },
  'submitted-too-quickly': {
    failureClass: 'rate limit',
    explain: ({ about }) => ({
      what: `GitHub accepts no more posts from you in ${about} for now`,
      hint: 'try again in a few minutes; the limit can last for an hour',
    }),
  },
  validation: {
    failureClass: 'validation',
    explain: ({ about, messages }) => ({
      what: `GitHub rejected the request for ${about}: ${messages.join('; ')}`,
      hint: 'correct that, and run the same command again',
    }),
  },
  secret: {
    failureClass: 'validation',
    explain: () => ({
      what: 'a request was not sent, because it seems to contain a secret, such as a token or a password',
      hint: 'remove it, and revoke it if it is real. If it is not a secret, add --allow secrets, and answer the question in a terminal',
    }),
  },
  unreachable: {
    failureClass: 'network',
    explain: ({ code, host }) => ({
      what: `cannot reach ${host} (${code})`,
      hint: /CERT_(?:HAS_EXPIRED|NOT_YET_VALID)/.test(code)
        ? 'check the date and time of this computer, then try again'
        : 'check the network, and HTTPS_PROXY if you need a proxy, then try again',
    }),
  },
  network: {
    failureClass: 'network',
    explain: ({ code }) =>
      code === 'RESPONSE_TOO_LARGE'
        ? {
            what: 'the response was far too large',
            hint: 'check the proxy, or GITHUB_API_URL and GITHUB_GRAPHQL_URL',
          }
        : { what: `the connection to GitHub broke (${code})`, hint: 'try again' },
  },
  timeout: {
    failureClass: 'network',
    explain: ({ seconds }) => ({
      what: `GitHub did not answer within ${countOf(seconds, 'second')}`,
      hint: 'try again',
    }),
  },
  gateway: {
    failureClass: 'GitHub',
    explain: ({ status }) => ({
      what: `GitHub has a problem (${status})`,
      hint: 'check https://www.githubstatus.com, then try again',
    }),
  },
  'not-github': {
    failureClass: 'GitHub',
    explain: () => ({
      what: 'the response did not come from GitHub',
      hint: 'check the proxy, or GITHUB_API_URL and GITHUB_GRAPHQL_URL',
    }),
  },
  partial: {
    failureClass: 'GitHub',
    explain: ({ about }) => ({ what: `GitHub sent an incomplete response about ${about}`, hint: 'try again' }),
  },
  unconfirmed: { failureClass: 'GitHub', explain: explainUnconfirmed },
  incomplete: {
    failureClass: 'GitHub',
    explain: ({ url, after, ...reason }) => ({
      what: `unconfirmed: ${url} exists, but may lack some of its labels or fields: ${textOf(after)}`,
      hint: `${runAgain(reason)}: it adds what is missing, and posts nothing twice`,
    }),
  },
  unsupported: {
    failureClass: 'GitHub',
    explain: ({ operation, messages }) => ({
      what: `this GitHub server does not support ${operation}: ${messages.join('; ')}`,
      hint: 'it may be older than this program: ask its administrator, or use github.com',
    }),
  },
}

export function explain<K extends ReasonKind>(
  reason: Reason<K>,
): FailureText & { readonly failureClass: FailureClass } {
  const { failureClass, explain } = EXPLANATIONS[reason.kind]
  return { failureClass, ...explain(reason) }
}

function textOf(reason: Reason): string {
  const { what, hint = null } = explain(reason)
  return withHint(what, hint)
}
