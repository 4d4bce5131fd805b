/** As in labels: https://modelcontextprotocol.io/community/sep-guidelines#sep-statuses */
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

/** As in the preamble: https://modelcontextprotocol.io/community/sep-guidelines#sep-types */
export const SEP_TYPES = ['Standards Track', 'Informational', 'Process', 'Extensions Track'] as const
export type SepType = (typeof SEP_TYPES)[number]

/** As in the preamble: `In-Review`. */
export function statusName(status: Status): string {
  return status.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase())
}

/** Parses a status in any spelling, even with a remark: `In-Review`, `in review`, `Final (2025-11-25)`. */
export function statusIn(value: string): Status | null {
  return STATUSES.find((status) => status === wordsOf(value).join('-')) ?? null
}

/** Parses a type in any spelling: `Standards Track`, `standards-track`, `Extension Track`. */
export function sepTypeIn(value: string): SepType | null {
  const wanted = wordsOf(value).map(singular).join(' ')
  return SEP_TYPES.find((type) => wordsOf(type).map(singular).join(' ') === wanted) ?? null
}

/** The words before a remark. */
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
