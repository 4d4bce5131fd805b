import * as z from 'zod'
import { pageSchema } from './proxy-responses.ts'

/** Faults that need no parameters of their own. */
export const MODES = [
  'drop-before',
  'drop-after',
  '502-before',
  '502-after',
  '504-after',
  'slow',
  'not-json',
  'partial',
  'bad-credentials',
  'forbidden',
  'secondary-403',
  'secondary-200',
  'submitted-too-quickly',
  'rate-limited',
] as const
/** The sender gets no response, or a gateway's response. The request is carried out `ms` later. */
export const LATE_MODES = ['drop-late', '502-late', '504-late'] as const
export type Mode = (typeof MODES)[number]
export type LateMode = (typeof LATE_MODES)[number]

const common = {
  /** A GraphQL operation, a REST route such as `POST /repos/{owner}/{repo}/forks`, a kind of request, or `*` for all. */
  operation: z.union([z.enum(['*', 'query', 'mutation', 'rest']), z.string().min(1)]),
  /** How many of these requests are answered normally before this fault occurs. */
  after: z.int().nonnegative().default(0),
  times: z.union([z.int().positive(), z.literal('always')]).default(1),
  /** How long `slow` takes, and how late a late write is carried out. */
  ms: z.int().nonnegative().default(60_000),
}
const simple = z.strictObject({ ...common, mode: z.enum([...MODES, ...LATE_MODES]) })

/** A proxy answers instead of GitHub. It forwards the request at once, `ms` later, or not at all. */
const proxy = z.strictObject({
  ...common,
  mode: z.literal('proxy'),
  status: z.int().min(200).max(599).default(403),
  page: pageSchema.default('html'),
  write: z.enum(['never', 'done', 'late']).default('never'),
})

const secondary = z.strictObject({
  ...common,
  mode: z.literal('secondary'),
  /** With 200, the limit is an entry of `errors`, as in GraphQL. */
  status: z.union([z.literal(200), z.literal(403), z.literal(429)]).default(403),
  /** Whether the message says that it is a secondary limit. */
  message: z.boolean().default(true),
  /** Whether the response links to the page about secondary limits. Ignored for a 200. */
  link: z.boolean().default(false),
  retryAfter: z.int().nonnegative().nullable().default(null),
  /** Replaces `x-ratelimit-remaining`. */
  remaining: z.int().nonnegative().nullable().default(null),
  /** The type of the error. Ignored unless the status is 200. */
  type: z.string().nullable().default(null),
})

/** GitHub refuses the request with this error. */
const refused = z.strictObject({
  ...common,
  mode: z.literal('refused'),
  type: z.string().nullable().default('UNPROCESSABLE'),
  message: z.string().default('Validation failed'),
  /**
   * `null`: `{"createIssue":null}`; `null-inside`: `{"createIssue":{"issue":null}}`. In both, the path of the error is the
   * mutation.
   */
  payload: z.enum(['null', 'null-inside']).default('null'),
})

/** One field, such as `Query.search` or `Repository.milestones`, cannot be read. */
const field = z.strictObject({
  ...common,
  mode: z.literal('field'),
  field: z.string().regex(/^\w+\.\w+$/),
  type: z.string().nullable().default('FORBIDDEN'),
  message: z.string().default('Resource not accessible by personal access token'),
})

export const faultSchema = z.discriminatedUnion('mode', [simple, proxy, secondary, refused, field])
export type FaultInput = z.input<typeof faultSchema>
export type Fault = z.output<typeof faultSchema>

export type Faults = {
  add(faults: unknown): void
  /** Applies this fault before all others, to the next request that it matches. */
  addNext(fault: unknown): void
  /** Finds the fault for this request, if there is one, and counts the request. */
  take(operation: string, kind: string): Fault | null
  /** The faults that were used less often than planned. */
  unused(): readonly Fault[]
}

export function createFaults(): Faults {
  type Pending = { readonly fault: Fault; after: number; times: number; wasUsed: boolean }
  let pending: readonly Pending[] = []
  const parse = (faults: unknown) =>
    z
      .array(faultSchema)
      .parse(faults)
      .map((fault): Pending => {
        const times = fault.times === 'always' ? Number.POSITIVE_INFINITY : fault.times
        return { fault, after: fault.after, times, wasUsed: false }
      })
  return {
    add(faults) {
      pending = [...pending, ...parse(faults)]
    },
    addNext(fault) {
      pending = [...parse([fault]), ...pending]
    },
    take(operation, kind) {
      const isFor = ({ fault }: Pending) => [operation, kind, '*'].includes(fault.operation)
      const next = pending.find((candidate) => isFor(candidate) && candidate.times > 0)
      if (next === undefined) return null
      if (next.after > 0) {
        next.after -= 1
        return null
      }
      next.times -= 1
      next.wasUsed = true
      return next.fault
    },
    unused: () =>
      pending
        .filter(({ fault, times, wasUsed }) => (fault.times === 'always' ? !wasUsed : times > 0))
        .map(({ fault }) => fault),
  }
}
