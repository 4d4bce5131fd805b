import type { Nodes, Paragraph } from 'mdast'
import { rangeOf, walkNodes } from '../../text/markdown-tree.ts'

/** The length of `[ ]`, which comes before the words of an open task. */
export const MARK_LENGTH = 3

const STRIKETHROUGH = /(?<!~)~~(?!~)/g
const LINE_BREAK = /^<br\b/i
/**
 * An indented line, which may be in a block quote: matches `>  text`, but not `> text`, because one space or tab after `>` belongs to
 * the quote. `(?![ \t])` prevents the pattern from counting it as indentation.
 */
const INDENTED_LINE = /^(?:[ \t]*>(?:[ \t]|(?![ \t])))*[ \t]+(?![ \t>])/

/** The title of an open task: the beginning of its paragraph. `to` is the offset of its end in the text. */
type TaskTitle = Pick<Paragraph, 'children'> & { readonly to: number }

/**
 * The title ends where an indented line begins, because people write the body there. A line without indentation, or inside a
 * link or emphasized text, continues the title. If no words come before the indented line, the title is the
 * whole paragraph.
 */
export function titleOf(paragraph: Paragraph, text: string): TaskTitle {
  const { from, to } = rangeOf(paragraph)
  const wholeTitle = { children: paragraph.children, to }
  for (let end = text.indexOf('\n', from); end >= 0 && end < to; end = text.indexOf('\n', end + 1)) {
    if (!INDENTED_LINE.test(text.slice(end + 1, to))) continue
    const title = partBefore(paragraph, text, end)
    if (title !== null) return plainTextOf(title) === '' ? wholeTitle : title
  }
  return wholeTitle
}

/** The part of a paragraph before a line break. null: the line break is inside an element, such as a link. */
function partBefore({ children }: Paragraph, text: string, end: number): TaskTitle | null {
  const index = children.findIndex((node) => rangeOf(node).to > end)
  const node = children[index]
  const nodesBefore = children.slice(0, index)
  if (node?.type === 'break') return { children: nodesBefore, to: rangeOf(node).from }
  if (node?.type !== 'text') return null
  const { from } = rangeOf(node)
  const lines = text.slice(from, end).split('\n').length
  return { children: [...nodesBefore, { ...node, value: node.value.split('\n', lines).join('\n') }], to: end }
}

/** The words of a title on one line, without Markdown. Keeps code, and the text of links and pictures. */
export function plainTextOf({ children }: TaskTitle): string {
  const nodes = children.flatMap((node) => [...walkNodes(node)])
  const areStrikesPaired = nodes.map(countStrikes).reduce((sum, count) => sum + count, 0) % 2 === 0
  const words = nodes.map((node) => {
    const text = textOf(node).slice(node === children[0] ? MARK_LENGTH : 0)
    return areStrikesPaired && node.type === 'text' ? text.replaceAll(STRIKETHROUGH, '') : text
  })
  return removeUnwanted(words.join('')).replaceAll(/\s+/g, ' ').trim()
}

export function onlyLinkOf({ children: [first, ...others] }: TaskTitle): string | null {
  const isMark = first?.type === 'text' && first.value.slice(MARK_LENGTH).trim() === ''
  const content = others.filter((node) => node.type !== 'text' || node.value.trim() !== '')
  const [only] = content
  return isMark && content.length === 1 && only?.type === 'link' ? only.url : null
}

export function hasHiddenAddress({ children }: TaskTitle): boolean {
  return children
    .flatMap((node) => [...walkNodes(node)])
    .some((node) => {
      if (node.type === 'link') return node.url !== [...walkNodes(node)].map(textOf).join('')
      return node.type === 'image' || node.type === 'linkReference' || node.type === 'imageReference'
    })
}

function countStrikes(node: Nodes): number {
  return node.type === 'text' ? [...node.value.matchAll(STRIKETHROUGH)].length : 0
}

/** Empty for a node whose text is in its children. */
function textOf(node: Nodes): string {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      return node.value
    case 'image':
    case 'imageReference':
      return node.alt ?? ''
    case 'break':
      return ' '
    case 'html':
      return LINE_BREAK.test(node.value) ? ' ' : ''
    default:
      return ''
  }
}

/**
 * Characters to leave out of a plan: control characters except tab and line feed, halves of surrogate pairs, and U+FFFD,
 * which replaces bytes that are not UTF-8. Also byte order marks: the Markdown parser skips one, and does not count it in
 * the offsets of its nodes.
 */
const UNWANTED_CHARACTERS = /[^\P{Cc}\t\n]|[\p{Cs}\uFEFF\uFFFD]/gu

/** Removes unwanted characters from a text of unknown origin, and ends its lines with `\n`. */
export function removeUnwanted(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(UNWANTED_CHARACTERS, '')
}
