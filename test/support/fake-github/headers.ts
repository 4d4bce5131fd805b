import type { Budget } from './budget.ts'
import type { HttpResponse } from './response.ts'
import type { World } from './world.ts'

let responseCount = 0

/**
 * Adds the date by the responding server's clock. A response from GitHub also gets a request id, the rate limit, the scopes of the
 * token, and the page for single sign-on if that is needed.
 */
export function withHeaders(response: HttpResponse, world: World, budget: Budget): HttpResponse {
  const clock = response.isFromGitHub ? world.clock : world.clock.local
  const date = clock.now().toUTCString()
  if (!response.isFromGitHub) return { ...response, headers: { date, ...response.headers } }
  const { limit, remaining, used, resetAt } = budget.state()
  const headers: Record<string, string> = {
    date,
    'x-github-request-id': `FA4E:${(++responseCount).toString(16).toUpperCase().padStart(8, '0')}`,
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-used': String(used),
    'x-ratelimit-reset': String(Math.ceil(resetAt.getTime() / 1000)),
    'x-ratelimit-resource': 'graphql',
  }
  if (world.scopes !== null) {
    headers['x-oauth-scopes'] = world.scopes.join(', ')
    headers['x-accepted-oauth-scopes'] = 'repo'
  }
  if (response.body.includes('"saml_failure":true'))
    headers['x-github-sso'] = 'required; url=https://github.com/orgs/example/sso?authorization_request=AAAA'
  return { ...response, headers: { ...headers, ...response.headers } }
}
