import type { Definition, Nodes, Root } from 'mdast'
import { everyNode } from '../text/markdown-tree.ts'
import { type LineIndex, type Position, type Range, rangeOf } from '../text/positions.ts'
import type { Sep } from './sep.ts'

export type Link = Position & {
  readonly url: string
  readonly isImage: boolean
  readonly range: Range
}

/** Where the SEP points to, references resolved: `[text](url)`, `[text][id]`, images, and addresses that stand bare. */
export function linksOf({ tree, places }: Sep): readonly Link[] {
  const definitions = definitionsOf(tree)
  return [...everyNode(tree)].flatMap((node) => {
    if (node.type === 'link' || node.type === 'image') return [linkAt(node, node.url, places)]
    if (node.type === 'definition') return linkInFootnote(node, places)
    if (node.type !== 'linkReference' && node.type !== 'imageReference') return []
    const url = isFootnote(node) ? undefined : definitions.get(node.identifier)
    return url === undefined ? [] : [linkAt(node, url, places)]
  })
}

function linkAt(node: Nodes, url: string, places: LineIndex): Link {
  const range = rangeOf(node)
  return { url, isImage: node.type.startsWith('image'), range, ...places.at(range.from) }
}

/** `[^1]: [text](url)` is read as the definition of a link, but leads where the link in it does. */
function linkInFootnote(node: Definition, places: LineIndex): readonly Link[] {
  const url = isFootnote(node) ? /https?:\/\/[^\s()<>]+/.exec(node.url)?.[0] : undefined
  return url === undefined ? [] : [linkAt(node, url, places)]
}

function isFootnote({ identifier }: { readonly identifier: string }): boolean {
  return identifier.startsWith('^')
}

/** Of two with the same name, the first counts. */
function definitionsOf(tree: Root): ReadonlyMap<string, string> {
  const all = [...everyNode(tree)].filter((node): node is Definition => node.type === 'definition')
  return new Map(all.toReversed().map(({ identifier, url }) => [identifier, url]))
}
