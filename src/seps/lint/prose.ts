import type { Nodes, RootContent } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { everyNode } from '../../text/markdown-tree.ts'
import { type Range, rangeOf } from '../../text/positions.ts'
import type { Context } from './context.ts'
import type { RequiredName } from './required.ts'
import type { Found } from './rule.ts'
import { isTemplates } from './template-words.ts'

/** A comment says nothing to a reader; so our own guidance, `<!-- mcp-comms: … -->`, is no content either. */
export function isComment(node: Nodes): boolean {
  return node.type === 'html' && /^<!--[\s\S]*-->$/.test(node.value.trim())
}

/** What a section says: without comments, and without what the template says in its place. */
export function ownBlocks(blocks: readonly RootContent[]): readonly RootContent[] {
  return blocks.filter((block) => !isComment(block) && block.type !== 'thematicBreak' && !isTemplates(block))
}

/** What somebody writes who will write later: `TBD`, `// TODO`, `To be provided.` */
const LATER = /^(?:tbd|tba|todo|fixme|xxx|to be (?:added|decided|determined|done|provided|written))?$/

/** Nothing is there but headings, or what is there before the first of them is put off. */
export function isSilent(blocks: readonly RootContent[]): boolean {
  const own = ownBlocks(blocks)
  const firstHeading = own.findIndex(({ type }) => type === 'heading')
  const opening = firstHeading < 0 ? own : own.slice(0, firstHeading)
  return (opening.length === 0 ? own : opening).every((block) => block.type === 'heading' || isPutOff(block))
}

function isPutOff(block: RootContent): boolean {
  if (block.type !== 'paragraph' && block.type !== 'list' && block.type !== 'blockquote') return false
  // A picture says something without a word.
  if (hasImage(block)) return false
  const words = proseOf(block)
    .replaceAll(/[^\w\s\u0080-\uFFFF]/g, '')
    .trim()
    .toLowerCase()
  // The line on AI is put under the last heading, and says nothing of what belongs there.
  return LATER.test(words) || /^ai disclosure\s/.test(words)
}

function hasImage(block: RootContent): boolean {
  return [...everyNode(block)].some(({ type }) => type === 'image' || type === 'imageReference')
}

export function wordCount(blocks: readonly RootContent[]): number {
  return ownBlocks(blocks)
    .filter(({ type }) => type !== 'code' && type !== 'heading')
    .reduce((sum, block) => sum + (proseOf(block).match(/\S+/g)?.length ?? 0), 0)
}

export function proseOf(block: RootContent): string {
  return plainText(block, { includeHtml: false }).trim()
}

const NOT_PROSE = ['code', 'inlineCode', 'html', 'heading', 'blockquote']

/** The pieces of running text, as they are written: without code, headings and quotations. */
export function* runningText(blocks: readonly Nodes[]): Generator<Range> {
  for (const block of blocks) {
    if (NOT_PROSE.includes(block.type)) continue
    if (block.type === 'text') yield rangeOf(block)
    else if ('children' in block) yield* runningText(block.children)
  }
}

const NONE = /^(?:there (?:is|are) )?(?:none|no|not applicable|n\/?a|nothing|not)\b/i
/** As many as "None: only the documentation changes." has. */
const FEWEST = 5

/** A section that only says "none", and not why. */
export function withoutReason({ sections }: Context, name: RequiredName, message: string): readonly Found[] {
  const section = sections.get(name)
  if (section === undefined) return []
  const words = wordCount(section.blocks)
  const [first] = ownBlocks(section.blocks)
  if (first === undefined || words === 0 || words >= FEWEST || !NONE.test(proseOf(first))) return []
  return [{ at: section.lines, message }]
}
