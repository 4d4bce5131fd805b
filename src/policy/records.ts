import type { Policy, Records } from './schema.ts'

export type ChangeWith = Records['kinds'][string]['also'][number]

/** What a decision of this kind changes beside its record, such as a changelog. null: its kind is not known. */
export function changesWith({ records }: Pick<Policy, 'records'>, kind: string | null): readonly ChangeWith[] {
  if (records === null || kind === null || !Object.hasOwn(records.kinds, kind)) return []
  return records.kinds[kind]?.also ?? []
}
