import { UsageError } from '../../errors.ts'
import { parsePostRef } from '../../text/github-names.ts'
import { nearestWord } from '../../text/nearest.ts'
import { excerpt, listNames } from '../../text/quote.ts'

/** Columns that are also fields of a draft have the same names, except that `project` is `projects` there. */
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

/** A cell cannot hold a mapping, so each answer has a column of its own, `field:ID`. */
const CSV_COLUMNS: readonly string[] = [...COLUMNS, 'field:ID']

const FIELD = /^field:\s*(?<id>\S.*)$/i

export type ColumnMeaning =
  | { readonly kind: 'text'; readonly column: TextColumn }
  | { readonly kind: 'list'; readonly column: ListColumn }
  | { readonly kind: 'field'; readonly id: string }
  /** A mapping of field ids to answers, in formats that have mappings. */
  | { readonly kind: 'fields' }

const MEANINGS: ReadonlyMap<string, ColumnMeaning> = new Map<string, ColumnMeaning>([
  ...TEXT_COLUMNS.map((column) => [column.toLowerCase(), { kind: 'text', column }] as const),
  ...LIST_COLUMNS.map((column) => [column.toLowerCase(), { kind: 'list', column }] as const),
  // The spelling of the command line and the checks.
  ['ai-disclosure', { kind: 'text', column: 'aiDisclosure' }],
  ['fields', { kind: 'fields' }],
])

/** null: there is no such column. */
export function parseColumn(name: string): ColumnMeaning | null {
  const meaning = MEANINGS.get(name.trim().toLowerCase())
  if (meaning !== undefined) return meaning
  const id = FIELD.exec(name.trim())?.groups?.['id']
  return id === undefined ? null : { kind: 'field', id }
}

/** How to read a CSV file whose columns have other names, such as an export from a spreadsheet or an issue tracker. */
export type ColumnNames = {
  /** What each column of the file stands for, by its name in lower case. null: the column is ignored. */
  readonly meanings: ReadonlyMap<string, ColumnMeaning | null>
  readonly skipsUnknown: boolean
}

/** In `--column skip=Project`: ignores a column of the file that has the name of a column of a plan, but another meaning. */
const SKIP = 'skip'

/** The flags that `columnNames` reads: `--column title=Summary --column skip=Project --skip-unknown`. */
export type ColumnFlags = { readonly column: readonly string[]; readonly skipUnknown?: true }

/**
 * @throws UsageError if a `--column` does not have the form `title=Summary`, or if two of them give different meanings to the same
 * column of the file.
 */
export function columnNames({ column, skipUnknown }: ColumnFlags): ColumnNames {
  const meanings = new Map<string, ColumnMeaning | null>()
  for (const pair of column) {
    const [, name = '', nameInFile = ''] = /^([^=]*)=(.*)$/s.exec(pair) ?? []
    const meaning = parseColumn(name)
    const isUnknown = meaning === null ? name.trim().toLowerCase() !== SKIP : meaning.kind === 'fields'
    if (isUnknown || nameInFile.trim() === '')
      throw new UsageError(`--column ${excerpt(pair)}: expected a column of a plan and its name in the file`, {
        hint: `such as title=Summary, or skip=Project to ignore it; choices: ${CSV_COLUMNS.join(', ')}`,
      })
    const key = nameInFile.trim().toLowerCase()
    const earlierMeaning = meanings.get(key)
    if (earlierMeaning !== undefined && flagName(earlierMeaning) !== flagName(meaning))
      throw new UsageError(
        `--column: "${excerpt(nameInFile.trim())}" cannot fill both ${excerpt(flagName(earlierMeaning))} and ${excerpt(flagName(meaning))}`,
        { hint: 'keep one of them' },
      )
    meanings.set(key, meaning)
  }
  return { meanings, skipsUnknown: skipUnknown === true }
}

function flagName(meaning: ColumnMeaning | null): string {
  if (meaning === null) return SKIP
  if (meaning.kind === 'field') return `field:${meaning.id}`
  return 'column' in meaning ? meaning.column : meaning.kind
}

