import { fenceBlock } from '../text/lines.ts'
import type { Inline } from './conversation.ts'
import { cleanText, escapeOurMarkers, printInline } from './github-inline.ts'

/**
 * Prints strangers' text as GitHub's Markdown, with its formatting, code and links, but without any effect: it mentions nobody,
 * refers to no issue, closes none, contains no HTML, no image and no heading, and cannot end the block that it is in.
 */
export function printContent(content: readonly Inline[]): string {
  return blocksOf(content)
    .map(printBlock)
    .filter((block) => block !== '')
    .join('\n\n')
}

/** Like `printContent`, but on one line and without code blocks. */
export function printLine(content: readonly Inline[]): string {
  return escapeLine(printInline(flatten(content)).replaceAll(/\s+/g, ' ').trim())
}

/** Prints text without any formatting. */
export function printText(text: string): string {
  return printLine([{ kind: 'text', text }])
}

type Block =
  | { readonly kind: 'prose'; readonly content: readonly Inline[] }
  | { readonly kind: 'code-block'; readonly language: string; readonly text: string }
  | { readonly kind: 'quote'; readonly content: readonly Inline[] }

function blocksOf(content: readonly Inline[]): readonly Block[] {
  const blocks: Block[] = []
  let prose: Inline[] = []
  const endProse = () => {
    if (prose.length > 0) blocks.push({ kind: 'prose', content: prose })
    prose = []
  }
  for (const piece of content) {
    if (piece.kind === 'code-block' || piece.kind === 'quote') {
      endProse()
      blocks.push(piece)
    } else prose.push(piece)
  }
  endProse()
  return blocks
}

function printBlock(block: Block): string {
  switch (block.kind) {
    case 'prose':
      return escapeLines(printInline(block.content))
    case 'code-block':
      return printCode(block)
    case 'quote':
      return printQuote(printContent(block.content))
    default:
      return block satisfies never
  }
}

export function printQuote(markdown: string): string {
  return markdown === ''
    ? ''
    : markdown
        .split('\n')
        .map((line) => `> ${line}`.trimEnd())
        .join('\n')
}

function printCode({ language, text }: { readonly language: string; readonly text: string }): string {
  const code = cleanText(text).replace(/^\n/, '').trimEnd()
  return fenceBlock(escapeOurMarkers(code), /^[\w+#.-]{1,30}$/.test(language) ? language : '')
}

function flatten(content: readonly Inline[]): readonly Inline[] {
  return content.flatMap((piece): readonly Inline[] => {
    if (piece.kind === 'quote') return flatten(piece.content)
    return piece.kind === 'code-block' ? [{ kind: 'code', text: piece.text }] : [piece]
  })
}

function escapeLines(text: string): string {
  return endLists(text.split('\n').map(escapeLine))
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .replace(/^\n+/, '')
    .trimEnd()
}

/** Puts an empty line below each list, because GitHub would read the next line as part of the last item. */
function endLists(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line, index) => {
    const isBelowList = LIST.test((lines[index - 1] ?? '').trimStart())
    return isBelowList && line !== '' && !LIST.test(line.trimStart()) ? ['', line] : [line]
  })
}

/** Keeps the bullet or number of a list item. Escapes everything else that would begin a block of Markdown. */
function escapeLine(line: string): string {
  const text = line.replaceAll('\t', '  ').trimEnd()
  const bare = text.trimStart()
  const [bullet = ''] = BLOCK_START.test(bare) ? [] : (LIST.exec(bare) ?? [])
  if (bullet === '') return BLOCK_START.test(bare) ? `\\${bare}` : bare
  const item = bare.slice(bullet.length).trimStart()
  const indent = text.slice(0, Math.min(3, text.length - bare.length))
  return indent + bullet + (BLOCK_START.test(item) || LIST.test(item) ? `\\${item}` : item)
}

const LIST = /^(?:[-*]|\d{1,9}[.)]) /
/** The start of a heading, quotation, `+` list, table, code block or our AI disclosure, or a line that consists of marks, such as `---`. */
const BLOCK_START = /^(?:[-=*_:|~+\s]+$|[#>+|]|~~~|\*\*AI disclosure:)/
