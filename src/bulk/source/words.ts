import type { Nodes, Paragraph } from 'mdast'
import { everyNode } from '../../text/markdown-tree.ts'
import { fitText } from './text.ts'

/** `[ ]`, before the words of a task that is open. */
export const MARK_LENGTH = 3

const STRUCK = /(?<!~)~~(?!~)/g
const LINE_BREAK = /^<br\b/i

/** What an open task's first paragraph says, on one line: no mark, no emphasis, of links and pictures the text, of code the code. */
export function wordsOf(paragraph: Paragraph): string {
  const leaves = [...everyNode(paragraph)]
  const isStruck = leaves.map(strikesIn).reduce((all, one) => all + one, 0) % 2 === 0
  const words = leaves.map((leaf) => {
    const text = textOf(leaf).slice(leaf === paragraph.children[0] ? MARK_LENGTH : 0)
    return isStruck && leaf.type === 'text' ? text.replaceAll(STRUCK, '') : text
  })
  return fitText(words.join('')).replaceAll(/\s+/g, ' ').trim()
}

/** The address of the link that is all that an open task says; null: it says more, or something else. */
export function onlyLinkOf({ children: [first, ...others] }: Paragraph): string | null {
  const isMark = first?.type === 'text' && first.value.slice(MARK_LENGTH).trim() === ''
  const said = others.filter((node) => node.type !== 'text' || node.value.trim() !== '')
  const [only] = said
  return isMark && said.length === 1 && only?.type === 'link' ? only.url : null
}

/** Whether it leads somewhere that its words alone do not tell. */
export function leadsElsewhere(paragraph: Paragraph): boolean {
  return [...everyNode(paragraph)].some((node) => {
    if (node.type === 'link') return node.url !== [...everyNode(node)].map(textOf).join('')
    return node.type === 'image' || node.type === 'linkReference' || node.type === 'imageReference'
  })
}

function strikesIn(leaf: Nodes): number {
  return leaf.type === 'text' ? [...leaf.value.matchAll(STRUCK)].length : 0
}

/** Nothing for a node whose text is in those under it. */
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
