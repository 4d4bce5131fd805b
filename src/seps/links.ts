import type { Definition, Nodes, Root } from 'mdast'
import { everyNode } from '../text/markdown-tree.ts'
import { type LineIndex, type Position, type Range, rangeOf } from '../text/positions.ts'
import type { Sep } from './sep.ts'

export type Link = Position & {
  readonly url: string
  readonly isImage: boolean
  readonly range: Range
}

/** All links, with references resolved: `[text](url)`, `[text][id]`, images and bare URLs. */
export function linksOf({ tree, positions }: Sep): readonly Link[] {
  const definitions = definitionsOf(tree)
  return [...everyNode(tree)].flatMap((node) => {
    if (node.type === 'link' || node.type === 'image') return [linkAt(node, node.url, positions)]
    if (node.type === 'definition') return linkInFootnote(node, positions)
    if (node.type !== 'linkReference' && node.type !== 'imageReference') return []
    const url = isFootnote(node) ? undefined : definitions.get(node.identifier)
    return url === undefined ? [] : [linkAt(node, url, positions)]
  })
}

function linkAt(node: Nodes, url: string, places: LineIndex): Link {
  const range = rangeOf(node)
  return { url, isImage: node.type.startsWith('image'), range, ...places.at(range.from) }
}

/** The parser reads `[^1]: [text](url)` as the definition of a link; what counts is the link inside it. */
function linkInFootnote(node: Definition, places: LineIndex): readonly Link[] {
  const url = isFootnote(node) ? /https?:\/\/[^\s()<>]+/.exec(node.url)?.[0] : undefined
  return url === undefined ? [] : [linkAt(node, url, places)]
}

function isFootnote({ identifier }: { readonly identifier: string }): boolean {
  return identifier.startsWith('^')
}

/** The first definition of a name wins. */
function definitionsOf(tree: Root): ReadonlyMap<string, string> {
  const all = [...everyNode(tree)].filter((node): node is Definition => node.type === 'definition')
  return new Map(all.toReversed().map(({ identifier, url }) => [identifier, url]))
}

/** Has a scheme, stays on the page, starts at the root of a site, or names another host. */
const ELSEWHERE = /^(?:[a-z][a-z0-9+.-]*:|#|\/|\?|$)/i

/** The relative path in a link, without its fragment. null: not a link to another file. */
export function relativePath({ url }: Pick<Link, 'url'>): string | null {
  if (ELSEWHERE.test(url)) return null
  const [path = ''] = url.split(/[?#]/)
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** All relative paths in a SEP; the caller can check which files exist. */
export function relativePaths(sep: Sep): readonly string[] {
  return [...new Set(linksOf(sep).map(relativePath))].filter((path) => path !== null)
}
