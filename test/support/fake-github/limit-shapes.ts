import type { Fault } from './faults.ts'
import { type Fields, refusalResponse } from './refusals.ts'
import { type HttpResponse, json, SECONDARY_MESSAGE, SECONDARY_PAGE } from './response.ts'

type Shape = Extract<Fault, { readonly mode: 'secondary' }>

/**
 * GitHub reports a secondary limit in many ways: the status is 200, 403 or 429, and the message, the link or the time may be
 * missing.
 */
export function secondaryLimitOfShape(fields: Fields, shape: Shape): HttpResponse {
  const response = shape.status === 200 ? limitInErrors(fields, shape) : limitWithStatus(shape.status, shape)
  const headers = {
    ...response.headers,
    ...(shape.retryAfter === null ? {} : { 'retry-after': String(shape.retryAfter) }),
    ...(shape.remaining === null ? {} : { 'x-ratelimit-remaining': String(shape.remaining) }),
  }
  return { ...response, headers }
}

function limitInErrors(fields: Fields, { message, type }: Shape): HttpResponse {
  const text = message ? SECONDARY_MESSAGE : 'Something went wrong while executing your query.'
  return refusalResponse(fields, 403, { ...(type === null ? {} : { type }), message: text })
}

function limitWithStatus(status: number, { message, link }: Shape): HttpResponse {
  return json(status, {
    ...(link ? { documentation_url: SECONDARY_PAGE } : {}),
    message: message ? SECONDARY_MESSAGE : 'Forbidden',
  })
}
