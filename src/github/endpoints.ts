import { UsageError } from '../errors.ts'

export type Endpoints = {
  readonly api: string
  readonly graphql: string
  /** The host as people and `gh` name it. */
  readonly host: string
}
type Env = Readonly<Record<string, string | undefined>>

/** Where GitHub is, by the names that GitHub Actions gives to these variables. */
export function endpointsOf(env: Env): Endpoints {
  const api = address('GITHUB_API_URL', env['GITHUB_API_URL'] || 'https://api.github.com')
  const graphql = address('GITHUB_GRAPHQL_URL', env['GITHUB_GRAPHQL_URL'] || graphqlBeside(api))
  return { api, graphql, host: new URL(api).hostname.replace(/^api\./, '') }
}

/** GitHub Enterprise Server has its REST API under /api/v3, and GraphQL beside it. */
function graphqlBeside(api: string): string {
  return api.endsWith('/api/v3') ? api.replace(/\/v3$/, '/graphql') : `${api}/graphql`
}

/** A token goes only over an encrypted connection, or to this very machine. */
function address(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  const isLocal = url !== null && /^(localhost|127\.0\.0\.1|\[::1\]|.*\.localhost)$/.test(url.hostname)
  if (url === null || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLocal)))
    throw new UsageError(`${name} must be an https address (http only on this machine), not "${text}"`)
  if (url.username !== '' || url.password !== '') throw new UsageError(`${name} must not hold a user name or password`)
  return text.replace(/\/+$/, '')
}
