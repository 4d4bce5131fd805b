/** The statuses as labels spell them: https://modelcontextprotocol.io/community/sep-guidelines#sep-statuses */
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

/** The types as the preamble spells them: https://modelcontextprotocol.io/community/sep-guidelines#sep-types */
export const SEP_TYPES = ['Standards Track', 'Informational', 'Process', 'Extensions Track'] as const
export type SepType = (typeof SEP_TYPES)[number]

/** A status as the preamble spells it: `In-Review`. */
export function statusName(status: Status): string {
  return status.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase())
}

/**
 * The status that a value of Status names. Ignores case, separators and remarks: `In-Review`, `in review`, `Final (2025-11-25)`,
 * `Accepted with changes`.
 */
export function statusIn(value: string): Status | null {
  const words = wordsOf(value).join('-')
  return STATUSES.find((status) => words === status || words.startsWith(`${status}-with-`)) ?? null
}

/** The label of a pull request whose SEP nobody has sponsored yet. It is not a status. */
export const PROPOSAL_LABEL = 'proposal'

/** Whether a value of Status is "Proposal" or "Proposed", or our name for the stage before a sponsor agrees. */
export function isProposal(value: string): boolean {
  return [PROPOSAL_LABEL, 'proposed', 'awaiting-sponsor'].includes(wordsOf(value).join('-'))
}

/** The type that a value of Type names. Ignores case, separators, remarks and plurals: `standards-track`, `Extension Track`. */
export function sepTypeIn(value: string): SepType | null {
  const wanted = wordsOf(value).map(singular).join(' ')
  return SEP_TYPES.find((type) => wordsOf(type).map(singular).join(' ') === wanted) ?? null
}

const REMARK = /[(,;:–—]|\s-\s/

/** Whether more words follow a status or a type: `Final (2025-11-25)`, `Accepted with changes`. */
export function hasRemark(value: string): boolean {
  const [name = ''] = value.split(REMARK)
  return /[\p{L}\p{N}]/u.test(value.slice(name.length)) || /\bwith\b/i.test(name)
}

/** The words before a remark, in lower case. */
function wordsOf(value: string): readonly string[] {
  const [name = ''] = value.split(REMARK)
  return name
    .replaceAll(/[*`"]/g, '')
    .toLowerCase()
    .split(/[\s_-]+/)
    .filter((word) => word !== '')
}

function singular(word: string): string {
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/

/** A valid date in the form `2026-11-22`. null: the text is not a date, or there is no such day, such as 31 November. */
export function dateIn(text: string): string | null {
  const date = text.trim()
  if (!ISO_DATE.test(date)) return null
  const time = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date) ? date : null
}
