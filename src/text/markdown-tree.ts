import type { Nodes, Root } from 'mdast'
import { fromMarkdown, type Options } from 'mdast-util-from-markdown'
import { gfmAutolinkLiteralFromMarkdown } from 'mdast-util-gfm-autolink-literal'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal'
import { gfmTable } from 'micromark-extension-gfm-table'
import type { Code, Construct, ConstructRecord, Extension, Previous, TokenizeContext } from 'micromark-util-types'
import { Failure } from '../errors.ts'

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

/** Fifteen times what the most intricate SEP takes; a text that takes this much is read in about a second. */
const MOST_EFFORT = 30_000_000
/** What a cell of a table takes, next to going over one character once more. */
const EFFORT_OF_CELL = 2_000
const DEEPEST = 100
/** Each list in a list is indented by two columns at least. */
const WIDEST = 4 * DEEPEST

/** A text that would take the parser too long to read. */
export class TooIntricate extends Error {
  override readonly name = 'TooIntricate'
  readonly line: number
  constructor(line: number) {
    super('this text takes too long to read')
    this.line = line
  }
}

type See = (context: TokenizeContext) => void

/** Codes of micromark for the ends of lines. */
const LINE_ENDS = [-5, -4, -3]
const MARKS_LOOKING_BACK = [...LINE_ENDS, ...codesOf('&*\\]_')]
const MARKS_LOOKING_AHEAD = codesOf('!<[')
const BACKTICK = 96
const MARKS_OF_HEADINGS = codesOf('=-')
const MARKS_OF_CONTAINERS = codesOf('>*+-0123456789')

/**
 * Counts what the parser has to do, and stops it. At some marks it looks through the paragraph, or through everything
 * before, once more: a text made of nothing else would take it hours.
 * @throws TooIntricate while a text is parsed with it.
 */
export function boundedEffort(text: string): Extension {
  let effort = 0
  const spend = (context: TokenizeContext, cost: number) => {
    effort += cost
    if (effort > MOST_EFFORT) throw new TooIntricate(context.now().line)
  }
  const behind = distanceBehind()
  const ahead = distanceAhead(text)
  const aroundMark: See = (context) => spend(context, behind(context) + ahead(context))
  return {
    text: {
      ...watch(MARKS_LOOKING_BACK, (context) => spend(context, behind(context))),
      ...watch(MARKS_LOOKING_AHEAD, aroundMark),
      ...watch([BACKTICK], aroundMark, beginsRun),
    },
    flow: {
      ...watch(MARKS_OF_HEADINGS, (context) => spend(context, context.events.length)),
      ...watch([null], (context) => spend(context, cellsFrom(text, context.now().offset) * EFFORT_OF_CELL)),
    },
    document: watch(MARKS_OF_CONTAINERS, boundedDepth()),
  }
}

/** How far the parser is from the first mark of the text that it is in. */
function distanceBehind(): (context: TokenizeContext) => number {
  const starts = new WeakMap<TokenizeContext, number>()
  return (context) => {
    const { offset } = context.now()
    const start = starts.get(context) ?? offset
    starts.set(context, start)
    return offset - start
  }
}

/** How far the parser is from the next empty line, or the next item of a list: no paragraph goes over either. */
function distanceAhead(text: string): (context: TokenizeContext) => number {
  // Indented by more, it may be a line of the paragraph.
  const itsEnd = /\n[ \t]*\r?\n|\r[ \t]*\r|\n {0,3}[*+-][ \t]+\S/g
  let from = 0
  let end = -1
  return (context) => {
    const { offset } = context.now()
    if (offset < from || offset > end) {
      itsEnd.lastIndex = offset
      from = offset
      end = itsEnd.exec(text)?.index ?? text.length
    }
    return end - offset
  }
}

/** How many cells the line has, should it be a row of a table. */
function cellsFrom(text: string, offset: number): number {
  let count = 0
  for (let at = offset; at < text.length && text[at] !== '\n' && text[at] !== '\r'; at++) if (text[at] === '|') count++
  return count
}

function boundedDepth(): See {
  let line = 0
  let depth = 0
  return (context) => {
    const now = context.now()
    depth = now.line === line ? depth + 1 : 1
    line = now.line
    if (depth > DEEPEST || now.column > WIDEST) throw new TooIntricate(line)
  }
}

/** Where the parser itself looks for code: not in the middle of backticks. */
function beginsRun(this: TokenizeContext, previous: Code): boolean {
  return previous !== BACKTICK || this.events.at(-1)?.[1].type === 'characterEscape'
}

/** Never a construct of its own: it sees where the parser is, and lets the others read on. */
function watch(codes: readonly Code[], see: See, previous?: Previous): ConstructRecord {
  const construct: Construct = {
    tokenize(_effects, _ok, nok) {
      see(this)
      return nok
    },
    ...(previous === undefined ? {} : { previous }),
  }
  return Object.fromEntries(codes.map((code) => [String(code), construct]))
}

function codesOf(marks: string): readonly number[] {
  return [...marks].map((mark) => mark.charCodeAt(0))
}
