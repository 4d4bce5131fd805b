import type { Path } from '../forms/problem.ts'

export type Mapping = Readonly<Record<string, unknown>>

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The keys of the mapping that a path leads to; none if it leads to anything else. */
export function keysAt(data: unknown, path: Path): readonly string[] {
  const found = path.reduce<unknown>(step, data)
  return isMapping(found) ? Object.keys(found) : []
}

function step(value: unknown, part: PropertyKey): unknown {
  if (Array.isArray(value) && typeof part === 'number') return value[part]
  return isMapping(value) && typeof part === 'string' && Object.hasOwn(value, part) ? value[part] : undefined
}
