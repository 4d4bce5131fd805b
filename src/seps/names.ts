/** As labels say them: https://modelcontextprotocol.io/community/sep-guidelines#sep-statuses */
export const STATUSES = [
  'draft',
  'in-review',
  'accepted',
  'rejected',
  'withdrawn',
  'final',
  'superseded',
  'dormant',
] as const
export type Status = (typeof STATUSES)[number]

/** As the field says them: https://modelcontextprotocol.io/community/sep-guidelines#sep-types */
export const SEP_TYPES = ['Standards Track', 'Informational', 'Process', 'Extensions Track'] as const
export type SepType = (typeof SEP_TYPES)[number]

/** A status as the field of the template says it: `In-Review`. */
export function statusName(status: Status): string {
  return status.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase())
}

/** A status in any writing, with a remark after it or not: `In-Review`, `in review`, `Final (2025-11-25)`. null: none of them. */
export function statusIn(value: string): Status | null {
  return STATUSES.find((status) => status === wordsOf(value).join('-')) ?? null
}

/** A type in any writing: `Standards Track`, `standards-track`, `Extension Track`. null: none of them. */
export function sepTypeIn(value: string): SepType | null {
  const wanted = wordsOf(value).map(singular).join(' ')
  return SEP_TYPES.find((type) => wordsOf(type).map(singular).join(' ') === wanted) ?? null
}

/** What comes before a remark. A list of several, as in the template, is none of them. */
function wordsOf(value: string): readonly string[] {
  const [name = ''] = value.split(/[(,;:–—]|\s-\s/)
  return name
    .replaceAll(/[*`]/g, '')
    .toLowerCase()
    .split(/[\s_-]+/)
    .filter((word) => word !== '')
}

function singular(word: string): string {
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word
}
