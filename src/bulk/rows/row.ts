import * as z from 'zod'
import type { FieldValue } from '../../drafts/draft.ts'
import { countOf, excerpt } from '../../text/quote.ts'
import { isMapping } from '../../text/yaml.ts'
import { type ColumnMeaning, type ListColumn, parseColumn, type TextColumn, unknownColumnMessages } from './columns.ts'

export type RowContent = {
  readonly [K in TextColumn]?: string
} & { readonly [K in ListColumn]?: readonly string[] } & { readonly fields?: Readonly<Record<string, FieldValue>> }

export type Row = {
  readonly at: RowPosition
  readonly content: RowContent
  /** Whether its last cells were missing. */
  readonly isShort?: true
}

/** A number is accepted too, because JSON plans often have one. */
export const textValue = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z.string('expected text; put it in quotes'),
)
const list = z.preprocess(
  (value) => (typeof value === 'number' ? [value] : value),
  z.array(textValue, 'expected text, or a list of text values'),
)
const field = z.union([textValue, z.array(textValue)], 'expected text, or a list of text values')
const fields = z.record(z.string(), field, 'expected a mapping of field ids to answers')

/**
 * The row with these values, which are keyed by column name. A text or list column may appear only once, in any spelling, and a
 * field may have only one answer, in any letter case.
 */
export function rowOf(at: RowPosition, values: Readonly<Record<string, unknown>>): Parsed<Row> {
  const columns = new Set<string>()
  const answeredIds = new Set<string>()
  const unknownNames: string[] = []
  const parts = Object.entries(values).map(([name, value]): Part => {
    const meaning = parseColumn(name)
    const column = meaning !== null && 'column' in meaning ? meaning.column : name
    if (columns.has(column)) return { message: appearsTwiceMessage('key', name) }
    columns.add(column)
    if (meaning === null) {
      unknownNames.push(name)
      return NO_PART
    }
    const part = partOf(name, meaning, value)
    const ids = 'answers' in part ? part.answers.filter(([, answer]) => !isBlank(answer)).map(([id]) => id) : []
    for (const id of ids) {
      if (answeredIds.has(id.toLowerCase())) return { message: answeredTwiceMessage(name, id) }
      answeredIds.add(id.toLowerCase())
    }
    return part
  })
  const messages = unknownColumnMessages(unknownNames, (others) =>
    others.includes('url') ? RENAME_URL : 'Leave the others out',
  )
  return combineParts(at, [...parts, ...messages.map((message) => ({ message }))])
}

/** Without its address, an issue that `gh issue list --json url,title` printed would be created again. */
const RENAME_URL = 'To use these issues, not create them again, rename "url" to "reuse"; leave the others out'

function answeredTwiceMessage(name: string, id: string): string {
  return `${excerpt(name)}: the field "${excerpt(id)}" already has another answer; keep one of them`
}

export function appearsTwiceMessage(what: 'column' | 'key', name: string): string {
  return `the ${what} "${excerpt(name)}" appears twice; keep one of them`
}

/**
 * The row with these cells. It may end early, because some programs do not write empty cells at the end. A list column may
 * appear more than once: Jira writes a `Labels` column for each label. Any other column may also appear under several names, but a
 * row may fill only one of them.
 */
export function rowOfCells(at: RowPosition, header: readonly HeaderCell[], cells: readonly string[]): Parsed<Row> {
  const parts: Part[] = []
  // By meaning: the first column that this row fills.
  const firstNames = new Map<string, string>()
  for (const [index, { name, meaning }] of header.entries()) {
    if (meaning === null) continue
    parts.push(partOf(name, meaning, cells[index]))
    if (meaning.kind === 'list' || isBlank(cells[index])) continue
    const column = columnOf(name, meaning)
    const first = firstNames.get(column)
    if (first === undefined) firstNames.set(column, name)
    // A repeated name is a problem in the header.
    else if (first.toLowerCase() !== name.toLowerCase())
      parts.push({ message: filledTwiceMessage(first, name, column) })
  }
  const row = combineParts(at, parts)
  // A comma at the end of the header makes a column without a name, which no row has to fill.
  const isShort = header.slice(cells.length).some(({ name }) => name !== '')
  return row.ok && isShort ? valid({ ...row.value, isShort: true }) : row
}

function filledTwiceMessage(first: string, second: string, column: string): string {
  // A column that already has the standard name may have it by chance. The other one was mapped with a flag, so it is meant.
  const standardName = [first, second].find((name) => name.toLowerCase() === column.toLowerCase())
  const ignoreAdvice = standardName === undefined ? '' : `, or ignore one with --column "skip=${excerpt(standardName)}"`
  return `it fills "${excerpt(first)}" and "${excerpt(second)}", which both stand for the column "${excerpt(column)}"; keep one of them${ignoreAdvice}`
}

/** The standard name of a column; for an unknown column, its name in lower case. */
export function columnOf(name: string, meaning: ColumnMeaning | null): string {
  if (meaning?.kind === 'field') return `field:${meaning.id.toLowerCase()}`
  return meaning !== null && 'column' in meaning ? meaning.column : name.toLowerCase()
}

export type HeaderCell = { readonly name: string; readonly meaning: ColumnMeaning | null }

