import type { Answer } from './answer.ts'
import type { Budget } from './budget.ts'
import type { World } from './world.ts'

let answers = 0

/** Everybody dates an answer, each by their own clock. What follows is only GitHub's. */
export function withHeaders(answer: Answer, world: World, budget: Budget): Answer {
  const clock = answer.isFromGitHub ? world.clock : world.clock.local
  const date = clock.now().toUTCString()
  if (!answer.isFromGitHub) return { ...answer, headers: { date, ...answer.headers } }
  const { limit, remaining, used, resetAt } = budget.state()
  const headers: Record<string, string> = {
    date,
    'x-github-request-id': `FA4E:${(++answers).toString(16).toUpperCase().padStart(8, '0')}`,
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
  if (answer.body.includes('"saml_failure":true'))
    headers['x-github-sso'] = 'required; url=https://github.com/orgs/example/sso?authorization_request=AAAA'
  return { ...answer, headers: { ...headers, ...answer.headers } }
}
