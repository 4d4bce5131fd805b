import type { App } from '../app.ts'
import type { HashLine } from '../policy/check/sections.ts'
import {
  NO_VERIFIED_SOURCES,
  parseVerifiedSources,
  VERIFIED_SOURCES_BYTE_LIMIT,
  type VerifiedSources,
  verifiedSourcesPath,
} from '../policy/check/verified-sources.ts'
import type { Policy } from '../policy/schema.ts'
import { hashOf } from '../system/hash.ts'

/**
 * Loads what was recorded when the policy was last verified: from the file next to the policy, or the built-in record. For a
 * policy file without a record, returns an empty one.
 */
export async function loadVerifiedSources(
  app: Pick<App, 'files' | 'builtInVerifiedSources'>,
  { path }: Pick<Policy, 'path'>,
): Promise<VerifiedSources> {
  if (path === undefined) return parseVerifiedSources(app.builtInVerifiedSources(), 'the built-in record')
  const file = verifiedSourcesPath(path)
  return (await app.files.exists(file))
    ? parseVerifiedSources(await app.files.readText(file, VERIFIED_SOURCES_BYTE_LIMIT), file)
    : NO_VERIFIED_SOURCES
}

/** Short, because a page has many lines, but long enough that two lines of one page hardly ever have the same hash. */
const LINE_HASH_LENGTH = 10
export const hashLine: HashLine = (line) => hashOf(line).slice(0, LINE_HASH_LENGTH)
