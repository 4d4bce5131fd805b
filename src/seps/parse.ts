import { Failure } from '../errors.ts'
import { parseMarkdown } from '../text/markdown-tree.ts'
import { LineIndex } from '../text/positions.ts'
import { readHeadings } from './heading.ts'
import { readPreamble } from './preamble.ts'
import { readSections } from './sections.ts'
import type { Sep } from './sep.ts'

/**
 * A file's text to a SEP: https://modelcontextprotocol.io/community/sep-guidelines#sep-format
 * What a SEP should have and has not is left to the rules; `file` is what messages call it.
 * @throws Failure (validation) that names file and line where no SEP can be made of it.
 */
export function parseSep(source: string, file: string): Sep {
  const mark = source.startsWith('\uFEFF') ? '\uFEFF' : ''
  const text = source.slice(mark.length)
  const refusal = refusalOf(text)
  if (refusal !== null) throw new Failure('validation', `${file}:1: ${refusal}`)
  const tree = parseMarkdown(text, file)
  const places = new LineIndex(text)
  const headings = readHeadings(tree, text, places)
  if (headings === null)
    throw new Failure('validation', `${file}:1: it has no heading; begin it with "# SEP-0000: Title"`)
  const { heading, others } = headings
  const [second] = others
  if (second !== undefined)
    throw new Failure('validation', `${file}:${second.line}: a second SEP begins here; give each a file of its own`)
  const { to } = heading.lines
  return {
    file,
    mark,
    text,
    heading,
    fields: readPreamble(tree, to, text, places),
    sections: readSections(tree, to, text, places),
    tree,
    places,
  }
}

/** The file of a SEP, byte for byte as it was read. */
export function printSep({ mark, text }: Sep): string {
  return mark + text
}

/** The longest SEP has 64,000 characters and 1,400 lines; much more is a mistake or an attack. */
export const SEP_SIZE_LIMIT = 2_000_000
/** In bytes: a character takes up to four. */
export const SEP_BYTE_LIMIT = 4 * SEP_SIZE_LIMIT
export const SEP_LINE_LIMIT = 20_000

/** Why a file is not even parsed, or null. Linear in its length. */
export function refusalOf(text: string): string | null {
  if (text.startsWith('%PDF')) return 'this is a PDF; a SEP is a Markdown file, so give its Markdown source'
  if (text.trim() === '') return 'it is empty; start one with "mcp-comms sep new"'
  if (text.includes('\0')) return 'this is no text; a SEP is a Markdown file in UTF-8'
  if (text.length > SEP_SIZE_LIMIT) return tooMuch(SEP_SIZE_LIMIT, 'characters')
  if (lineCount(text) > SEP_LINE_LIMIT) return tooMuch(SEP_LINE_LIMIT, 'lines')
  return null
}

function tooMuch(limit: number, unit: string): string {
  return `it has more than ${limit.toLocaleString('en')} ${unit}, the most that is read; is it the right file?`
}

function lineCount(text: string): number {
  let count = 1
  for (let index = 0; index < text.length; index++) if (text[index] === '\n' || text[index] === '\r') count++
  return count
}
