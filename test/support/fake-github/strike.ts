import type { Clock } from '../../../src/system/clock.ts'
import { type Answer, badCredentials, json, type Outcome, SECONDARY_MESSAGE, secondaryLimit } from './answer.ts'
import type { Budget } from './budget.ts'
import type { Fault, Mode } from './faults.ts'
import type { ErrorShape } from './graphql.ts'

/** A request that a fault applies to. `fields` are its root fields; REST has none. */
export type FaultyRequest = {
  readonly fields: readonly string[]
  readonly respond: () => Promise<Answer>
  readonly clock: Clock
  readonly budget: Budget
}

export function strike(fault: Fault, request: FaultyRequest): Promise<Outcome> {
  return MODES[fault.mode](request, fault)
}

const MODES: Readonly<Record<Mode, (request: FaultyRequest, fault: Fault) => Promise<Outcome>>> = {
  'drop-before': async () => 'dropped',
  'drop-after': ({ respond }) => respond().then(() => 'dropped'),
  '502-before': async () => gateway(502),
  '502-after': ({ respond }) => respond().then(() => gateway(502)),
  '504-after': ({ respond }) => respond().then(() => gateway(504)),
  slow: async ({ respond, clock }, { ms }) => {
    const answer = await respond()
    await clock.sleep(ms)
    return answer
  },
  'not-json': async () => ({
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: '<html><body>Sign in to the network</body></html>',
  }),
  partial: async ({ respond }) => partialAnswer(await respond()),
  'bad-credentials': async () => badCredentials(),
  forbidden: async ({ fields }) =>
    refused(fields, 403, {
      type: 'FORBIDDEN',
      extensions: { saml_failure: false },
      message: 'Resource not accessible by personal access token',
    }),
  'secondary-403': async () => secondaryLimit(60),
  'secondary-200': async ({ fields }) => refused(fields, 403, { type: 'RATE_LIMITED', message: SECONDARY_MESSAGE }),
  'submitted-too-quickly': async ({ fields }) => submittedTooQuickly(fields),
  'rate-limited': async ({ fields, budget }) => {
    budget.spend(budget.state().remaining)
    return rateLimited(fields)
  },
}

export function rateLimited(fields: readonly string[]): Answer {
  return refused(fields, 403, { type: 'RATE_LIMITED', message: 'API rate limit exceeded for user ID 1.' })
}

/** GitHub's refusal of too much content: no status, header or time says that it is a limit. cli/cli#4801 */
export function submittedTooQuickly(fields: readonly string[]): Answer {
  return refused(fields, 422, { type: 'UNPROCESSABLE', message: 'was submitted too quickly' })
}

/** GraphQL answers with status 200 and `errors`; REST, which has no fields, with the status. */
function refused(fields: readonly string[], status: number, error: ErrorShape): Answer {
  const [field] = fields
  if (field === undefined)
    return json(status, { message: error.message, documentation_url: 'https://docs.github.com/rest' })
  const { message, ...rest } = error
  const data = Object.fromEntries(fields.map((name) => [name, null]))
  return json(200, { data, errors: [{ ...rest, path: [field], locations: [{ line: 2, column: 3 }], message }] })
}

function gateway(status: number): Answer {
  return { status, headers: { 'content-type': 'text/html' }, body: `<html><h1>${status}</h1>Unicorn!</html>` }
}

/** Drops the last part of each root field, as GitHub does when a query is too expensive. */
function partialAnswer(answer: Answer): Answer {
  const { data } = JSON.parse(answer.body) as { data?: Record<string, Record<string, unknown> | null> | null }
  if (data === undefined) return answer
  const errors: ErrorShape[] = []
  const parts = Object.entries(data ?? {}).map(([field, value]) => {
    const lost = Object.keys(value ?? {}).at(-1)
    if (value === null || lost === undefined) return [field, value]
    errors.push({
      type: 'RESOURCE_LIMITS_EXCEEDED',
      path: [field, lost],
      message: 'Resource limits for this query exceeded.',
    })
    return [field, { ...value, [lost]: null }]
  })
  return { ...answer, body: JSON.stringify({ data: Object.fromEntries(parts), errors }) }
}
