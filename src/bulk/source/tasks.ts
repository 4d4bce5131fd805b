import type { ListItem, Nodes, Paragraph, Root } from 'mdast'
import { everyNode, parseMarkdown } from '../../text/markdown-tree.ts'
import { rangeOf } from '../../text/positions.ts'
import { linesOf, notesOf } from './notes.ts'
import { fitText } from './text.ts'
import { leadsElsewhere, MARK_LENGTH, onlyLinkOf, wordsOf } from './words.ts'

/** An item of a task list that is not ticked. */
export type Task = {
  /** Never empty. */
  readonly words: string
  /** The same as it is written; `leads`: to where the words alone do not tell. */
  readonly markdown: string
  readonly leads: boolean
  /** All that it says is a link to there. */
  readonly link: string | null
  /** What else belongs to it, as Markdown. */
  readonly notes: string
  /** The task that it stands under, as long as that is open too. */
  readonly under: Task | null
}

/** `wordless`: how many have nothing to say, as those of a template that is not filled in. */
export type TaskList = { readonly open: readonly Task[]; readonly done: number; readonly wordless: number }

/**
 * The tasks of a Markdown text, in the order in which they stand, as GitHub would show them: what stands in code or in a
 * comment is none.
 * @throws Failure (validation) where a text is so intricate that nobody can have written it.
 */
export function tasksIn(markdown: string, name: string): TaskList {
  const text = fitText(markdown)
  const tree = parseMarkdown(text, name)
  const reading = { text, lines: text.split('\n'), definitions: definitionsIn(tree, text) }
  const open: Task[] = []
  const count = { done: 0, wordless: 0 }
  const enter = (mark: Mark, under: Task | null): Task | null => {
    const task = mark.isOpen ? taskOf(mark, reading, under) : null
    if (task !== null) open.push(task)
    else count[mark.isOpen ? 'wordless' : 'done']++
    return task
  }
  const walk = (node: Nodes, under: Task | null): void => {
    const mark = markOf(node, text)
    const inside = mark === null ? under : enter(mark, under)
    for (const child of partsOf(node)) walk(child, inside)
  }
  walk(tree, null)
  return { open, ...count }
}

type Mark = { readonly item: ListItem; readonly paragraph: Paragraph; readonly isOpen: boolean }

/** https://github.github.com/gfm/#task-list-items-extension- */
function markOf(item: Nodes, text: string): Mark | null {
  if (item.type !== 'listItem') return null
  const [paragraph] = item.children
  if (paragraph?.type !== 'paragraph') return null
  const { from, to } = rangeOf(paragraph)
  const [, mark] = /^\[([ \txX])\]$/.exec(text.slice(from, from + MARK_LENGTH)) ?? []
  const rest = text.slice(from + MARK_LENGTH, to)
  return mark === undefined || !/^\s/.test(rest) || rest.trim() === ''
    ? null
    : { item, paragraph, isOpen: mark.trim() === '' }
}

type Reading = {
  readonly text: string
  readonly lines: readonly string[]
  readonly definitions: ReadonlyMap<string, string>
}

function taskOf({ item, paragraph }: Mark, { text, lines, definitions }: Reading, under: Task | null): Task | null {
  const words = wordsOf(paragraph)
  if (words === '') return null
  const { from, to } = rangeOf(paragraph)
  const nested = [...tasksUnder(item, text)].map(linesOf)
  const notes = [notesOf(lines, item, nested), definitionsFor(item, definitions)]
  return {
    words,
    markdown: text
      .slice(from + MARK_LENGTH, to)
      .replaceAll(/\s+/g, ' ')
      .trim(),
    leads: leadsElsewhere(paragraph),
    link: onlyLinkOf(paragraph),
    notes: notes.filter((part) => part !== '').join('\n\n'),
    under,
  }
}

function* tasksUnder(node: Nodes, text: string): Generator<Nodes> {
  for (const child of partsOf(node))
    if (markOf(child, text) === null) yield* tasksUnder(child, text)
    else yield child
}

/** What may hold a list; everything else may be nested deeper than is good for a walk. */
function partsOf(node: Nodes): readonly Nodes[] {
  return node.type === 'root' || node.type === 'list' || node.type === 'listItem' || node.type === 'blockquote'
    ? node.children
    : []
}

/** Of two with the same name, the first counts. */
function definitionsIn(tree: Root, text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const node of everyNode(tree)) {
    if (node.type !== 'definition' || found.has(node.identifier)) continue
    const { from, to } = rangeOf(node)
    found.set(node.identifier, text.slice(from, to))
  }
  return found
}

/** The definitions of the links in an item, which stand elsewhere in the text. */
function definitionsFor(item: ListItem, definitions: ReadonlyMap<string, string>): string {
  const names = [...everyNode(item)].flatMap((node) =>
    node.type === 'linkReference' || node.type === 'imageReference' ? [node.identifier] : [],
  )
  return [...new Set(names)].flatMap((name) => definitions.get(name) ?? []).join('\n')
}
