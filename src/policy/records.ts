import type { Policy, Records } from './schema.ts'

export type RelatedChange = Records['kinds'][string]['also'][number]

/** The other changes that a decision of this kind requires, such as in a changelog. `kind` is null if it is unknown. */
export function relatedChanges({ records }: Pick<Policy, 'records'>, kind: string | null): readonly RelatedChange[] {
  if (records === null || kind === null || !Object.hasOwn(records.kinds, kind)) return []
  return records.kinds[kind]?.also ?? []
}
