import { advisoriesOf, report, reportingOf } from './advisories.ts'
import type { Budget, BudgetState } from './budget.ts'
import { createFork, mergeUpstream } from './forks.ts'
import { viewOfBlob, viewOfChanges, viewOfIssue, viewOfIssues, viewOfSettings, viewOfTree } from './public-views.ts'
import { Refusal } from './refusal.ts'
import { type HttpResponse, json } from './response.ts'
import { checkSso } from './rights.ts'
import { type Repository, repositoryNamed, type World } from './world.ts'

export type RestRequest = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: unknown
}
export type FoundRoute = {
  readonly name: string
  /** Whether the route works without a token, for public data. */
  readonly isPublic: boolean
  readonly answer: (world: World, budget: Budget) => HttpResponse
}

type Route = {
  readonly name: string
  readonly status: number
  readonly bodyOf: (world: World, budget: Budget) => unknown
}
/** A route for a repository, such as `POST /repos/{owner}/{repo}/forks`. */
type RepositoryRoute = {
  readonly name: string
  readonly status: number
  readonly isPublic?: true
  readonly bodyOf: (world: World, repository: Repository, request: RepositoryRequest) => unknown
}
/** `id`: the value of `{id}` in the route; '' if the route has none. */
type RepositoryRequest = Pick<RestRequest, 'query' | 'body'> & { readonly id: string }

/** The REST routes that the fake supports, besides those for a repository. */
const ROUTES: readonly Route[] = [
  { name: 'GET /user', status: 200, bodyOf: (world) => userOf(world) },
  { name: 'GET /rate_limit', status: 200, bodyOf: (_, budget) => limitsOf(budget) },
]
const REPOSITORY_ROUTES: readonly RepositoryRoute[] = [
  { name: 'GET /repos/{owner}/{repo}', status: 200, isPublic: true, bodyOf: viewOfSettings },
  { name: 'GET /repos/{owner}/{repo}/git/trees/{id}', status: 200, isPublic: true, bodyOf: viewOfTree },
  { name: 'GET /repos/{owner}/{repo}/git/blobs/{id}', status: 200, isPublic: true, bodyOf: viewOfBlob },
  { name: 'GET /repos/{owner}/{repo}/issues', status: 200, isPublic: true, bodyOf: viewOfIssues },
  { name: 'GET /repos/{owner}/{repo}/issues/{id}', status: 200, isPublic: true, bodyOf: viewOfIssue },
  { name: 'GET /repos/{owner}/{repo}/pulls/{id}/files', status: 200, isPublic: true, bodyOf: viewOfChanges },
  {
    name: 'POST /repos/{owner}/{repo}/forks',
    status: 202,
    bodyOf: (world, repository) => createFork(world, repository),
  },
  {
    name: 'POST /repos/{owner}/{repo}/merge-upstream',
    status: 200,
    bodyOf: (world, repository, { body }) => mergeUpstream(world, repository, body),
  },
  {
    name: 'POST /repos/{owner}/{repo}/security-advisories/reports',
    status: 201,
    bodyOf: (world, repository, { body }) => report(world, repository, body),
  },
  { name: 'GET /repos/{owner}/{repo}/private-vulnerability-reporting', status: 200, bodyOf: reportingOf },
  {
    name: 'GET /repos/{owner}/{repo}/security-advisories',
    status: 200,
    // This listing comes from the replica for listings, which may be behind the others.
    bodyOf: (world, repository) => {
      const seen = world.replicaFor('listings')
      return advisoriesOf(seen, repositoryNamed(seen, repository.nameWithOwner) ?? repository)
    },
  },
]

export function routeOf(request: RestRequest): FoundRoute | null {
  const { method, path } = request
  const route = ROUTES.find(({ name }) => name === `${method} ${path}`)
  if (route !== undefined)
    return {
      name: route.name,
      isPublic: false,
      answer: (world, budget) => catchRefusal(() => json(route.status, route.bodyOf(world, budget))),
    }
  const [, address, rest = ''] = /^\/(repos\/[^/]+\/[^/]+|repositories\/\d+)(\/.+)?$/.exec(path) ?? []
  if (address === undefined) return null
  for (const candidate of REPOSITORY_ROUTES) {
    const pattern = `^${candidate.name.replace('/repos/{owner}/{repo}', '').replace('{id}', '([^/]+)')}$`
    const match = new RegExp(pattern).exec(`${method} ${rest}`)
    if (match === null) continue
    const { name, isPublic = false } = candidate
    const answer = (world: World) =>
      catchRefusal(() => answerAt(world, address, rest, candidate, match[1] ?? '', request))
    return { name, isPublic, answer }
  }
  return null
}

function answerAt(
  world: World,
  address: string,
  rest: string,
  { status, bodyOf }: RepositoryRoute,
  id: string,
  { method, query, body }: RestRequest,
): HttpResponse {
  const repository = repositoryAt(world, address)
  if (isFormerName(repository, address)) return movedTo(world, repository, rest + searchOf(query), method)
  // https://docs.github.com/rest/issues/issues#get-an-issue
  const moved = rest === `/issues/${id}` ? repository.transferred.get(Number(id)) : undefined
  if (moved !== undefined) return movedTo(world, moved.repository, `/issues/${moved.number}`, method)
  checkSso(repository)
  return json(status, bodyOf(world, repository, { id, query, body }))
}

const searchOf = (query: URLSearchParams) => (query.size === 0 ? '' : `?${query}`)

/** `address`: `repos/OWNER/NAME`, or `repositories/NUMBER`, to which GitHub redirects from a former name. */
function repositoryAt(world: World, address: string): Repository {
  const [kind, ...names] = address.split('/')
  const repository =
    kind === 'repositories' ? world.repositories[Number(names[0]) - 1] : repositoryNamed(world, names.join('/'))
  if (repository === undefined) throw new Refusal('NOT_FOUND', 'Not Found')
  return repository
}

function isFormerName({ nameWithOwner }: Repository, address: string): boolean {
  return address.startsWith('repos/') && address.toLowerCase() !== `repos/${nameWithOwner.toLowerCase()}`
}

/**
 * The status 307 makes a client repeat a write with the same method and body.
 * https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#follow-redirects
 */
function movedTo({ repositories }: World, repository: Repository, rest: string, method: string): HttpResponse {
  const url = `/repositories/${repositories.indexOf(repository) + 1}${rest}`
  const status = method === 'GET' ? 301 : 307
  return json(status, { message: 'Moved Permanently', url }, { location: url })
}

const STATUS: Readonly<Record<string, number>> = { NOT_FOUND: 404, UNPROCESSABLE: 422 }

function catchRefusal(answer: () => HttpResponse): HttpResponse {
  try {
    return answer()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return json(STATUS[error.type ?? ''] ?? 403, {
      message: error.message,
      documentation_url: 'https://docs.github.com/rest',
    })
  }
}

const userOf = ({ viewer }: World) => ({
  login: viewer.login,
  type: 'User',
  html_url: `https://github.com/${viewer.login}`,
})

function limitsOf(budget: Budget) {
  const viewOf = ({ limit, remaining, used, resetAt }: BudgetState) => ({
    limit,
    remaining,
    used,
    reset: Math.floor(resetAt.getTime() / 1000),
  })
  const graphql = viewOf(budget.state())
  const core = { ...graphql, remaining: graphql.limit, used: 0 }
  return { resources: { core, graphql, search: { ...core, limit: 30, remaining: 30 } }, rate: core }
}
