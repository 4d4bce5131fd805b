import { pipeline } from 'node:stream'
import { type CsvError, type CsvErrorCode, parse } from 'csv-parse'
import {
  absentColumnMessage,
  adviceOnHeader,
  type ColumnMeaning,
  type ColumnNames,
  lossMessage,
  parseColumn,
  unknownColumnMessages,
} from './columns.ts'
import {
  appearsTwiceMessage,
  columnOf,
  type HeaderCell,
  invalid,
  type Parsed,
  problemsAt,
  type Row,
  type RowPosition,
  rowOfCells,
} from './row.ts'
import { MAX_RECORD_LENGTH, NOT_READ_ENDING, NOT_UTF8_MESSAGE, NUL_MESSAGE } from './text.ts'

/**
 * The rows of a CSV file, after any problems in its header. The file may follow RFC 4180 or the habits of spreadsheets: `;` or
 * tabs between the cells, a `sep=` line, a byte order mark. Rows without any text are skipped.
 */
export async function* csvRows(
  pieces: AsyncIterable<string>,
  file: string,
  names: ColumnNames = STANDARD_NAMES,
): AsyncGenerator<Parsed<Row>> {
  let header: readonly HeaderCell[] | null = null
  let row = 0
  for await (const record of csvRecords(pieces)) {
    const at = { file, line: record.line, row: header === null ? 0 : ++row }
    if ('problem' in record) {
      yield invalid(at, record.problem + NOT_READ_ENDING)
      return
    }
    if (header !== null) {
      if (!isEmptyRow(header, record.cells)) yield rowUnder(header, record.cells, at, names)
    } else {
      header = record.cells.map((cell) => ({ name: cell.trim(), meaning: meaningOf(cell.trim(), names) }))
      const problems = problemsAt(at, headerProblems(header, names))
      if (problems.length > 0) yield { ok: false, problems, key: null }
    }
  }
}

const STANDARD_NAMES: ColumnNames = { meanings: new Map(), skipsUnknown: false }

/** Returns null for an unknown column, and for `fields`, because a cell cannot hold a mapping. */
function meaningOf(name: string, { meanings }: ColumnNames): ColumnMeaning | null {
  const mapped = meanings.get(name.toLowerCase())
  const meaning = mapped === undefined ? parseColumn(name) : mapped
  return meaning?.kind === 'fields' ? null : meaning
}

function headerProblems(header: readonly HeaderCell[], { meanings, skipsUnknown }: ColumnNames): readonly string[] {
  const isIgnored = ({ name, meaning }: HeaderCell) =>
    meaning === null && (skipsUnknown || meanings.has(name.toLowerCase()))
  const readCells = header.filter((cell) => cell.name !== '' && !isIgnored(cell))
  const unknownNames = readCells.flatMap(({ name, meaning }) => (meaning === null ? [name] : []))
  const present = new Set(header.map(({ name }) => name.toLowerCase()))
  const absentMessages = [...meanings.keys()].filter((name) => !present.has(name)).map(absentColumnMessage)
  return [
    ...unknownColumnMessages(unknownNames, adviceOnHeader),
    ...absentMessages,
    ...repeatedColumns(readCells, meanings).map(({ name }) => appearsTwiceMessage('column', name)),
  ]
}

/** The columns with the same meaning as an earlier column. A list column may be repeated: see `rowOfCells`. */
function repeatedColumns(header: readonly HeaderCell[], meanings: ColumnNames['meanings']): readonly HeaderCell[] {
  const nonListCells = header.filter(({ meaning }) => meaning?.kind !== 'list')
  // By column: the first name in the file.
  const firstNames = new Map<string, string>()
  const seenNames = new Set<string>()
  const repeated: HeaderCell[] = []
  for (const cell of nonListCells) {
    const name = cell.name.toLowerCase()
    const column = columnOf(cell.name, cell.meaning)
    const first = firstNames.get(column)
    // Two columns with different names may be mapped to one if no row fills both: see `rowOfCells`.
    const isMapped = first !== undefined && (meanings.has(first) || meanings.has(name))
    if (first === undefined) firstNames.set(column, name)
    else if (!isMapped || seenNames.has(name)) repeated.push(cell)
    seenNames.add(name)
  }
  return repeated
}

/** Google Sheets writes FALSE for each checkbox without a tick, even in a row that is otherwise empty. */
function isEmptyRow(header: readonly HeaderCell[], cells: readonly string[]): boolean {
  return cells.every((cell, index) => !hasText(cell) || (cell === 'FALSE' && header[index]?.meaning === null))
}

/** Messages about the cells that must not be lost with --skip-unknown. */
function lossMessages(
  header: readonly HeaderCell[],
  cells: readonly string[],
  { meanings, skipsUnknown }: ColumnNames,
): readonly string[] {
  if (!skipsUnknown) return []
  return header.flatMap(({ name, meaning }, index) =>
    meaning === null && !meanings.has(name.toLowerCase()) ? (lossMessage(name, cells[index] ?? '') ?? []) : [],
  )
}

