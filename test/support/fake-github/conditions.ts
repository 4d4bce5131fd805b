import * as z from 'zod'
import { type Age, ageSchema } from './age.ts'

const seconds = z.number().nonnegative()

/** How many seconds it takes until changes become visible. */
export const lagSchema = z.strictObject({
  /** New posts in a search. */
  search: seconds.default(30),
  /** New forks, by their name and among the forks of their parent. */
  forks: seconds.default(5),
  /** GraphQL lists of issues, discussions, pull requests, branches, labels, sub-issues and forks; the REST list of advisories. */
  listings: ageSchema.default(0),
  /** Everything else, such as what is read by its name, number or id: a repository, an issue, a branch, a file. */
  lookups: ageSchema.default(0),
  /** Everything that an operation reads, keyed by the name of the operation. Overrides `listings` and `lookups`. */
  operations: z.record(z.string(), seconds).default({}),
})

const conditionsSchema = z.strictObject({
  lag: z
    .strictObject({
      search: seconds,
      forks: seconds,
      listings: ageSchema,
      lookups: ageSchema,
      operations: z.record(z.string(), seconds),
    })
    .partial()
    .prefault({}),
  /** How many seconds the clock of GitHub is ahead of this machine's. */
  clockAhead: z.number().optional(),
})
export type ConditionsInput = z.input<typeof conditionsSchema>
export type Lag = {
  search: number
  forks: number
  listings: Age
  lookups: Age
  operations: Readonly<Record<string, number>>
}

export const parseConditions = (conditions: unknown) => conditionsSchema.parse(conditions)
