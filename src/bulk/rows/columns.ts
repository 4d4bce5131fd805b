import { nearestWord } from '../../text/nearest.ts'
import { excerpt } from '../../text/quote.ts'

/** The columns of a row, named as the fields of a draft where they mean the same. */
export const TEXT_COLUMNS = [
  'key',
  'kind',
  'repo',
  'title',
  'body',
  'template',
  'milestone',
  'type',
  'category',
  'parent',
  'reuse',
  'aiDisclosure',
  'intended',
] as const
export const LIST_COLUMNS = ['labels', 'assignees', 'project', 'allow'] as const
export type TextColumn = (typeof TEXT_COLUMNS)[number]
export type ListColumn = (typeof LIST_COLUMNS)[number]
export type Column = TextColumn | ListColumn

export const COLUMNS: readonly Column[] = [...TEXT_COLUMNS, ...LIST_COLUMNS]

/** Before the id of a template's field. */
const FIELD = /^field:\s*(?<id>\S.*)$/i

export type ParsedColumn =
  | { readonly kind: 'text'; readonly column: TextColumn }
  | { readonly kind: 'list'; readonly column: ListColumn }
  | { readonly kind: 'field'; readonly id: string }
  /** A mapping of ids to values, in formats that have mappings. */
  | { readonly kind: 'fields' }

const MEANINGS: ReadonlyMap<string, ParsedColumn> = new Map<string, ParsedColumn>([
  ...TEXT_COLUMNS.map((column) => [column.toLowerCase(), { kind: 'text', column }] as const),
  ...LIST_COLUMNS.map((column) => [column.toLowerCase(), { kind: 'list', column }] as const),
  // As the command line and the checks spell it.
  ['ai-disclosure', { kind: 'text', column: 'aiDisclosure' }],
  ['fields', { kind: 'fields' }],
])

/** null: there is no such column. */
export function parseColumn(name: string): ParsedColumn | null {
  const meaning = MEANINGS.get(name.trim().toLowerCase())
  if (meaning !== undefined) return meaning
  const id = FIELD.exec(name.trim())?.groups?.['id']
  return id === undefined ? null : { kind: 'field', id }
}

export function unknownColumn(name: string): string {
  return `there is no column "${excerpt(name)}"${nearestOf(name, [...COLUMNS, 'field:ID'])}`
}

/** Suggests the nearest name if this may be a typo, otherwise lists all names. */
export function nearestOf(name: string, known: readonly string[]): string {
  const nearest = nearestWord(name.trim().toLowerCase(), known)
  return nearest === null ? `; choices: ${known.join(', ')}` : `; did you mean "${nearest}"?`
}
