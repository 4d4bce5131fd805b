import * as z from 'zod'
import type { FieldValue } from '../../drafts/draft.ts'
import { excerpt } from '../../text/quote.ts'
import { type ListColumn, type Meaning, meaningOf, type TextColumn, unknownColumn } from './columns.ts'
import { bad, good, type Place, type Read } from './problem.ts'

/** What a row says, and nothing that it leaves open. */
export type Said = {
  readonly [K in TextColumn]?: string
} & { readonly [K in ListColumn]?: readonly string[] } & { readonly fields?: Readonly<Record<string, FieldValue>> }

export type Row = { readonly at: Place; readonly said: Said }

const text = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z.string('expected a text; put it in quotes'),
)
const list = z.preprocess(
  (value) => (typeof value === 'number' ? [value] : value),
  z.array(text, 'expected a text, or a list of texts'),
)
const field = z.union([text, z.array(text)], 'expected a text, or a list of texts')
const fields = z.record(z.string(), field, 'expected a mapping of field ids to answers')

/** The values of a row, by the names of their columns. What is blank is not said. */
export function rowOf(at: Place, values: Readonly<Record<string, unknown>>): Read<Row> {
  const parts = Object.entries(values).map(([name, value]) => partOf(name, meaningOf(name), value))
  return rowFrom(at, parts)
}

/** The cells of a row, by what the header says of each; what it says nothing of is left out. */
export function rowOfCells(at: Place, header: readonly HeaderCell[], cells: readonly string[]): Read<Row> {
  const parts: Part[] = []
  for (const [index, { name, meaning }] of header.entries())
    if (meaning !== null) parts.push(partOf(name, meaning, cells[index]))
  return rowFrom(at, parts)
}

export type HeaderCell = { readonly name: string; readonly meaning: Meaning | null }

function rowFrom(at: Place, parts: readonly Part[]): Read<Row> {
  const said: Record<string, string | readonly string[]> = {}
  const answers: [id: string, value: FieldValue][] = []
  const messages: string[] = []
  for (const part of parts)
    if ('fault' in part) messages.push(part.fault)
    else if ('answers' in part) answers.push(...part.answers)
    else if (part.column !== null) said[part.column] = part.value
  if (messages.length > 0) return bad(at, ...messages)
  return good({ at, said: answers.length === 0 ? said : { ...said, fields: Object.fromEntries(answers) } })
}

type Answers = readonly [id: string, value: FieldValue][]
type Part =
  | { readonly fault: string }
  | { readonly column: TextColumn | ListColumn; readonly value: FieldValue }
  | { readonly column: null }
  | { readonly answers: Answers }

const NOTHING: Part = { column: null }

function partOf(name: string, meaning: Meaning | null, value: unknown): Part {
  if (meaning === null) return { fault: unknownColumn(name) }
  if (isBlank(value)) return NOTHING
  switch (meaning.kind) {
    case 'text':
      // Most cells are texts: asking for a schema's opinion of each takes longer than all the rest.
      if (typeof value === 'string') return { column: meaning.column, value }
      return held(name, text.safeParse(value), (data) => ({ column: meaning.column, value: data }))
    case 'list':
      if (typeof value === 'string') return { column: meaning.column, value: tidied(value.split(',')) }
      return held(name, list.safeParse(value), (data) => ({ column: meaning.column, value: tidied(data) }))
    case 'field':
      return held(name, field.safeParse(value), (data) => ({ answers: [[meaning.id, data]] }))
    case 'fields':
      return held(name, fields.safeParse(value), (data) => ({ answers: Object.entries(data) }))
    default:
      return meaning satisfies never
  }
}

function held<T>(name: string, parsed: z.ZodSafeParseResult<T>, part: (data: T) => Part): Part {
  return parsed.success ? part(parsed.data) : { fault: `${excerpt(name)}: ${messageOf(parsed.error)}` }
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '')
}

function tidied(list: readonly string[]): readonly string[] {
  return list.map((one) => one.trim()).filter((one) => one !== '')
}

function messageOf({ issues: [issue] }: z.ZodError): string {
  const path = issue?.path.map(String).join('.') ?? ''
  return path === '' ? (issue?.message ?? '') : `${excerpt(path)}: ${issue?.message}`
}
