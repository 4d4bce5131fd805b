import * as crypto from 'node:crypto'

/** Ten bytes are 20 characters: long enough that, in practice, no two of a million rows get the same hash. */
const HASH_BYTES = 10

/** The order of an object's keys does not change the hash. */
export function hashOf(value: unknown): string {
  return shortDigest(sha256(sortedJson(value)))
}

/** Node before 20.12 has only hash objects, which take longer and fill up memory. */
function sha256(text: string): Buffer {
  const hash: typeof crypto.hash | undefined = crypto.hash
  return hash?.('sha256', text, 'buffer') ?? crypto.createHash('sha256').update(text).digest()
}

export function runningHash(): { add(value: string): void; end(): string } {
  const hash = crypto.createHash('sha256')
  return {
    add: (value) => {
      hash.update(`${value}\n`)
    },
    end: () => shortDigest(hash.digest()),
  }
}

function shortDigest(digest: Buffer): string {
  // Not a slice of the text of the whole digest, which would stay in memory with each hash.
  return digest.toString('hex', 0, HASH_BYTES)
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
