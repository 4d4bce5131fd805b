import * as z from 'zod'
import type { FakeGitHub } from './fake-github/fake-github.ts'

export const AUTHORIZED = { authorization: 'bearer any' }

const answerSchema = z.object({ data: z.unknown().optional(), errors: z.unknown().optional() })
export type Answer = z.infer<typeof answerSchema> & { readonly status: number; readonly headers: Headers }

/** Sends a GraphQL request to the fake GitHub. */
export async function sendQuery(
  fake: Pick<FakeGitHub, 'fetch'>,
  query: string,
  variables: object = {},
): Promise<Answer> {
  const body = JSON.stringify({ query, variables })
  const response = await fake.fetch('http://127.0.0.1/graphql', { method: 'POST', headers: AUTHORIZED, body })
  const { status, headers } = response
  return { status, headers, ...answerSchema.parse(await response.json()) }
}

/** The value at a path such as `a.b.0.c`; undefined if it does not exist. */
export function valueAt(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
      value,
    )
}

/** For each element of an array, the value at the path. */
export function valuesAt(values: unknown, path: string): unknown[] {
  return z
    .array(z.unknown())
    .parse(values)
    .map((value) => valueAt(value, path))
}
