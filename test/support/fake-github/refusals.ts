import type { ErrorShape, Operation } from './graphql.ts'
import { type HttpResponse, json } from './response.ts'

/** The fields at the root of an operation, and what each of them selects. REST has none. */
export type Fields = Operation['fields']

export function rateLimited(fields: Fields): HttpResponse {
  return refusalResponse(fields, 403, { type: 'RATE_LIMITED', message: 'API rate limit exceeded for user ID 1.' })
}

/** GitHub's refusal of too much content. No status, header or time shows that it is a limit. cli/cli#4801 */
export function submittedTooQuickly(fields: Fields): HttpResponse {
  return refusalResponse(fields, 422, { type: 'UNPROCESSABLE', message: 'was submitted too quickly' })
}

export type Payload = 'null' | 'null-inside'

/** GraphQL answers with status 200 and `errors`; REST, which has no fields, with the given status. */
export function refusalResponse(
  fields: Fields,
  status: number,
  error: ErrorShape,
  payload: Payload = 'null',
): HttpResponse {
  const [field] = Object.keys(fields)
  if (field === undefined)
    return json(status, { message: error.message, documentation_url: 'https://docs.github.com/rest' })
  const { message, ...rest } = error
  const data = Object.fromEntries(
    Object.entries(fields).map(([name, selected]) => [name, payload === 'null' ? null : nullsFor(selected)]),
  )
  return json(200, { data, errors: [{ ...rest, path: [field], locations: [{ line: 2, column: 3 }], message }] })
}

function nullsFor(selected: readonly string[]) {
  return Object.fromEntries(selected.map((name) => [name, null]))
}

/** Replaces the last field below each root field with null, as GitHub does when a query is too expensive. */
export function partialResponse(response: HttpResponse): HttpResponse {
  const { data } = JSON.parse(response.body) as { data?: Record<string, Record<string, unknown> | null> | null }
  if (data === undefined) return response
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
  return { ...response, body: JSON.stringify({ data: Object.fromEntries(parts), errors }) }
}
