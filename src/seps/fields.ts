import { normalKey } from './keys.ts'
import type { Field, Sep } from './sep.ts'

/** A field of the preamble by its key, in any of its forms; its list comes before what stands elsewhere. */
export function fieldOf({ fields }: Sep, key: string): Field | null {
  const named = fields.filter((field) => normalKey(field.key) === normalKey(key))
  return named.find(({ place }) => place === 'list') ?? named[0] ?? null
}
