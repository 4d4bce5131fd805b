import { isMapping } from '../../text/mapping.ts'
import { LineReader, type PieceReader, through } from './chunks.ts'
import { meaningOf, unknownColumn } from './columns.ts'
import { CsvReader, type CsvRecord, LONGEST_RECORD } from './csv.ts'
import { bad, type Place, type Problem, type Read } from './problem.ts'
import { type HeaderCell, type Row, rowOf, rowOfCells } from './row.ts'

const NOT_READ = '; the rows from here on were not read'

/** The rows of a CSV file; what is wrong with its header comes first. */
export function csvRows(file: string): PieceReader<Read<Row>> {
  let header: readonly HeaderCell[] | null = null
  let row = 0
  return through(new CsvReader(), (record, stop): Read<Row> | null => {
    const at = { file, line: record.line, row: header === null ? 0 : ++row }
    if ('fault' in record || record.cells.some((cell) => cell.includes('\0'))) {
      stop()
      return bad(at, ('fault' in record ? record.fault : NO_TEXT) + NOT_READ)
    }
    if (header !== null) return rowUnder(header, record, at)
    const names = record.cells.map((cell) => cell.trim())
    header = names.map((name) => ({ name, meaning: isColumn(name) ? meaningOf(name) : null }))
    const problems = headerProblems(names, at)
    return problems.length > 0 ? { ok: false, problems, key: null } : null
  })
}

function headerProblems(header: readonly string[], at: Place): readonly Problem[] {
  const columns = header.map(columnOf)
  const unknown = header.filter((name) => name !== '' && !isColumn(name)).map(unknownColumn)
  const twice = header
    .filter((name, index) => name !== '' && columns.indexOf(columnOf(name)) !== index)
    .map((name) => `the column "${name}" is there twice; keep one`)
  return [...unknown, ...twice].map((message) => ({ at, message }))
}

/** One text for all the ways in which a column may be spelled. */
function columnOf(name: string): string {
  const meaning = meaningOf(name)
  return meaning !== null && 'column' in meaning ? meaning.column : name.toLowerCase()
}

/** A cell holds no mapping. */
function isColumn(name: string): boolean {
  const meaning = meaningOf(name)
  return meaning !== null && meaning.kind !== 'fields'
}

function rowUnder(header: readonly HeaderCell[], { cells }: CsvRecord, at: Place): Read<Row> {
  if (cells.length !== header.length)
    return bad(at, `it has ${cells.length} cells and the header ${header.length}: put a text with "," or ";" in quotes`)
  const nameless = header.findIndex(({ name }, index) => name === '' && cells[index]?.trim() !== '')
  if (nameless >= 0) return bad(at, `cell ${nameless + 1} stands in a column without a name`)
  if (cells.some((cell) => cell.includes('\uFFFD'))) return bad(at, NOT_UTF8)
  // What is wrong with the header was told once.
  return rowOfCells(at, header, cells)
}

export const NOT_UTF8 = 'it holds a character that is not UTF-8: save the file as UTF-8 text'
export const NO_TEXT = 'it holds a NUL character, so it is no text: save it as UTF-8 text'

/** The rows of a file with one JSON object a line. */
export function jsonLineRows(file: string): PieceReader<Read<Row>> {
  let line = 0
  let row = 0
  return through(new LineReader(LONGEST_RECORD), (text, stop): Read<Row> | null => {
    line++
    const bare = text?.replace(line === 1 ? /^\uFEFF/ : /^$/, '').trim()
    if (bare === '') return null
    const at = { file, line, row: ++row }
    if (bare !== undefined && !bare.includes('\0')) return jsonRow(bare, at)
    stop()
    return bad(at, (bare === undefined ? TOO_LONG : NO_TEXT) + NOT_READ)
  })
}

const TOO_LONG = `this line is longer than ${LONGEST_RECORD} characters: put one JSON object on each line`

function jsonRow(text: string, at: Place): Read<Row> {
  if (text.includes('\uFFFD')) return bad(at, NOT_UTF8)
  try {
    const data: unknown = JSON.parse(text)
    if (isMapping(data)) return rowOf(at, data)
  } catch {
    // Said below, in words that help more than the parser's.
  }
  return bad(at, 'expected one JSON object on this line, as {"title": "…"}')
}
