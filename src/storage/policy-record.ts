import type { App } from '../app.ts'
import { hashOf } from '../bulk/hash.ts'
import { NO_RECORD, type PolicyRecord, parseRecord, RECORD_SIZE_LIMIT, recordPath } from '../policy/check/record.ts'
import type { HashLine } from '../policy/check/sections.ts'
import type { Policy } from '../policy/schema.ts'

/**
 * Loads what was recorded when the policy was last verified: from the file next to the policy, or the built-in record. For a
 * policy file without a record, returns an empty one.
 */
export async function loadRecord(
  app: Pick<App, 'files' | 'builtInRecord'>,
  { path }: Pick<Policy, 'path'>,
): Promise<PolicyRecord> {
  if (path === undefined) return parseRecord(app.builtInRecord(), 'the built-in record')
  const file = recordPath(path)
  return (await app.files.exists(file))
    ? parseRecord(await app.files.readText(file, RECORD_SIZE_LIMIT), file)
    : NO_RECORD
}

/** Short, because a page has many lines, but long enough that two lines of one page hardly ever have the same hash. */
const LINE_HASH_LENGTH = 10
export const hashLine: HashLine = (line) => hashOf(line).slice(0, LINE_HASH_LENGTH)