/** Guesses at what other programs call these columns. They are only suggested. */
const LIKELY_NAMES: { readonly [C in Column]?: RegExp } = {
  title: /^(?:summary|(?:card |task )?name|(?:issue )?title|subject|headline|task)$/i,
  body: /^(?:(?:card )?description|details?|text|content|notes?)$/i,
  key: /^(?:id|issue (?:key|id))$/i,
  repo: /^repository$/i,
  parent: /^parent (?:key|issue)$/i,
  labels: /^(?:labels?|tags?|components?)$/i,
}

/** What other programs call the columns that say that not everyone may read a row. */
const RESTRICTION = /^(?:confidential|security level)$/i

/**
 * Says why a cell must not be ignored only because its column is unknown: the row would be posted twice, in another repository, or
 * although not everyone may read it. null: the cell may be ignored.
 */
export function lossMessage(name: string, cell: string): string | null {
  const text = cell.trim()
  const quoted = excerpt(name)
  const skip = `--column "${SKIP}=${quoted}"`
  const readOrSkip = (column: Column) => `read it with --column "${column}=${quoted}", or ignore it with ${skip}`
  if (text !== '' && LIKELY_NAMES.repo?.test(name) === true)
    return `"${quoted}" names the repository of the row: ${readOrSkip('repo')}`
  if (RESTRICTION.test(name) && !/^(?:no|false)?$/i.test(text))
    return `"${quoted}" says that not everyone may read the row: remove the row, or ignore this with ${skip}`
  if (!parsePostRef(text)?.address) return null
  return `"${quoted}" has the address of an existing post, and the row would create it again: ${readOrSkip('reuse')}`
}

/** A `--column` without effect is an error, because it may be a typo and the rows would lack its values. */
export function absentColumnMessage(name: string): string {
  return `--column: the file has no column "${excerpt(name)}"`
}

const MAX_NAMES = 12

/**
 * One message for each probable typo, and one for all other unknown columns.
 * @param advice what to do about the others
 */
export function unknownColumnMessages(
  names: readonly string[],
  advice: (others: readonly string[]) => string,
): readonly string[] {
  const isTypo = (name: string) => nearestWord(name.trim().toLowerCase(), CSV_COLUMNS) !== null
  const others = names.filter((name) => !isTypo(name))
  const typos = names
    .filter(isTypo)
    .map((name) => `there is no column "${excerpt(name)}"${suggestionFor(name, CSV_COLUMNS)}`)
  if (others.length === 0) return typos
  const quoted = others.map((name) => `"${excerpt(name)}"`)
  return [
    ...typos,
    `a plan has no ${others.length === 1 ? 'column' : 'columns'} ${listNames(quoted, MAX_NAMES)}. Its columns are ${CSV_COLUMNS.join(', ')}. ${advice(others)}`,
  ]
}

/** Says how to use a CSV file that has these other columns. */
export function adviceOnHeader(others: readonly string[]): string {
  return `Map yours to them, for example with ${suggestedFlags(others)}, and leave out the others with --skip-unknown`
}

function suggestedFlags(names: readonly string[]): string {
  const pairs = COLUMNS.flatMap((column) => {
    const name = names.find((candidate) => LIKELY_NAMES[column]?.test(candidate.trim()) === true)
    if (name === undefined) return []
    const pair = `${column}=${name}`
    return [`--column ${/^[\w-]+$/.test(name) ? pair : `"${pair}"`}`]
  })
  return pairs.length === 0 ? '--column title=Summary' : pairs.join(' ')
}

/**
 * Suggests the nearest known name if `name` may be a typo of it. Otherwise lists all known names.
 * @param unlistedCount how many names there are besides `known`
 */
export function suggestionFor(name: string, known: readonly string[], unlistedCount = 0): string {
  const more = unlistedCount === 0 ? '' : ` and ${unlistedCount.toLocaleString('en')} more`
  return nearestSuggestion(name, known) ?? `; choices: ${known.join(', ')}${more}`
}

/** null: `name` is not similar to a known name. */
export function nearestSuggestion(name: string, known: readonly string[]): string | null {
  const nearest = nearestWord(name.trim().toLowerCase(), known)
  return nearest === null ? null : `; did you mean "${nearest}"?`
}
