import { type FoundSecret, isMixed } from './named.ts'
import { isPlaceholder, isSlug, isUuid, looksRandom } from './value.ts'

export const EXAMPLE_HOST = /(?:^|[.@])(?:example\.(?:com|org|net|edu)|[\w-]+\.(?:example|invalid|test))(?::\d+)?$/i
const LOCAL_HOST = /^(?:localhost|127\.[\d.]{5,11}|0\.0\.0\.0)$/

/** An address, or the target of a request in a log: `GET /callback?code=…`. */
const ADDRESS =
  /(?:(?:https?|wss?):\/\/([\w.-]{1,200})(?::\d{1,5})?|(?<![\w.:/~-])(?=\/\w))(\/[\w.~%=@:+/-]{0,2000})?(?:[?#]([^\s"'`<>\]|\\]{1,4000}))?/gi
/** Pages of source code and of packages, whose addresses have the ids of commits and versions. */
const PUBLIC_PAGE =
  /^https?:\/\/(?:[\w-]{1,60}\.){0,3}(?:github|gitlab|githubusercontent|npmjs|jsdelivr|unpkg)\.(?:com|org|net)\/|\/(?:blob|tree|raw)\//

/**
 * Finds addresses that give access to anyone who has them: links to sign in, to set a new password or to accept an invitation,
 * redirects from an authorization server, webhooks, and MCP servers with a random part beside `/mcp` or `/sse`.
 */
export function* linkSecrets(text: string): Generator<FoundSecret> {
  for (const { 0: address, 1: host = '', 2: path = '', 3: query = '', index } of text.matchAll(ADDRESS)) {
    if (EXAMPLE_HOST.test(host) || PUBLIC_PAGE.test(address) || path.includes('/shared_invite/')) continue
    const value = secretInPath(host, path) ?? secretInQuery(path, query)
    if (value !== null)
      yield { kind: 'an address that gives access', value, offset: index + address.lastIndexOf(value) }
  }
}

const ACCESS_WORDS =
  'reset|magic|invit(?:e|ation)|verif(?:y|ication)|confirm|activat|recover|one-time|passwordless|unsubscribe'
const SECRET_SEGMENTS: readonly RegExp[] = [
  /\/([^/]{16,300})\/(?:mcp|sse)(?:$|\/)/i,
  /\/(?:mcp|sse)\/(?:[^/]{1,2}\/)?([^/]{16,300})/i,
  new RegExp(
    String.raw`\/[\w-]{0,30}(?:${ACCESS_WORDS}|webhook|hooks?)[\w-]{0,30}\/(?:[\w=-]{1,30}\/){0,2}([^/]{16,300})`,
    'i',
  ),
]

const HOOK_HOST = /^hooks?\./

function secretInPath(host: string, path: string): string | null {
  if (host === '' || path.length <= MIN_SECRET_LENGTH || LOCAL_HOST.test(host)) return null
  const segments = SECRET_SEGMENTS.map((pattern) => pattern.exec(path)?.[1] ?? '')
  return [...segments, HOOK_HOST.test(host) ? path.slice(1) : ''].find(isSecret) ?? null
}

const MIN_SECRET_LENGTH = 16
const ACCESS_PAGE = new RegExp(String.raw`\/[\w-]{0,30}(?:${ACCESS_WORDS})`, 'i')
const CALLBACK_PAGE = /\/[\w-]{0,30}(?:callback|cb|oauth|auth|redirect)/i
const BESIDE_CODE = /(?:^|&)(?:state|scope|iss|session_state|grant_type)=/
const SECRET_PARAMETER = /^(?:oobCode|ticket|magic|invite|invitation|otp|ott)$/i
/** Parameters that are random, but give no access. */
const PUBLIC_PARAMETER =
  /^(?:state|nonce|client_id|redirect_uri|code_challenge|utm_\w{1,20}|hash|cursor|sha|ref|\w{0,20}id)$/i

function secretInQuery(path: string, query: string): string | null {
  if (query.length <= MIN_SECRET_LENGTH) return null
  const isAccessPage = ACCESS_PAGE.test(path)
  const isCallback = CALLBACK_PAGE.test(path) || BESIDE_CODE.test(query)
  for (const pair of query.split(/[&;]/)) {
    const equals = pair.indexOf('=')
    const name = pair.slice(0, equals)
    const value = pair.slice(equals + 1).replace(/[.,:!?)}*_]{1,10}$/, '')
    const isNamed =
      SECRET_PARAMETER.test(name) ||
      (/^code$/i.test(name) && isCallback) ||
      (isAccessPage && equals > 0 && !PUBLIC_PARAMETER.test(name))
    if (isNamed && (isSecret(value) || isHexadecimal(value))) return value
  }
  return null
}

function isSecret(value: string): boolean {
  return isUuid(value) ? !isPlaceholder(value) : looksRandom(value) && !isSlug(value)
}

/** Whether a value is a long hexadecimal number. With only sixteen different digits, it may look less random than it is. */
function isHexadecimal(value: string): boolean {
  return /^[\da-f]{20,}$/.test(value) && /\d/.test(value) && !isPlaceholder(value)
}

/** A cheap test for the texts in which `authorizationCodes` may find something. */
export const MAY_HAVE_AUTHORIZATION_CODE = /grant_type|(?:auth|device)[a-z]{0,12}[^\n]{0,12}\bcode\b/i
const CODE_FIELD = /(?<![\w-])\\?["']?code\\?["']?\s{0,3}[:=]\s{0,3}\\?["']?([\w~+/.%-]{16,500})/g

/** In a log: `Auth code received: …`, `Completing authorization with code …`. */
const CODE_IN_LOG = /(?:auth|device)[a-z]{0,12}\b[^\n]{0,12}\bcode\b[ \w]{0,30}[:=]?\s{1,3}["'`]?([\w~+/.-]{20,500})/gi

/** Finds the codes that a program exchanges for a token, in token requests and logs. */
export function* authorizationCodes(text: string): Generator<FoundSecret> {
  const patterns = text.includes('grant_type') ? [CODE_FIELD, CODE_IN_LOG] : [CODE_IN_LOG]
  for (const pattern of patterns)
    for (const { 0: field, 1: value = '', index } of text.matchAll(pattern))
      if (isSecret(value) && (pattern === CODE_FIELD || isMixed(value)))
        yield { kind: 'an authorization code', value, offset: index + field.lastIndexOf(value) }
}
