import type { Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmAutolinkLiteralFromMarkdown } from 'mdast-util-gfm-autolink-literal'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal'
import { gfmTable } from 'micromark-extension-gfm-table'

/** What Markdown text does on GitHub, and what it contains. */
export type Effects = {
  /** The users and teams that it notifies. */
  readonly mentions: readonly string[]
  /** The issues, pull requests, discussions and commits that it references. */
  readonly references: readonly string[]
  readonly html: readonly string[]
  readonly images: readonly string[]
  readonly headings: readonly string[]
  readonly links: readonly string[]
  /** The types of other nodes that a text must not contain, such as tables and link definitions. */
  readonly others: readonly string[]
}

const MENTION = /(?<![A-Za-z0-9_])@[A-Za-z0-9][\w-]*(?:\/[\w.-]+)?/g
const REFERENCE =
  /(?<![A-Za-z0-9_])(?:[\w.-]+\/[\w.-]+)?#\d+|(?<![A-Za-z0-9_])GH-\d+|\b[\w.-]+#\d+|\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40}\b/gi
const REFERENCED_PAGE = /^https?:\/\/(?:www\.)?github\.com\/+[^/]+\/+[^/]+\/+(?:issues|pull|discussions|commit)\b/i

/**
 * Mentions and references count only outside of code and links, as on GitHub. A link to an issue, a pull request, a discussion
 * or a commit is also a reference.
 */
export function effectsOf(markdown: string): Effects {
  const tree = fromMarkdown(markdown, {
    extensions: [gfmTable(), gfmAutolinkLiteral()],
    mdastExtensions: [gfmTableFromMarkdown(), gfmAutolinkLiteralFromMarkdown()],
  })
  const nodes = [...nodesOutsideLinks(tree)]
  const textsOf = (wanted: Nodes['type']) => nodes.filter(({ type }) => type === wanted).map(textIn)
  const links = nodes.flatMap((node) => (node.type === 'link' ? [node.url] : []))
  const texts = textsOf('text')
  return {
    mentions: texts.flatMap((text) => text.match(MENTION) ?? []),
    references: [
      ...texts.flatMap((text) => text.match(REFERENCE) ?? []),
      ...links.filter((url) => REFERENCED_PAGE.test(url)),
    ],
    html: textsOf('html'),
    images: nodes.flatMap(({ type }) => (type.startsWith('image') ? [type] : [])),
    headings: textsOf('heading'),
    links,
    others: nodes.flatMap(({ type }) => (OTHER_TYPES.has(type) ? [type] : [])),
  }
}

const OTHER_TYPES: ReadonlySet<string> = new Set(['definition', 'table', 'thematicBreak'])

/** All nodes, except those inside links. */
function* nodesOutsideLinks(node: Nodes): Generator<Nodes> {
  yield node
  if ('children' in node && node.type !== 'link') for (const child of node.children) yield* nodesOutsideLinks(child)
}

function textIn(node: Nodes): string {
  if ('value' in node) return node.value
  return 'children' in node ? node.children.map(textIn).join('') : ''
}
