import * as z from 'zod'
import { Failure } from '../../errors.ts'

/**
 * What the sources said when somebody last compared the policy with them. Only hashes of their lines are kept, because their
 * texts belong to others. A missing section, and one that is null, has never been recorded.
 */
const recordSchema = z.object({
  /** By the name of the file and the section; an empty section is the whole file. Hashes of lines, separated by blanks. */
  documents: z.record(z.string(), z.record(z.string(), z.string().nullable())),
  /** What was new once, and is in no part of the policy: names of files and repositories. */
  known: z.array(z.string()),
})
export type PolicyRecord = z.output<typeof recordSchema>

export const NO_RECORD: PolicyRecord = { documents: {}, known: [] }
/** The record of a policy of the allowed size, whose every source is a long page. */
export const RECORD_SIZE_LIMIT = 4_000_000

/** @throws Failure (validation) */
export function parseRecord(text: string, file: string): PolicyRecord {
  const parsed = recordSchema.safeParse(dataIn(text))
  if (parsed.success) return parsed.data
  throw new Failure('validation', `${file}: it isn't a record of \`policy check\``, {
    hint: 'delete it, and make a new one with --update',
  })
}

function dataIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Sorted, so that two records differ only in what has changed. */
export function printRecord({ documents, known }: PolicyRecord): string {
  const sorted = sortedEntries(documents).map(([name, sections]) => [name, Object.fromEntries(sortedEntries(sections))])
  return `${JSON.stringify({ documents: Object.fromEntries(sorted), known: [...known].sort() }, null, 2)}\n`
}

function sortedEntries<T>(record: Readonly<Record<string, T>>): readonly (readonly [string, T])[] {
  return Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1))
}

/** The record of a policy is beside its file. */
export function recordPath(policyFile: string): string {
  return `${policyFile.replace(/\.ya?ml$/i, '')}.verified.json`
}
