import { UsageError } from '../errors.ts'
import { HOST, REPO } from '../text/github-names.ts'

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

/** The address of GitHub's web pages, without a slash at the end. @throws UsageError */
export function pageServer(env: Env): string {
  const { protocol, host } = new URL(endpointsOf(env).api)
  // A GitHub on this machine is a fake for tests, whose posts have addresses on github.com.
  const defaultHost = protocol === 'http:' ? 'github.com' : host.replace(/^api\./, '')
  return parseAddress('GITHUB_SERVER_URL', env['GITHUB_SERVER_URL']?.trim() || `https://${defaultHost}`)
}

/** The hosts that the URL of a post can have on the GitHub server that we send requests to. */
export function pageHosts(env: Env): readonly string[] {
  const { api, host } = endpointsOf(env)
  return [host, new URL(api).host, new URL(pageServer(env)).host]
}

/**
 * Besides `owner/name`, `gh` accepts the address of a repository's page or of a clone, and `HOST/owner/name`. We refuse an address
 * with a user, because it may contain a token.
 */
const REPO_ADDRESS = new RegExp(
  String.raw`^(?:(?:https?|(?:git\+)?ssh|git)://)?(?:git@)?(?:www\.)?(?<host>${HOST})[/:](?<repo>${REPO})$`,
  'i',
)

/**
 * Takes `owner/name` out of the address of a repository on our GitHub server. Returns any other text unchanged: a repository on another
 * server is not the one with the same name here.
 */
export function repoInAddress(env: Env, text: string): string {
  const { host, repo } = REPO_ADDRESS.exec(text.trim().replace(/(?:\.git)?\/?$/, ''))?.groups ?? {}
  return host !== undefined && repo !== undefined && pageHosts(env).includes(host.toLowerCase()) ? repo : text
}

/** GitHub Enterprise Server has its REST API at /api/v3, and GraphQL at /api/graphql. */
function graphqlFor(api: string): string {
  return api.endsWith('/api/v3') ? api.replace(/\/v3$/, '/graphql') : `${api}/graphql`
}

/** Addresses on a GitHub Enterprise Server. */
const EXAMPLES = {
  GITHUB_API_URL: 'https://github.example.org/api/v3',
  GITHUB_GRAPHQL_URL: 'https://github.example.org/api/graphql',
  GITHUB_SERVER_URL: 'https://github.example.org',
}

/** A token is sent only over an encrypted connection, or to this computer. No message quotes an address, which may contain a password. */
function parseAddress(name: keyof typeof EXAMPLES, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url !== null && (url.username !== '' || url.password !== ''))
    throw new UsageError(`${name} must not contain a user name or password`, { hint: 'set GH_TOKEN instead' })
  const isLocal = url !== null && /^(localhost|127\.0\.0\.1|\[::1\]|.*\.localhost)$/.test(url.hostname)
  if (url === null || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLocal)))
    throw new UsageError(`${name} must be an https URL (http only on this machine)`, {
      hint: `set it to an address such as ${EXAMPLES[name]}, or unset it`,
    })
  return text.replace(/\/+$/, '')
}
