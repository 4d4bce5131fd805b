import type { Heading, Root } from 'mdast'
import { Failure } from '../errors.ts'
import { LineIndex, parseMarkdown, type Range, rangeOf } from '../text/markdown-tree.ts'
import { readPreamble } from './preamble.ts'
import { readSections } from './sections.ts'
import type { Sep, SepHeading } from './sep.ts'

/**
 * Parses a SEP: https://modelcontextprotocol.io/community/sep-guidelines#sep-format
 * The linter's rules check what a SEP should contain. `file` is the name of the file in messages.
 * @throws Failure (validation) with file and line if the text is not exactly one SEP
 */
export function parseSep(source: string, file: string): Sep {
  const sep = parseSepLeniently(source, file)
  if (sep.heading.isMissing)
    throw new Failure('validation', `${file}:1: the file has no heading of level 1`, {
      hint: 'start with "# SEP-0000: Title"',
    })
  const [second] = sep.otherHeadings
  if (second !== undefined)
    throw new Failure('validation', `${file}:${second.line}: a second SEP starts here`, {
      hint: 'put each SEP into its own file',
    })
  return sep
}

/**
 * Parses a file even if it has no heading or several SEPs, so that the linter can report that together with everything else.
 * @throws Failure (validation) if the text cannot be parsed
 */
export function parseSepLeniently(source: string, file: string): Sep {
  const mark = source.startsWith('\uFEFF') ? '\uFEFF' : ''
  const text = source.slice(mark.length)
  const refusal = whyUnreadable(text)
  if (refusal !== null) throw new Failure('validation', `${file}:1: ${refusal}`)
  const tree = parseMarkdown(text, file)
  const positions = new LineIndex(text)
  const { heading, others } = readHeadings(tree, text, positions)
  const { to } = heading.lines
  return {
    file,
    byteOrderMark: mark,
    text,
    heading,
    otherHeadings: others,
    fields: readPreamble(tree, to, text, positions),
    sections: readSections(tree, to, text, positions),
    tree,
    positions,
  }
}

/** The exact text of the file, including its byte order mark. */
export function printSep({ byteOrderMark: mark, text }: Sep): string {
  return mark + text
}

/** In characters. The longest SEP so far has 64,000 characters and 1,400 lines. */
export const SEP_SIZE_LIMIT = 2_000_000
/** A character has up to four bytes. */
export const SEP_BYTE_LIMIT = 4 * SEP_SIZE_LIMIT
export const SEP_LINE_LIMIT = 20_000

/** Why we refuse to parse a file. null: we parse it. */
export function whyUnreadable(text: string): string | null {
  if (text.startsWith('%PDF')) return "this is a PDF; use the SEP's Markdown file"
  if (text.trim() === '') return 'the file is empty; to start a SEP: mcp-comms sep new'
  if (text.includes('\0')) return 'not a text file; a SEP is a Markdown file in UTF-8'
  if (text.length > SEP_SIZE_LIMIT) return tooLongMessage(SEP_SIZE_LIMIT, 'characters')
  if (lineCount(text) > SEP_LINE_LIMIT) return tooLongMessage(SEP_LINE_LIMIT, 'lines')
  return null
}

function tooLongMessage(limit: number, unit: string): string {
  return `the file has more than ${limit.toLocaleString('en')} ${unit}, which is our limit; is it the right file?`
}

function lineCount(text: string): number {
  let count = text.endsWith('\n') || text.endsWith('\r') ? 0 : 1
  for (let index = 0; index < text.length; index++)
    if (text[index] === '\n' || (text[index] === '\r' && text[index + 1] !== '\n')) count++
  return count
}

/** `SEP-1234: `, `SEP-0000: `, `SEP-{NUMBER}: `, `SEP 1234 – `, `[SEP-1234] `, also with the colon of a Chinese or Japanese keyboard. */
const NUMBERED =
  /^(?:\[(?=SEP[^\]:\n]{0,45}\]))?SEP[-‐‑‒–—_ #]{0,3}(\d{1,9}|\{[^{}\n]{0,40}\}|X{2,8}|N{2,8}|TBD)\]?(?:\s{0,3}[:：]\s*|\s{1,3}[–—-]\s+|\s+|$)/i
const UNNUMBERED = /^SEP\s{0,3}:\s*/i

function readHeadings(
  { children }: Root,
  text: string,
  positions: LineIndex,
): { readonly heading: SepHeading; readonly others: readonly SepHeading[] } {
  const topHeadings = children.flatMap((node) =>
    node.type === 'heading' && node.depth === 1 ? [headingAt(node, text, positions)] : [],
  )
  const numberedHeadings = topHeadings.filter(({ numberText }) => numberText !== null)
  const heading = numberedHeadings[0] ?? topHeadings[0] ?? headingOfWrongLevel(children, text, positions) ?? NO_HEADING
  return { heading, others: numberedHeadings.slice(1) }
}

/** The heading of a SEP that has the wrong level: `## SEP-0000: Title` before all other headings. */
function headingOfWrongLevel(children: Root['children'], text: string, positions: LineIndex): SepHeading | null {
  const first = children.find((node) => node.type === 'heading')
  const heading = first === undefined ? null : headingAt(first, text, positions)
  return heading === null || heading.numberText === null ? null : heading
}

const START: Range = { from: 0, to: 0 }

const NO_HEADING: SepHeading = {
  isMissing: true,
  number: null,
  numberText: null,
  title: '',
  line: 1,
  lines: START,
  range: START,
  numberRange: null,
  titleRange: START,
}

function headingAt(node: Heading, text: string, positions: LineIndex): SepHeading {
  const whole = rangeOf(node)
  const range = contentRange(node)
  const content = text.slice(range.from, range.to)
  const numbered = NUMBERED.exec(content)
  const start = numbered?.[0] ?? UNNUMBERED.exec(content)?.[0] ?? ''
  const numberText = numbered?.[1] ?? null
  const numberRange = numberText === null ? null : rangeFrom(range.from + start.indexOf(numberText), numberText.length)
  return {
    isMissing: false,
    number: numberText === null ? null : numberIn(numberText),
    numberText,
    title: content.slice(start.length),
    line: positions.at(whole.from).line,
    lines: positions.linesOf(whole),
    range,
    numberRange,
    titleRange: { from: range.from + start.length, to: range.to },
  }
}

/** The range of the heading's text, without its marks. */
function contentRange(node: Heading): Range {
  const [first] = node.children
  const last = node.children.at(-1)
  const { to } = rangeOf(node)
  return first === undefined || last === undefined
    ? { from: to, to }
    : { from: rangeOf(first).from, to: rangeOf(last).to }
}

/** Zeros are the placeholder for a number. */
function numberIn(text: string): number | null {
  const number = /^\d+$/.test(text) ? Number(text) : 0
  return number === 0 ? null : number
}

function rangeFrom(from: number, length: number): Range {
  return { from, to: from + length }
}
