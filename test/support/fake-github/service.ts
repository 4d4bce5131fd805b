import { type Answer, badCredentials, json, type Outcome, secondaryLimit } from './answer.ts'
import type { Budget } from './budget.ts'
import type { ContentLimits } from './content-limits.ts'
import type { Faults } from './faults.ts'
import { type Operation, type Root, readOperation, respond } from './graphql.ts'
import { mutationsOf } from './mutations/mutations.ts'
import { queriesOf } from './queries.ts'
import { hashOf, type Logged, tokenIn } from './requests.ts'
import { routeOf } from './rest.ts'
import { rateLimited, strike, submittedTooQuickly } from './strike.ts'
import type { World } from './world.ts'

export type Asked = {
  readonly method: string
  readonly path: string
  readonly authorization: string | null
  readonly body: unknown
}
export type Served = { readonly outcome: Outcome; readonly logged: Logged; readonly unsupported: readonly string[] }

export type Service = (asked: Asked) => Promise<Served>

type Parts = {
  readonly world: World
  readonly budget: Budget
  readonly limits: ContentLimits
  readonly faults: Faults
}
/** A GraphQL or REST request, ready to be executed. */
type Job = Pick<Logged, 'operation' | 'kind' | 'variables'> & {
  readonly fields: readonly string[]
  run(): Promise<{ readonly answer: Answer; readonly unsupported: readonly string[] }>
}

const CONTENT = ['createIssue', 'createDiscussion', 'createPullRequest']

export function createService(parts: Parts): Service {
  const root = { ...queriesOf(parts.world, parts.budget), ...mutationsOf(parts.world) }
  return async (asked) => {
    const job = jobOf(asked, root, parts)
    const token = tokenIn(asked.authorization)
    const fault = token === null ? null : parts.faults.strike(job.operation)
    const unsupported: string[] = []
    const run = async () => {
      const { answer, unsupported: gaps } = await job.run()
      unsupported.push(...gaps)
      return answer
    }
    const outcome =
      token === null
        ? badCredentials()
        : fault === null
          ? await run()
          : await strike(fault, { ...parts, clock: parts.world.clock, fields: job.fields, respond: run })
    const { operation, kind, variables } = job
    const status = outcome === 'dropped' ? null : outcome.status
    const logged = { operation, kind, variables, token: hashOf(token), status, fault: fault?.mode ?? null }
    return { outcome: outcome === 'dropped' ? outcome : withHeaders(outcome, parts), logged, unsupported }
  }
}

function jobOf(asked: Asked, root: Root, parts: Parts): Job {
  if (asked.path === '/graphql' || asked.path === '/api/graphql') {
    const operation = readOperation(asked.body)
    return operation === null ? unknownJob(asked, 400) : graphqlJob(operation, root, parts)
  }
  const route = routeOf(asked)
  if (route === null) return unknownJob(asked, 404)
  const { name, answer } = route
  return {
    operation: name,
    kind: 'rest',
    variables: { path: asked.path, body: asked.body },
    fields: [],
    run: async () => ({ answer: answer(parts.world, parts.budget), unsupported: [] }),
  }
}

function unknownJob({ method, path }: Asked, status: number): Job {
  const operation = `${method} ${path}`
  const answer = json(status, { message: status === 404 ? 'Not Found' : 'Problems parsing JSON' })
  const unsupported = [`the fake GitHub does not play ${operation}`]
  return { operation, kind: 'rest', variables: null, fields: [], run: async () => ({ answer, unsupported }) }
}

function graphqlJob({ name, kind, fields, variables, ...rest }: Operation, root: Root, parts: Parts): Job {
  return {
    operation: name,
    kind,
    variables,
    fields,
    run: async () => {
      const limited = limitOn(fields, parts)
      if (limited !== null) return { answer: limited, unsupported: [] }
      parts.budget.spend(1)
      const { result, unsupported } = await respond({ name, kind, fields, variables, ...rest }, root)
      return { answer: json(200, result), unsupported }
    },
  }
}

function limitOn(fields: readonly string[], { budget, limits }: Parts): Answer | null {
  if (budget.state().remaining === 0) return rateLimited(fields)
  if (!fields.some((field) => CONTENT.includes(field))) return null
  const verdict = limits.verdict()
  if (verdict.kind === 'pause') return secondaryLimit(verdict.seconds)
  if (verdict.kind === 'too-quickly') return submittedTooQuickly(fields)
  limits.count()
  return null
}

/** The headers that GitHub, unlike a proxy, puts on every response. */
function withHeaders(answer: Answer, { world, budget }: Parts): Answer {
  if (answer.headers['content-type'] === 'text/html') return answer
  const { limit, remaining, used, resetAt } = budget.state()
  const headers: Record<string, string> = {
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
