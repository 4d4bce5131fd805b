import type { List, RootContent } from 'mdast'
import { rangeOf } from '../../../text/positions.ts'
import { plain } from '../../../text/quote.ts'
import { indented } from '../../layout.ts'
import type { Style } from '../../style.ts'

type Source = { readonly text: string }

/** What a line of a list or a quotation begins with; what wraps stands under what follows it. */
const OPENING = /^[\t ]*(?:(?:[-*+]|\d{1,9}[.)]|>)[\t ]+)*/

/** Markdown as it was written, set to a width: it is read as easily as what it becomes, and hides nothing. */
export function markdownView(source: Source, blocks: readonly RootContent[], style: Style, width: number): string {
  return blocks.map((block) => blockView(source, block, style, width)).join('\n\n')
}

function blockView({ text }: Source, block: RootContent, style: Style, width: number): string {
  const { from, to } = rangeOf(block)
  const written = plain(text.slice(from, to).replaceAll(/\r\n|\r/g, '\n')).replaceAll('\t', '    ')
  switch (block.type) {
    case 'heading':
      return indented(style.answer(oneLine(written)), width, 2)
    case 'paragraph':
      return indented(oneLine(written), width, 2)
    case 'list':
    case 'blockquote':
      return hasCode(block) ? asIs(written) : rewrapped(written, width)
    default:
      return asIs(written)
  }
}

/** Code and tables lose their sense when they wrap. */
function asIs(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`.trimEnd())
    .join('\n')
}

function hasCode(block: List | RootContent): boolean {
  return 'children' in block && block.children.some((child) => child.type === 'code' || hasCode(child))
}

/** Each item by itself, and each paragraph of it; what goes on in the next line is put together first. */
function rewrapped(text: string, width: number): string {
  const lines: Line[] = []
  for (const line of text.split('\n').map(lineOf)) {
    const last = lines.at(-1)
    if (last !== undefined && goesOn(last, line))
      lines[lines.length - 1] = { ...last, body: `${last.body} ${line.body}` }
    else lines.push(line)
  }
  return lines.map((line) => wrapped(line, width)).join('\n')
}

type Line = { readonly opening: string; readonly body: string }

function lineOf(line: string): Line {
  const [opening = ''] = OPENING.exec(line) ?? []
  return { opening, body: line.slice(opening.length).trim() }
}

function goesOn(last: Line, { opening, body }: Line): boolean {
  const depth = (text: string) => text.replaceAll(/[^>]/g, '')
  const isItem = /[^>\s]/.test(opening)
  return !isItem && last.body !== '' && body !== '' && depth(last.opening) === depth(opening)
}

function wrapped({ opening, body }: Line, width: number): string {
  const room = Math.max(10, width - 2 - opening.length)
  const under = opening.replaceAll(/[^>\s]/g, ' ')
  return indented(body, room, 0)
    .split('\n')
    .map((line, at) => `  ${at === 0 ? opening : under}${line}`.trimEnd())
    .join('\n')
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ')
}
