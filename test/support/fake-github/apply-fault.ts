import type { Clock } from '../../../src/system/clock.ts'
import type { Budget } from './budget.ts'
import type { Fault, LateMode, Mode } from './faults.ts'
import type { FailingField } from './graphql.ts'
import { secondaryLimitOfShape } from './limit-shapes.ts'
import { gatewayResponse, proxyResponse } from './proxy-responses.ts'
import { type Fields, partialResponse, rateLimited, refusalResponse, submittedTooQuickly } from './refusals.ts'
import { badCredentials, type HttpResponse, type Outcome, SECONDARY_MESSAGE, secondaryLimit } from './response.ts'

/** A request that a fault applies to. */
export type FaultyRequest = {
  readonly fields: Fields
  readonly respond: (failing?: FailingField) => Promise<HttpResponse>
  /** Executes the request this many milliseconds later. */
  readonly executeLate: (milliseconds: number) => void
  readonly clock: Clock
  readonly budget: Budget
}

export async function applyFault(fault: Fault, request: FaultyRequest): Promise<Outcome> {
  const { fields, respond } = request
  switch (fault.mode) {
    case 'proxy':
      if (fault.write === 'done') await respond()
      if (fault.write === 'late') request.executeLate(fault.ms)
      return proxyResponse(fault.status, fault.page)
    case 'secondary':
      return secondaryLimitOfShape(fields, fault)
    case 'refused':
      return refusalResponse(fields, 422, errorOf(fault), fault.payload)
    case 'field':
      return respond({ name: fault.field, error: errorOf(fault) })
    default:
      return APPLY_MODE[fault.mode](request, fault.ms)
  }
}

function errorOf({ type, message }: { readonly type: string | null; readonly message: string }) {
  return type === null ? { message } : { type, message }
}

const APPLY_MODE: Readonly<Record<Mode | LateMode, (request: FaultyRequest, ms: number) => Promise<Outcome>>> = {
  'drop-before': async () => 'dropped',
  'drop-after': ({ respond }) => respond().then(() => 'dropped'),
  'drop-late': async ({ executeLate }, ms) => {
    executeLate(ms)
    return 'dropped'
  },
  '502-before': async () => gatewayResponse(502),
  '502-after': ({ respond }) => respond().then(() => gatewayResponse(502)),
  '502-late': async ({ executeLate }, ms) => {
    executeLate(ms)
    return gatewayResponse(502)
  },
  '504-after': ({ respond }) => respond().then(() => gatewayResponse(504)),
  '504-late': async ({ executeLate }, ms) => {
    executeLate(ms)
    return gatewayResponse(504)
  },
  slow: async ({ respond, clock }, ms) => {
    const response = await respond()
    await clock.sleep(ms)
    return response
  },
  'not-json': async () => proxyResponse(200, 'html'),
  partial: async ({ respond }) => partialResponse(await respond()),
  'bad-credentials': async () => badCredentials(),
  forbidden: async ({ fields }) =>
    refusalResponse(fields, 403, {
      type: 'FORBIDDEN',
      extensions: { saml_failure: false },
      message: 'Resource not accessible by personal access token',
    }),
  'secondary-403': async () => secondaryLimit(60),
  'secondary-200': async ({ fields }) =>
    refusalResponse(fields, 403, { type: 'RATE_LIMITED', message: SECONDARY_MESSAGE }),
  'submitted-too-quickly': async ({ fields }) => submittedTooQuickly(fields),
  'rate-limited': async ({ fields, budget }) => {
    budget.spend(budget.state().remaining)
    return rateLimited(fields)
  },
}
