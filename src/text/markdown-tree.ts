import type { Nodes, Root } from 'mdast'
import { fromMarkdown, type Options } from 'mdast-util-from-markdown'
import { gfmAutolinkLiteralFromMarkdown } from 'mdast-util-gfm-autolink-literal'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal'
import { gfmTable } from 'micromark-extension-gfm-table'
import type { Extension } from 'micromark-util-types'
import { Failure } from '../errors.ts'
import { boundedEffort, TooIntricate } from './markdown-effort.ts'

/** The first letters of `http://`, `https://` and `www.`, as the codes by which the parser calls them. */
const ADDRESS_STARTS = [...'hHwW'].map((letter) => String(letter.charCodeAt(0)))

/** GitHub's Markdown, as far as SEPs use it: with tables, and addresses that stand bare. */
export const MARKDOWN = {
  extensions: [gfmTable(), bareAddresses()],
  // Its transforms make nodes that stand nowhere; the syntax finds nearly every address by itself.
  mdastExtensions: [gfmTableFromMarkdown(), { ...gfmAutolinkLiteralFromMarkdown(), transforms: [] }],
} satisfies Options

/**
 * Markdown as a tree in which everything says where it stands: https://github.github.com/gfm/
 * @throws Failure (validation) where a text is so intricate that nobody can have written it.
 */
export function parseMarkdown(text: string, file: string): Root {
  try {
    return fromMarkdown(text, { ...MARKDOWN, extensions: [...MARKDOWN.extensions, boundedEffort(text)] })
  } catch (error) {
    if (!(error instanceof TooIntricate || error instanceof RangeError)) throw error
    const line = error instanceof TooIntricate ? error.line : 1
    const message = `${file}:${line}: this is nested or marked up too much to be read; make it simpler`
    throw new Failure('validation', message, { cause: error })
  }
}

/** Without those of mail, for which the parser would stop at every letter; that takes a tenth of its time. */
function bareAddresses(): Extension {
  const { text = {} } = gfmAutolinkLiteral()
  return { text: Object.fromEntries(Object.entries(text).filter(([code]) => ADDRESS_STARTS.includes(code))) }
}

/** Every node of a tree, in the order in which they stand. */
export function* everyNode(tree: Nodes): Generator<Nodes> {
  const left = [tree]
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    yield node
    if ('children' in node) left.push(...node.children.toReversed())
  }
}
