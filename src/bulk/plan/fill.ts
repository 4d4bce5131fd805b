import type { FieldValue } from '../../drafts/draft.ts'
import { excerpt } from '../../text/quote.ts'
import type { RowContent } from '../rows/row.ts'

/** The values for `{{name}}`, by name. */
export type Values = ReadonlyMap<string, string>

/** Also matches `${{ … }}`, which is GitHub's syntax and is left as it is, and `\{{name}}`, which stands for `{{name}}` itself. */
const NAME_IN_BRACES = /(?<before>[\\$]?)\{\{\s*(?<name>[\w.-]+)\s*\}\}/g

const WHOLE_NAME = /^[\w.-]+$/

/** Whether a text can be the name in `{{name}}`. */
export function isName(text: string): boolean {
  return WHOLE_NAME.test(text)
}

/** `messages`: one for each unknown name. */
export type FilledContent = { readonly content: RowContent; readonly messages: readonly string[] }

/** The columns that count as missing if they are empty after their names were filled in. */
const OPTIONAL_COLUMNS: ReadonlySet<string> = new Set<keyof RowContent>([
  'template',
  'milestone',
  'type',
  'category',
  'parent',
  'aiDisclosure',
  'intended',
])

/**
 * Fills in the names in a row, but not the names inside a filled-in value. An optional column that is then empty counts as missing,
 * and so does an empty item of a list.
 */
export function fillContent(content: RowContent, values: Values): FilledContent {
  const unknown = new Set<string>()
  const fill = (text: string) => fillText(text, values, unknown)
  const filled = Object.entries(content).flatMap(([column, value]): [string, unknown][] => {
    if (isFields(value)) return [[column, fillFields(value, fill)]]
    if (typeof value !== 'string') return [[column, value.map(fill).filter(hasText)]]
    const text = fill(value)
    return hasText(text) || !OPTIONAL_COLUMNS.has(column) ? [[column, text]] : []
  })
  return { content: Object.fromEntries(filled), messages: [...unknown].map((name) => unknownNameMessage(name, values)) }
}

function hasText(text: string): boolean {
  return text.trim() !== ''
}

/** The names that the texts of a row use as `{{name}}`. */
export function namesIn(content: RowContent): ReadonlySet<string> {
  const names = new Set<string>()
  const texts = Object.values(content).flatMap((value) => (isFields(value) ? Object.values(value).flat() : value))
  // Without any values, every name in a text is unknown.
  for (const text of texts) fillText(text, NO_VALUES, names)
  return names
}

const NO_VALUES: Values = new Map()

/** Fills in the names in a text, and adds those without a value to `unknown`. */
export function fillText(text: string, values: Values, unknown: Set<string>): string {
  // Skips the regular expression for most texts.
  if (!text.includes('{{')) return text
  return text.replaceAll(NAME_IN_BRACES, (whole: string, before: string, name: string) => {
    if (before === '$') return whole
    if (before === '\\') return whole.slice(1)
    const value = values.get(name)
    if (value === undefined) unknown.add(name)
    return value ?? whole
  })
}

/** Escapes the names in a text, so that filling them in returns the same text. */
export function escapeBraces(text: string): string {
  return text.replaceAll(NAME_IN_BRACES, (whole: string, before: string) => (before === '$' ? whole : `\\${whole}`))
}

type Fill = (text: string) => string

function fillValue(value: FieldValue, fill: Fill): FieldValue {
  return typeof value === 'string' ? fill(value) : value.map(fill)
}

function fillFields(fields: NonNullable<RowContent['fields']>, fill: Fill): NonNullable<RowContent['fields']> {
  return Object.fromEntries(Object.entries(fields).map(([id, value]) => [id, fillValue(value, fill)]))
}

function isFields(value: RowContent[keyof RowContent]): value is NonNullable<RowContent['fields']> {
  return typeof value === 'object' && !Array.isArray(value)
}

function unknownNameMessage(name: string, values: Values): string {
  const names = [...values.keys()].map((key) => `{{${key}}}`).join(', ')
  const choices = names === '' ? ': no default and no axis of the matrix has this name' : `; choices: ${names}`
  return `unknown name {{${excerpt(name)}}}${choices}; write \\{{${excerpt(name)}}} to keep the braces`
}
