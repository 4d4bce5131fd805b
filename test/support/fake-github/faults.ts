import * as z from 'zod'

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
export type Mode = (typeof MODES)[number]

const faultSchema = z.strictObject({
  /** A GraphQL operation's name, or a REST route such as `POST /repos/{owner}/{repo}/forks`. */
  operation: z.string().min(1),
  mode: z.enum(MODES),
  /** How long `slow` takes. */
  ms: z.int().nonnegative().default(60_000),
  /** How many of these operations succeed before the fault occurs. */
  after: z.int().nonnegative().default(0),
  times: z.int().positive().default(1),
})
export type FaultInput = z.input<typeof faultSchema>
export type Fault = z.output<typeof faultSchema>

export type Faults = {
  add(faults: unknown): void
  /** The fault for this request, if there is one. */
  strike(operation: string): Fault | null
  unused(): readonly Fault[]
}

export function createFaults(): Faults {
  let pending: readonly { readonly fault: Fault; after: number; times: number }[] = []
  return {
    add(faults) {
      const added = z.array(faultSchema).parse(faults)
      pending = [...pending, ...added.map((fault) => ({ fault, after: fault.after, times: fault.times }))]
    },
    strike(operation) {
      const next = pending.find(({ fault, times }) => fault.operation === operation && times > 0)
      if (next === undefined) return null
      if (next.after > 0) {
        next.after -= 1
        return null
      }
      next.times -= 1
      return next.fault
    },
    unused: () => pending.filter(({ times }) => times > 0).map(({ fault }) => fault),
  }
}
