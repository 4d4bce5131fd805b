import * as z from 'zod'
import { Failure } from '../../errors.ts'

/**
 * A record of what the sources said when somebody last compared the policy with them. That of the built-in policy is
 * `mcp.verified.json`. It has hashes in place of the lines, because the text belongs to others. A section is null if it did not
 * exist then.
 */
const schema = z.object({
  /**
   * The hashes of the lines, separated by spaces, by the name of the file (see `documentName`) and the section. The empty section
   * stands for the whole file.
   */
  documents: z.record(z.string(), z.record(z.string(), z.string().nullable())),
  /** Names of files and repositories that an earlier check has reported as new. We do not report them again. */
  known: z.array(z.string()),
})
export type VerifiedSources = z.output<typeof schema>

export const NO_VERIFIED_SOURCES: VerifiedSources = { documents: {}, known: [] }
/** Far more than a record needs: that of the built-in policy is about 50 kB long. */
export const VERIFIED_SOURCES_BYTE_LIMIT = 4_000_000

/** @throws Failure (validation) */
export function parseVerifiedSources(text: string, file: string): VerifiedSources {
  const parsed = schema.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  throw new Failure('validation', `${file}: it isn't a record of \`policy check\``, {
    hint: 'delete it, and make a new one with --update',
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Formats a record in sorted order, so that a diff of two records shows only what has changed. */
export function printVerifiedSources({ documents, known }: VerifiedSources): string {
  const sorted = sortedEntries(documents).map(([name, sections]) => [name, Object.fromEntries(sortedEntries(sections))])
  return `${JSON.stringify({ documents: Object.fromEntries(sorted), known: [...known].sort() }, null, 2)}\n`
}

function sortedEntries<T>(record: Readonly<Record<string, T>>): readonly (readonly [string, T])[] {
  return Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1))
}

/** Returns the path of a policy's record, which is in the same folder as the policy. */
export function verifiedSourcesPath(policyFile: string): string {
  return `${policyFile.replace(/\.ya?ml$/i, '')}.verified.json`
}