function combineParts(at: RowPosition, parts: readonly Part[]): Parsed<Row> {
  const content: Record<string, string | readonly string[]> = {}
  const answers: [id: string, value: FieldValue][] = []
  const messages: string[] = []
  for (const part of parts) {
    if ('message' in part) messages.push(part.message)
    else if ('answers' in part) for (const answer of part.answers) answers.push(answer)
    else if (part.column !== null) content[part.column] = mergeValues(content[part.column], part.value)
  }
  if (messages.length > 0) return { ok: false, problems: problemsAt(at, messages), key: null }
  return valid({ at, content: answers.length === 0 ? content : { ...content, fields: Object.fromEntries(answers) } })
}

function mergeValues(existing: FieldValue | undefined, value: FieldValue): FieldValue {
  return Array.isArray(existing) && typeof value !== 'string' ? [...new Set([...existing, ...value])] : value
}

type Answers = readonly [id: string, value: FieldValue][]
/** What one column adds to a row: a problem, a value, nothing, or answers to fields. */
type Part =
  | { readonly message: string }
  | { readonly column: TextColumn | ListColumn; readonly value: FieldValue }
  | { readonly column: null }
  | { readonly answers: Answers }

const NO_PART: Part = { column: null }

function partOf(name: string, meaning: ColumnMeaning, rawValue: unknown): Part {
  const value = 'column' in meaning ? withNames(meaning.column, rawValue) : rawValue
  if (isBlank(value)) return NO_PART
  switch (meaning.kind) {
    case 'text':
      if (typeof value === 'string') return { column: meaning.column, value }
      return partOrMessage(name, textValue.safeParse(value), (data) => ({ column: meaning.column, value: data }))
    case 'list':
      if (typeof value === 'string')
        return { column: meaning.column, value: tidyList(value.split(separatorOf(meaning.column))) }
      return partOrMessage(name, list.safeParse(value), (data) => ({ column: meaning.column, value: tidyList(data) }))
    case 'field':
      return partOrMessage(name, field.safeParse(value), (data) => ({ answers: [[meaning.id, data]] }))
    case 'fields':
      return partOrMessage(name, fields.safeParse(value), (data) => ({ answers: Object.entries(data) }))
    default:
      return meaning satisfies never
  }
}

/** `gh issue list --json` prints labels, people and milestones as objects. These properties are their names. */
const NAME_PROPERTY: { readonly [C in TextColumn | ListColumn]?: string } = {
  labels: 'name',
  assignees: 'login',
  milestone: 'title',
}

/** Replaces the objects in the value of a column by their names. */
function withNames(column: TextColumn | ListColumn, value: unknown): unknown {
  const property = NAME_PROPERTY[column]
  if (property === undefined) return value
  const nameOf = (item: unknown) => (isMapping(item) ? (item[property] ?? item) : item)
  return Array.isArray(value) ? value.map(nameOf) : nameOf(value)
}

/** Spreadsheets separate labels and logins with commas or semicolons, but the title of a project may contain a semicolon. */
function separatorOf(column: ListColumn): RegExp {
  return column === 'labels' || column === 'assignees' ? /[,;]/ : /,/
}

function partOrMessage<T>(name: string, parsed: z.ZodSafeParseResult<T>, part: (data: T) => Part): Part {
  return parsed.success ? part(parsed.data) : { message: `${excerpt(name)}: ${messageOf(parsed.error)}` }
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '')
}

function tidyList(items: readonly string[]): readonly string[] {
  return items.map((item) => item.trim()).filter((item) => item !== '')
}

function messageOf({ issues: [issue] }: z.ZodError): string {
  const path = issue?.path.map(String).join('.') ?? ''
  return path === '' ? (issue?.message ?? '') : `${excerpt(path)}: ${issue?.message}`
}

/** The position of a row. Rows are counted from 1; row 0 is a part of the file that is not a row, such as the header. */
export type RowPosition = { readonly file: string; readonly line: number | null; readonly row: number }

export type Problem = { readonly at: RowPosition; readonly message: string }

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  /** `key`: the key of the row, if it is known, because other rows may still name it. */
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly key: string | null }

export function problemText({ at, message }: Problem): string {
  return `${positionText(at)}: ${message}`
}

export function positionText({ file, line, row }: RowPosition): string {
  const fileAndLine = line === null ? file : `${file}:${line}`
  return row === 0 ? fileAndLine : `${fileAndLine}: row ${row}`
}

export function invalid(at: RowPosition, message: string, key: string | null = null): Parsed<never> {
  return { ok: false, problems: [{ at, message }], key }
}

/** A row may have tens of thousands of problems, and nobody reads more than these. */
const MAX_PROBLEMS = 100

/** If there are too many problems, the last one counts those that are left out. */
export function problemsAt(at: RowPosition, messages: readonly string[]): readonly Problem[] {
  const listed = messages.slice(0, MAX_PROBLEMS).map((message) => ({ at, message }))
  const omitted = messages.length - listed.length
  return omitted === 0 ? listed : [...listed, { at, message: `and ${countOf(omitted, 'more problem')}` }]
}

export function valid<T>(value: T): Parsed<T> {
  return { ok: true, value }
}
