import type { Node, Nodes, Root } from 'mdast'
import { fromMarkdown, type Options } from 'mdast-util-from-markdown'
import { gfmAutolinkLiteralFromMarkdown } from 'mdast-util-gfm-autolink-literal'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal'
import { gfmTable } from 'micromark-extension-gfm-table'
import type { Code, Construct, ConstructRecord, Extension, Previous, TokenizeContext } from 'micromark-util-types'
import { Failure } from '../errors.ts'
import { memoize } from './words.ts'

/** The first letters of `http://`, `https://` and `www.`, as the parser's character codes. */
const ADDRESS_STARTS = [...'hHwW'].map((letter) => String(letter.charCodeAt(0)))

/** GitHub's Markdown as far as SEPs use it: with tables and bare URLs. */
export const MARKDOWN = {
  extensions: [gfmTable(), bareAddresses()],
  // We leave out the transforms, because they create nodes without positions. The syntax alone finds nearly every URL.
  mdastExtensions: [gfmTableFromMarkdown(), { ...gfmAutolinkLiteralFromMarkdown(), transforms: [] }],
} satisfies Options

/**
 * Cached, because a command parses the same few texts again and again: to check a draft, to edit it, and to see whether it was edited
 * in the meantime. The longest SEP has 64,000 characters.
 */
const parseOnce = memoize(
  (text): Root => fromMarkdown(text, { ...MARKDOWN, extensions: [...MARKDOWN.extensions, effortLimit(text)] }),
  { maxLength: 100_000, maxEntries: 8 },
)

/**
 * Parses Markdown into a tree whose nodes have positions: https://github.github.com/gfm/
 * Calls with the same text share the tree, so it must not be changed.
 * @throws Failure (validation) if the text would take too long to parse; nobody writes such a text by hand.
 */
export function parseMarkdown(text: string, file: string): Root {
  try {
    return parseOnce(text)
  } catch (error) {
    if (!(error instanceof TooComplex || error instanceof RangeError)) throw error
    const line = error instanceof TooComplex ? error.line : 1
    const message = `${file}:${line}: this has too much nesting or markup to parse; simplify it`
    throw new Failure('validation', message, { cause: error })
  }
}

/** Recognizes bare URLs, but no email addresses: to find those, the parser would stop at every letter and take a tenth longer. */
function bareAddresses(): Extension {
  const { text = {} } = gfmAutolinkLiteral()
  return { text: Object.fromEntries(Object.entries(text).filter(([code]) => ADDRESS_STARTS.includes(code))) }
}

/** Every node of a tree, in the order of the text. */
export function* walkNodes(tree: Nodes): Generator<Nodes> {
  const stack = [tree]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    yield node
    if ('children' in node) for (const child of node.children.toReversed()) stack.push(child)
  }
}

/** Fifteen times the effort of the most complex SEP. It takes the parser about a second. */
const MAX_EFFORT = 30_000_000
/** The effort for a table cell. The effort for scanning one character again is 1. */
const CELL_EFFORT = 2_000
/** The effort for a character that may be part of a rule (`- - -`), for which the parser creates a token. */
const RULE_EFFORT = 300
const MAX_NESTING = 100
const MAX_COLUMN = 4 * MAX_NESTING

export class TooComplex extends Error {
  override readonly name = 'TooComplex'
  readonly line: number
  constructor(line: number) {
    super('this text takes too long to read')
    this.line = line
  }
}

type Observer = (context: TokenizeContext) => void

/** Micromark tries the constructs with this key at any character. */
const ANY_CODE = null
/** Micromark's codes for line endings. */
const LINE_ENDINGS = [-5, -4, -3]
const LOOK_BACK_MARKS = [...LINE_ENDINGS, ...codesOf('&*\\]_')]
const LOOK_AHEAD_MARKS = codesOf('!<[')
const BACKTICK = 96
const HEADING_MARKS = codesOf('=-')
const CONTAINER_MARKS = codesOf('>+0123456789')
/** Each may begin a list item, or a rule. */
const RULE_MARKS = codesOf('*-')

/**
 * Estimates the parser's effort, and stops the parser at a limit. At some marks, the parser scans the paragraph, or
 * everything before the mark, again: a text of only such marks would take hours.
 * @throws TooComplex while the parser runs
 */
