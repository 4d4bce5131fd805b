import { createHash } from 'node:crypto'

/** Enough that no two of a million rows have the same. */
const LENGTH = 20

/** The same for the same value, in whatever order its keys stand. */
export function hashOf(value: unknown): string {
  return shortened(createHash('sha256').update(printed(value)))
}

/** The hash of many values, one after the other, of which none is kept. */
export function runningHash(): { add(value: string): void; end(): string } {
  const hash = createHash('sha256')
  return {
    add: (value) => {
      hash.update(`${value}\n`)
    },
    end: () => shortened(hash),
  }
}

function shortened(hash: ReturnType<typeof createHash>): string {
  return hash.digest('hex').slice(0, LENGTH)
}

/** JSON with every object's keys in order; several times as fast as a replacer that orders them. */
function printed(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return value.some(isDeep) ? `[${value.map(printed).join(',')}]` : JSON.stringify(value)
  const pairs = Object.entries(value).filter(([, one]) => one !== undefined)
  pairs.sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${pairs.map(([key, one]) => `${JSON.stringify(key)}:${printed(one)}`).join(',')}}`
}

function isDeep(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}
