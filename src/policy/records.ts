import type { Policy, Records } from './schema.ts'

export type ChangeWith = Records['kinds'][string]['also'][number]

/** Returns what else must change after a decision of this kind, such as a changelog. `kind` is null if it is unknown. */
export function changesWith({ records }: Pick<Policy, 'records'>, kind: string | null): readonly ChangeWith[] {
  if (records === null || kind === null || !Object.hasOwn(records.kinds, kind)) return []
  return records.kinds[kind]?.also ?? []
}
