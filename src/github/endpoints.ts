import { UsageError } from '../errors.ts'

export type Endpoints = {
  readonly api: string
  readonly graphql: string
  /** The host name that people and `gh` use, such as github.com. */
  readonly host: string
}
type Env = Readonly<Record<string, string | undefined>>

/** The addresses of GitHub's APIs, from the environment variables that GitHub Actions sets too. @throws UsageError */
export function endpointsOf(env: Env): Endpoints {
  const api = parseAddress('GITHUB_API_URL', env['GITHUB_API_URL']?.trim() || 'https://api.github.com')
  const graphql = parseAddress('GITHUB_GRAPHQL_URL', env['GITHUB_GRAPHQL_URL']?.trim() || graphqlFor(api))
  return { api, graphql, host: new URL(api).hostname.replace(/^api\./, '') }
}

/** The hosts that the URL of a post can have on the GitHub server that we send requests to. */
export function pageHosts(env: Env): readonly string[] {
  const { api, host } = endpointsOf(env)
  const server = env['GITHUB_SERVER_URL'] ?? ''
  const hosts = [host, new URL(api).host, ...(URL.canParse(server) ? [new URL(server).host] : [])]
  // A GitHub on this machine is a fake for tests, whose posts have addresses on github.com.
  return new URL(api).protocol === 'http:' ? [...hosts, 'github.com'] : hosts
}

/** GitHub Enterprise Server has its REST API at /api/v3, and GraphQL at /api/graphql. */
function graphqlFor(api: string): string {
  return api.endsWith('/api/v3') ? api.replace(/\/v3$/, '/graphql') : `${api}/graphql`
}

/** Addresses on a GitHub Enterprise Server. */
const EXAMPLES = {
  GITHUB_API_URL: 'https://github.example.org/api/v3',
  GITHUB_GRAPHQL_URL: 'https://github.example.org/api/graphql',
}

/** A token is sent only over an encrypted connection, or to this computer. */
function parseAddress(name: keyof typeof EXAMPLES, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  // First, because the other message shows the address.
  if (url !== null && (url.username !== '' || url.password !== ''))
    throw new UsageError(`${name} must not contain a user name or password`, { hint: 'set GH_TOKEN instead' })
  const isLocal = url !== null && /^(localhost|127\.0\.0\.1|\[::1\]|.*\.localhost)$/.test(url.hostname)
  if (url === null || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLocal)))
    throw new UsageError(`${name} must be an https URL (http only on this machine), not "${text}"`, {
      hint: `set it to an address such as ${EXAMPLES[name]}, or unset it`,
    })
  return text.replace(/\/+$/, '')
}
