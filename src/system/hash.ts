import { createHash } from 'node:crypto'

/** Ten bytes are 20 characters: long enough that, in practice, no two of a million rows get the same hash. */
const HASH_BYTES = 10

/** The order of an object's keys does not change the hash. */
export function hashOf(value: unknown): string {
  return shortDigest(createHash('sha256').update(sortedJson(value)))
}

export function runningHash(): { add(value: string): void; end(): string } {
  const hash = createHash('sha256')
  return {
    add: (value) => {
      hash.update(`${value}\n`)
    },
    end: () => shortDigest(hash),
  }
}

function shortDigest(hash: ReturnType<typeof createHash>): string {
  // Not a slice of the text of the whole digest, which would stay in memory with each hash.
  return hash.digest().toString('hex', 0, HASH_BYTES)
}

/** Several times faster than `JSON.stringify` with a replacer that sorts the keys. */
function sortedJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return value.some(isObject) ? `[${value.map(sortedJson).join(',')}]` : JSON.stringify(value)
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  entries.sort(([key], [otherKey]) => (key < otherKey ? -1 : 1))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${sortedJson(item)}`).join(',')}}`
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}
