import type { FieldValue } from '../../drafts/draft.ts'
import { excerpt } from '../../text/quote.ts'
import type { RowContent } from '../rows/row.ts'

/** The values for `{{name}}`, by name. */
export type Values = ReadonlyMap<string, string>

/** Leaves out `${{ … }}`, which is GitHub's own syntax. `\{{name}}` prints the braces themselves. */
const NAME = /(?<before>[\\$]?)\{\{\s*(?<name>[\w.-]+)\s*\}\}/g

export type FilledRow = { readonly content: RowContent; readonly messages: readonly string[] }

/** Fills in every name of a row. Names inside a filled-in value are left as they are. */
export function fillIn(content: RowContent, values: Values): FilledRow {
  const unknown = new Set<string>()
  const fill = (text: string) => fillText(text, values, unknown)
  const filled = Object.fromEntries(
    Object.entries(content).map(([column, value]) => [
      column,
      isFields(value) ? fillFields(value, fill) : fillOne(value, fill),
    ]),
  )
  return { content: filled, messages: [...unknown].map((name) => unknownName(name, values)) }
}

/** The names that the texts of a row use. */
export function namesIn(content: RowContent): ReadonlySet<string> {
  const names = new Set<string>()
  const texts = Object.values(content).flatMap((value) => (isFields(value) ? Object.values(value).flat() : value))
  for (const text of texts) fillText(text, NOTHING, names)
  return names
}

const NOTHING: Values = new Map()

export function fillText(text: string, values: Values, unknown: Set<string>): string {
  // Most texts name nothing.
  if (!text.includes('{{')) return text
  return text.replaceAll(NAME, (whole: string, before: string, name: string) => {
    if (before === '$') return whole
    if (before === '\\') return whole.slice(1)
    const value = values.get(name)
    if (value === undefined) unknown.add(name)
    return value ?? whole
  })
}

/** Escapes the braces in a text, so that filling it in restores the text. */
export function escapeBraces(text: string): string {
  return text.replaceAll(NAME, (whole: string, before: string) => (before === '$' ? whole : `\\${whole}`))
}

type Fill = (text: string) => string

function fillOne(value: FieldValue, fill: Fill): FieldValue {
  return typeof value === 'string' ? fill(value) : value.map(fill)
}

function fillFields(fields: NonNullable<RowContent['fields']>, fill: Fill): NonNullable<RowContent['fields']> {
  return Object.fromEntries(Object.entries(fields).map(([id, value]) => [id, fillOne(value, fill)]))
}

function isFields(value: RowContent[keyof RowContent]): value is NonNullable<RowContent['fields']> {
  return typeof value === 'object' && !Array.isArray(value)
}

function unknownName(name: string, values: Values): string {
  const known = [...values.keys()].map((one) => `{{${one}}}`).join(', ')
  const choices = known === '' ? 'the plan has no defaults and no matrix' : `known are ${known}`
  return `unknown name {{${excerpt(name)}}}: ${choices}; write \\{{${excerpt(name)}}} to mean the braces themselves`
}
