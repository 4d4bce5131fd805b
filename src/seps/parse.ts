import { Failure } from '../errors.ts'
import { parseMarkdown } from '../text/markdown-tree.ts'
import { LineIndex } from '../text/positions.ts'
import { readHeadings } from './heading.ts'
import { readPreamble } from './preamble.ts'
import { refusalOf } from './refusal.ts'
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
