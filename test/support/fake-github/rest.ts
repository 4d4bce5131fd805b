import * as z from 'zod'
import { type Answer, json } from './answer.ts'
import type { Budget, BudgetState } from './budget.ts'
import { Refusal } from './refusal.ts'
import { checkPush, checkSso, checkWrite } from './rights.ts'
import { newId, type Repository, register, repositoryNamed, userNamed, type World } from './world.ts'

export type RestRequest = { readonly method: string; readonly path: string; readonly body: unknown }
type Route = {
  readonly name: string
  readonly pattern: RegExp
  readonly answer: (world: World, budget: Budget, names: readonly string[], body: unknown) => Answer
}
export type FoundRoute = { readonly name: string; readonly answer: (world: World, budget: Budget) => Answer }

/** The few REST routes for what GraphQL lacks. */
const ROUTES: readonly Route[] = [
  { name: 'GET /user', pattern: /^GET \/user$/, answer: (world) => json(200, userOf(world)) },
  { name: 'GET /rate_limit', pattern: /^GET \/rate_limit$/, answer: (_, budget) => json(200, limitsOf(budget)) },
  {
    name: 'POST /repos/{owner}/{repo}/forks',
    pattern: /^POST \/repos\/([^/]+)\/([^/]+)\/forks$/,
    answer: (world, _, [owner, name]) => json(202, fork(world, `${owner}/${name}`)),
  },
  {
    name: 'POST /repos/{owner}/{repo}/merge-upstream',
    pattern: /^POST \/repos\/([^/]+)\/([^/]+)\/merge-upstream$/,
    answer: (world, _, [owner, name], body) => json(200, mergeUpstream(world, `${owner}/${name}`, body)),
  },
  {
    name: 'POST /repos/{owner}/{repo}/security-advisories/reports',
    pattern: /^POST \/repos\/([^/]+)\/([^/]+)\/security-advisories\/reports$/,
    answer: (world, _, [owner, name], body) => json(201, report(world, `${owner}/${name}`, body)),
  },
]

export function routeOf({ method, path, body }: RestRequest): FoundRoute | null {
  for (const { name, pattern, answer } of ROUTES) {
    const match = pattern.exec(`${method} ${path}`)
    if (match !== null)
      return { name, answer: (world, budget) => guarded(() => answer(world, budget, match.slice(1), body)) }
  }
  return null
}

const STATUS: Readonly<Record<string, number>> = { NOT_FOUND: 404, UNPROCESSABLE: 422 }

function guarded(answer: () => Answer): Answer {
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
  const limit = ({ limit, remaining, used, resetAt }: BudgetState) => ({
    limit,
    remaining,
    used,
    reset: Math.floor(resetAt.getTime() / 1000),
  })
  const graphql = limit(budget.state())
  const core = { ...graphql, remaining: graphql.limit, used: 0 }
  return { resources: { core, graphql, search: { ...core, limit: 30, remaining: 30 } }, rate: core }
}

function repositoryAt(world: World, nameWithOwner: string): Repository {
  const repository = repositoryNamed(world, nameWithOwner)
  if (repository === undefined) throw new Refusal('NOT_FOUND', 'Not Found')
  checkSso(repository)
  return repository
}

/** Created at once, visible later; a second request returns the same fork. */
function fork(world: World, of: string) {
  const parent = repositoryAt(world, of)
  const nameWithOwner = `${world.viewer.login}/${parent.name}`
  const existing = world.repositories.find((one) => one.nameWithOwner === nameWithOwner)
  const made = existing ?? addFork(world, parent, nameWithOwner)
  return { full_name: made.nameWithOwner, node_id: made.id, fork: true, default_branch: made.defaultBranch }
}

function addFork(world: World, parent: Repository, nameWithOwner: string): Repository {
  const made = register(world, {
    ...parent,
    id: newId(world, 'R'),
    owner: userNamed(world, world.viewer.login),
    nameWithOwner,
    formerly: [],
    parent,
    permission: 'ADMIN' as const,
    hasIssues: false,
    hasDiscussions: false,
    isBlocked: false,
    visibleFrom: new Date(world.clock.now().getTime() + world.lag.forks * 1000),
    branches: new Map(parent.branches),
    labels: [...parent.labels],
    posts: [],
    numbered: new Map(),
    lastNumber: 0,
    advisories: [],
  })
  world.repositories.push(made)
  return made
}

const mergeSchema = z.object({ branch: z.string().min(1) })

/** Works only for a fork without commits of its own. */
function mergeUpstream(world: World, nameWithOwner: string, body: unknown) {
  const { branch } = mergeSchema.parse(body)
  const fork = repositoryAt(world, nameWithOwner)
  const oid = fork.parent?.branches.get(branch)
  if (oid === undefined) throw new Refusal('UNPROCESSABLE', 'The repository is not a fork')
  checkPush(world, fork)
  const mergeType = fork.branches.get(branch) === oid ? 'none' : 'fast-forward'
  fork.branches.set(branch, oid)
  return { message: 'Successfully fetched', merge_type: mergeType, base_branch: branch }
}

const reportSchema = z.object({ summary: z.string().min(1), description: z.string().min(1) })

function report(world: World, nameWithOwner: string, body: unknown) {
  const repository = repositoryAt(world, nameWithOwner)
  checkWrite(world, repository)
  const parsed = reportSchema.safeParse(body)
  if (!parsed.success) throw new Refusal('UNPROCESSABLE', 'Invalid request: summary and description are needed')
  const number = String(repository.advisories.length + 1).padStart(4, '0')
  const ghsaId = `GHSA-fake-fake-${number}`
  repository.advisories.push({ ghsaId, ...parsed.data })
  return {
    ghsa_id: ghsaId,
    state: 'triage',
    html_url: `https://github.com/${nameWithOwner}/security/advisories/${ghsaId}`,
  }
}
