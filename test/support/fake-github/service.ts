import { applyFault } from './apply-fault.ts'
import type { Budget } from './budget.ts'
import type { ContentLimits } from './content-limits.ts'
import type { Fault, Faults } from './faults.ts'
import { type FailingField, type Operation, readOperation, respond } from './graphql.ts'
import { withHeaders } from './headers.ts'
import type { LateWrites } from './late-writes.ts'
import { mutationsOf } from './mutations/mutations.ts'
import { queriesOf } from './queries.ts'
import { type Fields, rateLimited, submittedTooQuickly } from './refusals.ts'
import type { Replicas } from './replicas.ts'
import { hashOf, type LoggedRequest, tokenIn } from './requests.ts'
import { badCredentials, type HttpResponse, json, type Outcome, secondaryLimit } from './response.ts'
import { routeOf } from './rest.ts'
import type { World } from './world.ts'

export type ServiceRequest = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly authorization: string | null
  readonly body: unknown
}
export type Served = { readonly outcome: Outcome; readonly logged: LoggedRequest }
export type Service = (request: ServiceRequest) => Promise<Served>

type Parts = {
  readonly world: World
  readonly replicas: Replicas
  readonly budget: Budget
  /** The budget that all requests without a token share. */
  readonly anonymous: Budget
  readonly limits: ContentLimits
  readonly faults: Faults
  readonly late: LateWrites
  readonly knowsIssueTypes: boolean
  /** Called with a description of each request or field that GitHub or the fake does not support. */
  readonly onUnsupported: (what: string) => void
}
/**
 * A GraphQL or REST request that can be executed. `run` reads and changes the world before it returns a promise, so no other
 * request can interfere.
 */
type Job = Pick<LoggedRequest, 'operation' | 'kind' | 'variables'> & {
  readonly fields: Fields
  readonly isPublic: boolean
  run(failing?: FailingField): Promise<HttpResponse>
}

const CONTENT_MUTATIONS = ['createIssue', 'createDiscussion', 'createPullRequest']

export function createService(parts: Parts): Service {
  return async (request) => {
    await parts.late.executeDue()
    const token = tokenIn(request.authorization)
    const visible = token === null ? withoutToken(parts) : parts
    const job = jobOf(request, visible)
    const { operation, kind, variables } = job
    const isServed = token !== null || job.isPublic
    const fault = isServed ? parts.faults.take(operation, kind) : null
    const outcome = isServed ? await outcomeOf(job, fault, visible) : badCredentials()
    const status = outcome === 'dropped' ? null : outcome.status
    const logged = { operation, kind, variables, token: hashOf(token), status, fault: fault?.mode ?? null }
    return { outcome: outcome === 'dropped' ? outcome : withHeaders(outcome, parts.world, visible.budget), logged }
  }
}

/** Without a token, private repositories are hidden and few requests are allowed. */
function withoutToken(parts: Parts): Parts {
  const replicas = { ...parts.replicas, next: (operation: string) => publicPartOf(parts.replicas.next(operation)) }
  return { ...parts, budget: parts.anonymous, world: publicPartOf(parts.world), replicas }
}

function publicPartOf(world: World): World {
  return { ...world, repositories: world.repositories.filter(({ isPrivate }) => !isPrivate) }
}

function outcomeOf(job: Job, fault: Fault | null, { world, budget, replicas, late }: Parts): Promise<Outcome> {
  const run = (failing?: FailingField) => {
    const response = job.run(failing)
    if (job.kind !== 'query') replicas.record()
    return response
  }
  if (fault === null) return run()
  const executeLate = (milliseconds: number) => late.hold(milliseconds, run)
  return applyFault(fault, { fields: job.fields, respond: run, executeLate, clock: world.clock, budget })
}

function jobOf(request: ServiceRequest, parts: Parts): Job {
  if (request.path === '/graphql' || request.path === '/api/graphql') {
    const operation = readOperation(request.body)
    return operation === null ? unknownJob(request, 400, parts) : graphqlJob(operation, parts)
  }
  const route = routeOf(request)
  if (route === null) return unknownJob(request, 404, parts)
  return {
    operation: route.name,
    kind: 'rest',
    variables: {
      path: request.query.size === 0 ? request.path : `${request.path}?${request.query}`,
      body: request.body,
    },
    fields: {},
    isPublic: route.isPublic,
    run: async () => {
      if (parts.budget === parts.anonymous) {
        if (parts.budget.state().remaining === 0) return rateLimited({})
        parts.budget.spend(1)
      }
      return route.answer(request.method === 'GET' ? parts.replicas.next(route.name) : parts.world, parts.budget)
    },
  }
}

function unknownJob({ method, path }: ServiceRequest, status: number, { onUnsupported }: Parts): Job {
  const operation = `${method} ${path}`
  const response = json(status, { message: status === 404 ? 'Not Found' : 'Problems parsing JSON' })
  const run = async () => {
    onUnsupported(`the fake GitHub does not support ${operation}`)
    return response
  }
  return { operation, kind: 'rest', variables: null, fields: {}, isPublic: status === 404, run }
}

function graphqlJob(operation: Operation, parts: Parts): Job {
  const { name, kind, fields, variables } = operation
  return {
    operation: name,
    kind,
    variables,
    fields,
    isPublic: false,
    run: async (failing) => {
      const limited = limitOn(fields, parts)
      if (limited !== null) return limited
      parts.budget.spend(1)
      const root = { ...queriesOf(parts.replicas.next(name), parts.budget), ...mutationsOf(parts.world) }
      const { result, unsupported } = await respond(operation, {
        root,
        failing,
        knowsIssueTypes: parts.knowsIssueTypes,
      })
      unsupported.forEach(parts.onUnsupported)
      return json(200, result)
    },
  }
}

function limitOn(fields: Fields, { budget, limits }: Parts): HttpResponse | null {
  if (budget.state().remaining === 0) return rateLimited(fields)
  if (!Object.keys(fields).some((field) => CONTENT_MUTATIONS.includes(field))) return null
  const verdict = limits.check()
  if (verdict.kind === 'pause') return secondaryLimit(verdict.seconds)
  if (verdict.kind === 'too-quickly') return submittedTooQuickly(fields)
  limits.recordCreation()
  return null
}
