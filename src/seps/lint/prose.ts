import type { Nodes, RootContent } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { type Range, rangeOf, walkNodes } from '../../text/markdown-tree.ts'
import { isBlocked } from '../draft.ts'
import { isTemplateText } from './template-text.ts'

/** Whether a node has only HTML comments, which readers do not see. */
export function isComment(node: Nodes): boolean {
  return node.type === 'html' && hasOnlyComments(node.value, /^<!--/)
}

/**
 * Whether a block has only comments in which this program helps the author: `<!-- mcp-comms: … -->`. The comment that blocks a SEP
 * does not count, because only the author may remove it.
 */
export function isGuidance(block: RootContent): boolean {
  if (block.type !== 'html' || isBlocked({ text: block.value })) return false
  return hasOnlyComments(block.value, GUIDANCE)
}

/**
 * Matches a guidance comment. If the author has deleted the end of one, it extends to the end of the next comment, and contains the
 * author's text between the two. So a comment with an empty line, or with the start of another comment, does not match.
 */
const GUIDANCE = /^<!--\s*mcp-comms:(?:(?!<!--|\n[ \t]*\r?\n).)*$/s

/** Whether HTML has nothing but comments that begin like this, and no text between them. */
function hasOnlyComments(html: string, beginning: RegExp): boolean {
  const pieces = html.trim().split(/(?<=-->)\s*/)
  return pieces.every((piece) => beginning.test(piece) && piece.endsWith('-->'))
}

/** The blocks that the author wrote, without comments, horizontal rules and the template's text. */
export function authorBlocks(blocks: readonly RootContent[]): readonly RootContent[] {
  return blocks.filter((block) => !isComment(block) && block.type !== 'thematicBreak' && !isTemplateText(block))
}

/** Matches an empty text, and a text such as `tbd` or `to be provided`, in lower case and without punctuation. */
const TO_DO = /^(?:tbd|tba|todo|fixme|xxx|to be (?:added|decided|determined|done|provided|written))?$/

/** Whether the author wrote nothing but headings and TODOs, or nothing but TODOs before the first subsection. */
export function hasNoContent(blocks: readonly RootContent[]): boolean {
  const ownBlocks = authorBlocks(blocks)
  const firstHeading = ownBlocks.findIndex(({ type }) => type === 'heading')
  const opening = firstHeading < 0 ? ownBlocks : ownBlocks.slice(0, firstHeading)
  return (opening.length === 0 ? ownBlocks : opening).every((block) => block.type === 'heading' || !isContent(block))
}

function isContent(block: RootContent): boolean {
  if (block.type !== 'paragraph' && block.type !== 'list' && block.type !== 'blockquote') return true
  // An image is content even without words.
  if (hasImage(block)) return true
  const prose = proseOf(block)
  const words = prose
    .replaceAll(/[^\w\s\u0080-\uFFFF]/g, '')
    .trim()
    .toLowerCase()
  // The AI disclosure at the end of the file is not part of the last section's content.
  return !TO_DO.test(words) && !/^ai disclosure:/i.test(prose)
}

function hasImage(block: RootContent): boolean {
  return [...walkNodes(block)].some(({ type }) => type === 'image' || type === 'imageReference')
}

export function wordCount(blocks: readonly RootContent[]): number {
  return authorBlocks(blocks)
    .filter(({ type }) => type !== 'code' && type !== 'heading')
    .reduce((sum, block) => sum + countWords(proseOf(block)), 0)
}

/** The characters of scripts that put no spaces between words. Two of them count as a word. */
const WITHOUT_SPACES = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Khmer}\p{sc=Lao}\p{sc=Myanmar}]/gu

function countWords(prose: string): number {
  const characters = prose.match(WITHOUT_SPACES)?.length ?? 0
  if (characters === 0) return prose.match(/\S+/g)?.length ?? 0
  const others = prose.replaceAll(WITHOUT_SPACES, ' ').match(/[\p{L}\p{N}]\S*/gu)
  return Math.ceil(characters / 2) + (others?.length ?? 0)
}

export function proseOf(block: RootContent): string {
  return plainText(block, { includeHtml: false }).trim()
}

const NOT_PROSE = ['code', 'inlineCode', 'html', 'heading', 'blockquote']

/** The ranges of running text. Leaves out code, HTML, headings and quotations. */
export function* runningText(blocks: readonly Nodes[]): Generator<Range> {
  for (const block of blocks) {
    if (NOT_PROSE.includes(block.type)) continue
    if (block.type === 'text') yield rangeOf(block)
    else if ('children' in block) yield* runningText(block.children)
  }
}

/** A sentence with its offset in the text. Each character of markup and quotations is replaced, so positions stay the same. */
export type Sentence = { readonly text: string; readonly from: number }

/** The sentences of paragraphs and lists. Leaves out tables, headings and quotations. */
export function* sentencesIn(blocks: readonly Nodes[], text: string): Generator<Sentence> {
  for (const block of blocks) {
    if (block.type === 'paragraph') yield* splitSentences(replaceMarkup(block, text), rangeOf(block).from)
    else if (block.type === 'list' || block.type === 'listItem') yield* sentencesIn(block.children, text)
  }
}

function* splitSentences(paragraph: string, offset: number): Generator<Sentence> {
  let from = 0
  for (const { index } of paragraph.matchAll(/[.!?;](?=\s|$)/g)) {
    yield { text: paragraph.slice(from, index + 1), from: offset + from }
    from = index + 1
  }
  if (from < paragraph.length) yield { text: paragraph.slice(from), from: offset + from }
}

const QUOTED = /"[^"]{1,300}"|“[^”]{1,300}”/g

function replaceMarkup(block: Nodes, text: string): string {
  const { from, to } = rangeOf(block)
  const pieces: string[] = []
  let offset = from
  for (const range of markupIn(block)) {
    if (range.from < offset) continue
    pieces.push(text.slice(offset, range.from), 'x'.repeat(range.to - range.from))
    offset = range.to
  }
  pieces.push(text.slice(offset, to))
  const plain = pieces.join('').replaceAll(/[*_\r\n]/g, ' ')
  return plain.replaceAll(QUOTED, (quoted) => 'q'.repeat(quoted.length))
}

function* markupIn(block: Nodes): Generator<Range> {
  for (const node of walkNodes(block)) {
    if (node.type === 'inlineCode' || node.type === 'html' || node.type === 'image') yield rangeOf(node)
    // The words of a link stay, because they belong to the sentence.
    if (node.type !== 'link') continue
    const last = node.children.at(-1)
    if (last !== undefined) yield { from: rangeOf(last).to, to: rangeOf(node).to }
  }
}
