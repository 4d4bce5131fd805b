/** Their values are ids that GitHub created; some of them look like keys. */
const ID = /^(?:id|oid)$|(?:Id|Ids|Oid)$/
/** Text or binary files, in Base64. */
const FILE = 'contents'

/** The strings of a request that a person or a file wrote, in the form that readers on GitHub see. */
export function writtenStrings(value: unknown, key = ''): readonly string[] {
  if (ID.test(key)) return []
  if (typeof value === 'string') return [key === FILE ? Buffer.from(value, 'base64').toString('utf8') : value]
  if (Array.isArray(value)) return value.flatMap((one) => writtenStrings(one, key))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, one]) => writtenStrings(one, name))
}