function rowUnder(
  header: readonly HeaderCell[],
  cells: readonly string[],
  at: RowPosition,
  names: ColumnNames,
): Parsed<Row> {
  if (cells.slice(header.length).some(hasText))
    return invalid(
      at,
      `it has ${cells.length} cells, but the header has ${header.length}: put a cell that contains "," or ";" in quotes`,
    )
  const namelessIndex = header.findIndex(({ name }, index) => name === '' && hasText((cells[index] ?? '').trim()))
  if (namelessIndex >= 0)
    return invalid(at, `cell ${namelessIndex + 1} is in a column without a name: name the column in the header`)
  if (cells.some((cell) => cell.includes('\uFFFD'))) return invalid(at, NOT_UTF8_MESSAGE)
  const row = rowOfCells(at, header, cells)
  // A row that reuses an issue creates nothing.
  if (!row.ok || row.value.content.reuse !== undefined) return row
  const problems = problemsAt(at, lossMessages(header, cells, names))
  return problems.length === 0 ? row : { ok: false, problems, key: row.value.content.key?.trim() ?? null }
}

export type CsvRecord = { readonly line: number; readonly cells: readonly string[] }
/** Nothing after the problem can be read, because it is unknown where the next record begins. */
export type CsvProblem = { readonly line: number; readonly problem: string }

const PROBLEMS: { readonly [code in CsvErrorCode]?: string } = {
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE:
    'there is text after a closing quote: write a quote inside a quoted cell twice ("")',
  CSV_QUOTE_NOT_CLOSED: 'a quote (") is opened in this row and never closed',
  CSV_MAX_RECORD_SIZE: `this row is longer than ${MAX_RECORD_LENGTH} bytes: is a quote (") opened in it and never closed?`,
}

/**
 * The records that have any text, each with the line on which it begins. The last item is the problem that ended reading, if
 * any.
 */
export async function* csvRecords(pieces: AsyncIterable<string>): AsyncGenerator<CsvRecord | CsvProblem> {
  const { delimiter, linesBefore, rest } = await readBeginning(pieces)
  let error: CsvError | null = null
  async function* untilError() {
    for await (const piece of rest) {
      yield piece
      if (error !== null) return
    }
  }
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    trim: true,
    // Allows a quote in the middle of an unquoted text, such as: The 5" screen
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: MAX_RECORD_LENGTH,
    // The parser would otherwise throw the error, and discard the good records before it.
    skip_records_with_error: true,
  })
  let countBeforeError = Number.POSITIVE_INFINITY
  parser.on('skip', (thrown: CsvError) => {
    if (error !== null) return
    error = thrown
    countBeforeError = parser.info.records
  })
  // An error in reading the file reaches us when we read from the parser.
  pipeline(untilError(), parser, () => undefined)
  // The parser counts a Windows line break (\r\n) in a quoted text as two lines, so we count the lines ourselves.
  let line = 1 + linesBefore
  let count = 0
  for await (const cells of parser as AsyncIterable<readonly string[]>) {
    if (++count > countBeforeError) break
    if (cells.some((cell) => cell.includes('\0'))) {
      yield { line, problem: NUL_MESSAGE }
      return
    }
    if (cells.some(hasText)) yield { line, cells }
    for (const cell of cells) line += countLineBreaks(cell)
    line += 1
  }
  if (error !== null) yield { line, problem: problemOf(error) }
}

function problemOf({ code, message }: CsvError): string {
  return PROBLEMS[code] ?? message
}

/** Whether a cell has text. Ctrl-Z does not count, because DOS programs end a file with it. */
function hasText(cell: string): boolean {
  return cell !== '' && cell !== '\u001A'
}

const SEPARATOR_LINE = /^sep=(?<delimiter>[^\r\n"])\r?\n/i

/** Reads until the header is complete, because it shows the cell separator. */
async function readBeginning(pieces: AsyncIterable<string>) {
  const iterator = pieces[Symbol.asyncIterator]()
  let beginning = ''
  while (headerIn(beginning) === null && beginning.length < MAX_RECORD_LENGTH) {
    const { done, value } = await iterator.next()
    if (done === true) break
    beginning += value
  }
  const withoutBom = beginning.replace(/^\uFEFF/, '')
  const separatorLine = SEPARATOR_LINE.exec(withoutBom)
  async function* rest() {
    try {
      yield withoutBom.slice(separatorLine?.[0].length ?? 0)
      yield* { [Symbol.asyncIterator]: () => iterator }
    } finally {
      // The caller may stop early, and the file must not stay open.
      await iterator.return?.()
    }
  }
  return {
    delimiter: separatorLine?.groups?.['delimiter'] ?? delimiterIn(withoutBom),
    linesBefore: separatorLine === null ? 0 : 1,
    rest: rest(),
  }
}

/** The first cell separator in the header, which may end without a line break. */
function delimiterIn(text: string): string {
  const header = headerIn(`${text}\n`) ?? ''
  return /[,;\t]/.exec(header)?.[0] ?? ','
}

const FIRST_LINE = /^[\s\uFEFF]*(?<line>[^\r\n]*)(?<end>[\r\n]?)/

/**
 * The first line that has any text, without its quoted texts. null: there is no such line, or it does not end within `text`.
 */
function headerIn(text: string): string | null {
  const isInQuotes = (text.split('"').length - 1) % 2 === 1
  const { line = '', end = '' } = FIRST_LINE.exec(text.replaceAll(/"[^"]*"/g, '""'))?.groups ?? {}
  return isInQuotes || line === '' || end === '' ? null : line
}

function countLineBreaks(text: string): number {
  return text.includes('\n') || text.includes('\r') ? text.split(/\r\n|\n|\r/).length - 1 : 0
}
