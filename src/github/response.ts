import * as z from 'zod'
import type { Headers } from './headers.ts'

/** An HTTP response, from GitHub or from a proxy on the way. */
export type HttpResponse = { readonly status: number; readonly headers: Headers; readonly data: unknown }

const graphqlError = z.object({
  type: z.string().nullish(),
  path: z.array(z.union([z.string(), z.number()])).nullish(),
  message: z.string().default(''),
  extensions: z.object({ saml_failure: z.boolean().optional(), code: z.string().optional() }).nullish(),
})
export type GraphqlError = z.infer<typeof graphqlError>

const graphqlErrors = z.object({ errors: z.array(graphqlError).min(1), data: z.unknown().optional() })
const graphqlData = z.object({ data: z.record(z.string(), z.unknown()), errors: z.array(z.never()).nullish() })
const restError = z.object({
  message: z.string(),
  documentation_url: z.string().default(''),
  errors: z.array(z.object({ message: z.string().optional() })).catch([]),
})

/** The `errors` of a GraphQL response, with what it has of the data; null: it has none. */
export function errorsIn(body: unknown): z.infer<typeof graphqlErrors> | null {
  return graphqlErrors.safeParse(body).data ?? null
}

/** The `data` of a GraphQL response without errors. */
export function dataIn(body: unknown): Readonly<Record<string, unknown>> | null {
  return graphqlData.safeParse(body).data?.data ?? null
}

/** What a REST response with an error status says. */
export function restErrorIn(body: unknown): z.infer<typeof restError> | null {
  return restError.safeParse(body).data ?? null
}

/**
 * Whether GitHub itself gave this response. A proxy or a scanner in between may answer with any status, even after GitHub has
 * carried out a write; but it does not know the id that GitHub puts on every response.
 */
export function isFromGitHub({ headers, data }: HttpResponse): boolean {
  return String(headers['x-github-request-id'] ?? '') !== '' && typeof data === 'object' && data !== null
}

/** Whether GitHub itself says that the request failed: only then is it certain that a write had no effect. */
export function isRefusal(response: HttpResponse): boolean {
  return isFromGitHub(response) && (restErrorIn(response.data) !== null || errorsIn(response.data) !== null)
}
