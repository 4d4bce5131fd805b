import type { List, RootContent } from 'mdast'
import { rangeOf } from '../../../text/markdown-tree.ts'
import { plain } from '../../../text/quote.ts'
import { type Style, wrapText } from '../../style.ts'

type Source = { readonly text: string }

/** The markers at the start of a line in a list or a quotation. The next rows of a wrapped line begin below the text after them. */
const OPENING = /^[\t ]*(?:(?:[-*+]|\d{1,9}[.)]|>)[\t ]+)*/

/** Wraps Markdown source to a width. The source is as readable as the rendered text, and hides nothing. */
export function markdownView(source: Source, blocks: readonly RootContent[], style: Style, width: number): string {
  return blocks.map((block) => blockView(source, block, style, width)).join('\n\n')
}

function blockView({ text }: Source, block: RootContent, style: Style, width: number): string {
  const { from, to } = rangeOf(block)
  const blockText = plain(text.slice(from, to).replaceAll(/\r\n|\r/g, '\n')).replaceAll('\t', '    ')
  switch (block.type) {
    case 'heading':
      return wrapText(style.answer(oneLine(blockText)), width, 2)
    case 'paragraph':
      return wrapText(oneLine(blockText), width, 2)
    case 'list':
    case 'blockquote':
      return hasCode(block) ? indentLines(blockText) : rewrap(blockText, width)
    default:
      return indentLines(blockText)
  }
}

/** Indents lines without wrapping them, because wrapping would break code and tables. */
function indentLines(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`.trimEnd())
    .join('\n')
}

function hasCode(block: List | RootContent): boolean {
  return 'children' in block && block.children.some((child) => child.type === 'code' || hasCode(child))
}

/** Joins the lines that continue the previous line, and then wraps each item and paragraph separately. */
function rewrap(text: string, width: number): string {
  const lines: Line[] = []
  for (const line of text.split('\n').map(parseLine)) {
    const last = lines.at(-1)
    if (last !== undefined && isContinuation(last, line))
      lines[lines.length - 1] = { ...last, body: `${last.body} ${line.body}` }
    else lines.push(line)
  }
  return lines.map((line) => wrapLine(line, width)).join('\n')
}

type Line = { readonly opening: string; readonly body: string }

function parseLine(line: string): Line {
  const [opening = ''] = OPENING.exec(line) ?? []
  return { opening, body: line.slice(opening.length).trim() }
}

function isContinuation(last: Line, { opening, body }: Line): boolean {
  const quoteMarks = (text: string) => text.replaceAll(/[^>]/g, '')
  const isItem = /[^>\s]/.test(opening)
  return !isItem && last.body !== '' && body !== '' && quoteMarks(last.opening) === quoteMarks(opening)
}

function wrapLine({ opening, body }: Line, width: number): string {
  const room = Math.max(10, width - 2 - opening.length)
  const hangingIndent = opening.replaceAll(/[^>\s]/g, ' ')
  return wrapText(body, room, 0)
    .split('\n')
    .map((line, index) => `  ${index === 0 ? opening : hangingIndent}${line}`.trimEnd())
    .join('\n')
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ')
}