export function effortLimit(text: string): Extension {
  let effort = 0
  const spend = (context: TokenizeContext, cost: number) => {
    effort += cost
    if (effort > MAX_EFFORT) throw new TooComplex(context.now().line)
  }
  const distanceBehind = createDistanceBehind()
  const distanceAhead = createDistanceAhead(text)
  const checkDepth = createDepthCheck()
  const aroundMark: Observer = (context) => spend(context, distanceBehind(context) + distanceAhead(context))
  return {
    text: {
      ...watch(LOOK_BACK_MARKS, (context) => spend(context, distanceBehind(context))),
      ...watch(LOOK_AHEAD_MARKS, aroundMark),
      ...watch([BACKTICK], aroundMark, startsBacktickRun),
    },
    flow: {
      ...watch(HEADING_MARKS, (context) => spend(context, context.events.length)),
      ...watch([ANY_CODE], (context) => spend(context, countCellsFrom(text, context.now().offset) * CELL_EFFORT)),
    },
    document: {
      ...watch(CONTAINER_MARKS, checkDepth),
      ...watch(RULE_MARKS, (context) => {
        checkDepth(context)
        spend(context, ruleLengthFrom(text, context.now().offset) * RULE_EFFORT)
      }),
    },
  }
}

/** The distance from the parser's position back to the first mark of the current text. */
function createDistanceBehind(): (context: TokenizeContext) => number {
  const starts = new WeakMap<TokenizeContext, number>()
  return (context) => {
    const { offset } = context.now()
    const start = starts.get(context) ?? offset
    starts.set(context, start)
    return offset - start
  }
}

/** The distance from the parser's position to the next empty line or list item, where every paragraph ends. */
function createDistanceAhead(text: string): (context: TokenizeContext) => number {
  // A line that is indented more may still belong to the paragraph.
  const paragraphEnd = /\n[ \t]*\r?\n|\r[ \t]*\r|\n {0,3}[*+-][ \t]+\S/g
  let from = 0
  let end = -1
  return (context) => {
    const { offset } = context.now()
    if (offset < from || offset > end) {
      paragraphEnd.lastIndex = offset
      from = offset
      end = paragraphEnd.exec(text)?.index ?? text.length
    }
    return end - offset
  }
}

/** The approximate number of cells in the rest of the line, if it is a table row. */
function countCellsFrom(text: string, offset: number): number {
  let count = 0
  for (let index = offset; index < text.length && text[index] !== '\n' && text[index] !== '\r'; index++)
    if (text[index] === '|') count++
  return count
}

/** How far the parser scans to know whether a line is a rule. It scans again for every list that starts in the line. */
function ruleLengthFrom(text: string, offset: number): number {
  const mark = text[offset]
  let end = offset
  while (text[end] === mark || text[end] === ' ' || text[end] === '\t') end++
  return end - offset
}

function createDepthCheck(): Observer {
  let line = 0
  let depth = 0
  return (context) => {
    const now = context.now()
    depth = now.line === line ? depth + 1 : 1
    line = now.line
    if (depth > MAX_NESTING || now.column > MAX_COLUMN) throw new TooComplex(line)
  }
}

/** The parser looks for code only at the start of a run of backticks. */
function startsBacktickRun(this: TokenizeContext, previous: Code): boolean {
  return previous !== BACKTICK || this.events.at(-1)?.[1].type === 'characterEscape'
}

/** A construct that only observes the parser's position, and never matches anything. */
function watch(codes: readonly Code[], observe: Observer, previous?: Previous): ConstructRecord {
  const construct: Construct = {
    tokenize(_effects, _ok, nok) {
      observe(this)
      return nok
    },
    ...(previous === undefined ? {} : { previous }),
  }
  return Object.fromEntries(codes.map((code) => [String(code), construct]))
}

function codesOf(marks: string): readonly number[] {
  return [...marks].map((mark) => mark.charCodeAt(0))
}

/** `to` is exclusive. */
export type Range = { readonly from: number; readonly to: number }

export type Position = { readonly line: number; readonly column: number }

/** Converts offsets to lines and columns, which count from 1. Lines end in `\n`, `\r\n` or `\r`. */
export class LineIndex {
  readonly #text: string
  readonly #starts: readonly number[]

  constructor(text: string) {
    this.#text = text
    const starts = [0]
    for (const { index, 0: lineEnding } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + lineEnding.length)
    this.#starts = starts
  }

  at(offset: number): Position {
    const line = this.#lineOf(offset)
    return { line: line + 1, column: offset - (this.#starts[line] ?? 0) + 1 }
  }

  /** The offset of the first character of a line. */
  startOf(line: number): number {
    return this.#starts[line - 1] ?? 0
  }

  /** Extends a range to whole lines, including the last line ending. */
  linesOf({ from, to }: Range): Range {
    const after = this.#starts[this.#lineOf(Math.max(from, to - 1)) + 1] ?? this.#text.length
    return { from: this.#starts[this.#lineOf(from)] ?? 0, to: after }
  }

  #lineOf(offset: number): number {
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((this.#starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
}

/** The parser gives every node a position. */
export function rangeOf({ position }: Node): Range {
  return { from: position?.start.offset ?? 0, to: position?.end.offset ?? 0 }
}
