import type { Heading, ListItem, Nodes, Paragraph, Root } from 'mdast'
import { parseMarkdown, rangeOf, walkNodes } from '../../text/markdown-tree.ts'
import { linesOf, notesOf } from './notes.ts'
import { hasHiddenAddress, MARK_LENGTH, onlyLinkOf, plainTextOf, removeUnwanted, titleOf } from './title.ts'

/** An unticked item of a task list. */
export type Task = {
  /** Its title as plain text. Never empty. */
  readonly title: string
  readonly titleMarkdown: string
  /** Whether the Markdown has an address that the plain title does not show. */
  readonly hasHiddenAddress: boolean
  /** The address of the link that is its whole title. null: the title has other words. */
  readonly link: string | null
  /** The Markdown below its title. */
  readonly notes: string
  /** The nearest task around it. null: there is none, or that one is done or has no words. */
  readonly parent: Task | null
  /** The headings above it, and the titles of all tasks around it, including done ones, from the outermost to the nearest. */
  readonly path: readonly string[]
}

export type TaskList = {
  readonly open: readonly Task[]
  /** The titles of ticked items as plain text; empty for an item without words. */
  readonly done: readonly string[]
  /** How many open items have no words, as in a template that is not filled in. They are not in `open`. */
  readonly wordlessCount: number
}

/**
 * The tasks that GitHub would show for a Markdown text, in order. Code and comments contain no tasks.
 * @throws Failure (validation) if the text is so intricate that it is probably an attack.
 */
export function tasksIn(markdown: string, name: string): TaskList {
  const text = removeUnwanted(markdown)
  const tree = parseMarkdown(text, name)
  const document = { text, lines: text.split('\n'), definitions: definitionsIn(tree, text) }
  const open: Task[] = []
  const done: string[] = []
  let wordlessCount = 0
  const addItem = (taskItem: TaskItem, context: TaskContext): TaskContext => {
    const title = wordsOf(taskItem, text)
    const task = taskItem.isOpen ? taskOf(taskItem, document, context) : null
    if (task !== null) open.push(task)
    else if (taskItem.isOpen) wordlessCount++
    else done.push(title)
    return { parent: task, path: [...context.path, title] }
  }
  const walk = (node: Nodes, context: TaskContext): void => {
    const taskItem = taskItemOf(node, text)
    const contextOfChildren = taskItem === null ? context : addItem(taskItem, context)
    for (const child of nestedBlocks(node)) walk(child, contextOfChildren)
  }
  let headings: readonly Heading[] = []
  for (const node of tree.children) {
    if (node.type === 'heading') headings = [...headings.filter(({ depth }) => depth < node.depth), node]
    walk(node, { parent: null, path: headings.map(headingText) })
  }
  return { open, done, wordlessCount }
}

function headingText(heading: Heading): string {
  return [...walkNodes(heading)].map((node) => ('value' in node ? node.value : '')).join('')
}

/** The title of a task as plain text. If the text defines a link named `x`, Markdown reads the mark `[x]` as that link. */
function wordsOf({ paragraph }: TaskItem, text: string): string {
  const words = plainTextOf(titleOf(paragraph, text))
  return paragraph.children[0]?.type === 'linkReference' ? words.slice(1).trim() : words
}

/** What a task inherits from the items and headings around it. */
type TaskContext = Pick<Task, 'parent' | 'path'>

/** A list item that begins with `[ ]` (open) or `[x]`. */
type TaskItem = { readonly item: ListItem; readonly paragraph: Paragraph; readonly isOpen: boolean }

/** https://github.github.com/gfm/#task-list-items-extension- */
function taskItemOf(node: Nodes, text: string): TaskItem | null {
  if (node.type !== 'listItem') return null
  const [paragraph] = node.children
  if (paragraph?.type !== 'paragraph') return null
  const { from, to } = rangeOf(paragraph)
  const [, mark] = /^\[([ \txX])\]$/.exec(text.slice(from, from + MARK_LENGTH)) ?? []
  const content = text.slice(from + MARK_LENGTH, to)
  return mark === undefined || !/^\s/.test(content) || content.trim() === ''
    ? null
    : { item: node, paragraph, isOpen: mark.trim() === '' }
}

type MarkdownText = {
  readonly text: string
  readonly lines: readonly string[]
  readonly definitions: ReadonlyMap<string, string>
}

function taskOf(
  { item, paragraph }: TaskItem,
  { text, lines, definitions }: MarkdownText,
  context: TaskContext,
): Task | null {
  const titlePart = titleOf(paragraph, text)
  const title = plainTextOf(titlePart)
  if (title === '') return null
  const { from } = rangeOf(paragraph)
  const titleLines = text.slice(from, titlePart.to).split('\n').length
  const nestedTasks = [...tasksUnder(item, text)].map(linesOf)
  const notesBelow = notesOf(lines, item, linesOf(paragraph).from + titleLines, nestedTasks)
  const noteParts = [notesBelow, definitionsFor(item, definitions)]
  return {
    title,
    titleMarkdown: text
      .slice(from + MARK_LENGTH, titlePart.to)
      .replaceAll(/\s+/g, ' ')
      .trim(),
    hasHiddenAddress: hasHiddenAddress(titlePart),
    link: onlyLinkOf(titlePart),
    notes: noteParts.filter((part) => part !== '').join('\n\n'),
    ...context,
  }
}

function* tasksUnder(node: Nodes, text: string): Generator<Nodes> {
  for (const child of nestedBlocks(node))
    if (taskItemOf(child, text) === null) yield* tasksUnder(child, text)
    else yield child
}

/** The children of a node that may contain a list. Other nodes may be nested too deeply for a recursive walk. */
function nestedBlocks(node: Nodes): readonly Nodes[] {
  return node.type === 'root' || node.type === 'list' || node.type === 'listItem' || node.type === 'blockquote'
    ? node.children
    : []
}

/** The definitions of links, by identifier. If two have the same identifier, the first counts. */
function definitionsIn(tree: Root, text: string): ReadonlyMap<string, string> {
  const definitions = new Map<string, string>()
  for (const node of walkNodes(tree)) {
    if (node.type !== 'definition' || definitions.has(node.identifier)) continue
    const { from, to } = rangeOf(node)
    definitions.set(node.identifier, text.slice(from, to))
  }
  return definitions
}

/** The definitions of the links in an item. They may be anywhere in the text. */
function definitionsFor(item: ListItem, definitions: ReadonlyMap<string, string>): string {
  const names = [...walkNodes(item)].flatMap((node) =>
    node.type === 'linkReference' || node.type === 'imageReference' ? [node.identifier] : [],
  )
  return [...new Set(names)].flatMap((name) => definitions.get(name) ?? []).join('\n')
}
