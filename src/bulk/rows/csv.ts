import type { PieceReader } from './chunks.ts'

/** A body has 65,536 characters at most; a record that is longer has a quote that nobody closed. */
export const LONGEST_RECORD = 1_000_000

export type CsvRecord = { readonly line: number; readonly cells: readonly string[] }
/** After it nothing can be read: where the next record begins is not known. */
export type CsvFault = { readonly line: number; readonly fault: string }

type Cell = { readonly text: string; readonly end: number }
type Found = { readonly cells: readonly string[]; readonly end: number } | { readonly fault: string }

/**
 * CSV as RFC 4180 has it, and as spreadsheets write it: the first of `,` `;` or tab in the header parts the cells, any line
 * end ends a record, a byte order mark and empty lines are skipped. One record is kept at a time.
 */
export class CsvReader implements PieceReader<CsvRecord | CsvFault> {
  isDone = false
  #rest = ''
  #line = 1
  #delimiter: string | null = null
  #isStart = true

  take(piece: string): Generator<CsvRecord | CsvFault> {
    return this.#read(piece, false)
  }

  end(): Generator<CsvRecord | CsvFault> {
    return this.#read('', true)
  }

  /** null: it does not end in this text. */
  #recordAt(text: string, start: number, final: boolean): Found | null {
    const cells: string[] = []
    for (let at = start; ; ) {
      const cell = text[at] === '"' ? quotedCell(text, at) : this.#bareCell(text, at)
      // What follows the last character decides what it means, but for a newline.
      if (cell === null || (!final && cell.end >= text.length - 1 && text[cell.end] !== '\n'))
        return unfinished(text.length - start, final)
      cells.push(cell.text)
      if (this.#isDelimiter(text[cell.end] ?? '')) at = cell.end + 1
      else return endOfRecord(text, cell.end, cells)
    }
  }

  *#read(chunk: string, final: boolean): Generator<CsvRecord | CsvFault> {
    const isMarked = this.#isStart && chunk.startsWith('\uFEFF')
    this.#isStart &&= chunk === ''
    const text = this.#rest + (isMarked ? chunk.slice(1) : chunk)
    let start = 0
    while (start < text.length) {
      const found = this.#recordAt(text, start, final)
      if (found === null) break
      if ('fault' in found) {
        this.isDone = true
        yield { line: this.#line, fault: found.fault }
        return
      }
      if (found.cells.length > 1 || text[start] === '"' || found.cells[0] !== '') {
        this.#delimiter ??= ','
        yield { line: this.#line, cells: found.cells }
      }
      this.#line += lineEndsIn(text.slice(start, found.end))
      start = found.end
    }
    this.#rest = text.slice(start)
  }

  #bareCell(text: string, start: number): Cell {
    let end = start
    for (; end < text.length; end++) {
      const character = text.charAt(end)
      if (character === '\n' || character === '\r' || this.#isDelimiter(character)) break
    }
    return { text: text.slice(start, end), end }
  }

  #isDelimiter(character: string): boolean {
    if (this.#delimiter !== null) return character === this.#delimiter
    if (character === '' || !',;\t'.includes(character)) return false
    this.#delimiter = character
    return true
  }
}

const AFTER_QUOTE = 'there is text after a closing quote: write a quote inside of a text twice ("")'
const UNCLOSED = 'a quote (") is opened in this row and never closed'
const TOO_LONG = `this row is longer than ${LONGEST_RECORD} characters: is a quote (") opened in it and never closed?`

function endOfRecord(text: string, end: number, cells: readonly string[]): Found {
  if (end === text.length) return { cells, end }
  if (text[end] === '\n') return { cells, end: end + 1 }
  if (text[end] !== '\r') return { fault: AFTER_QUOTE }
  return { cells, end: text[end + 1] === '\n' ? end + 2 : end + 1 }
}

function unfinished(length: number, final: boolean): Found | null {
  if (final) return { fault: UNCLOSED }
  return length > LONGEST_RECORD ? { fault: TOO_LONG } : null
}

/** null: no quote closes it in this text. */
function quotedCell(text: string, start: number): Cell | null {
  for (let from = start + 1; ; ) {
    const quote = text.indexOf('"', from)
    if (quote < 0) return null
    if (text[quote + 1] !== '"') return { text: text.slice(start + 1, quote).replaceAll('""', '"'), end: quote + 1 }
    from = quote + 2
  }
}

function lineEndsIn(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  if (text.includes('\r')) count += text.match(/\r(?!\n)/g)?.length ?? 0
  return count
}
