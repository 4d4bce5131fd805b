/** A line, and its line ending. */
export type Line = { readonly text: string; readonly end: string }

/** A text as lines that all have a line ending, so that we can insert lines between them. */
export type Lines = {
  readonly lines: readonly Line[]
  /** The line ending for inserted lines. */
  readonly eol: string
  /** Whether the last line had no line ending in the text. */
  readonly endsWithoutEol: boolean
  /** The number of characters in all lines and their line endings. */
  readonly length: number
}

export function splitLines(text: string): Lines {
  const eol = /\r?\n/.exec(text)?.[0] ?? '\n'
  const lines = text === '' ? [] : text.split(/(?<=\n)/).map(toLine)
  const endsWithoutEol = !text.endsWith('\n')
  const terminatedLines = lines.map((line) => (line.end === '' ? { ...line, end: eol } : line))
  const addedLength = endsWithoutEol && text !== '' ? eol.length : 0
  return { lines: terminatedLines, eol, endsWithoutEol, length: text.length + addedLength }
}

function toLine(piece: string): Line {
  const end = /\r?\n$/.exec(piece)?.[0] ?? ''
  return { text: piece.slice(0, piece.length - end.length), end }
}

export function joinLines({ endsWithoutEol }: Lines, lines: readonly Line[]): string {
  return lines.map(({ text, end }, index) => text + (endsWithoutEol && index === lines.length - 1 ? '' : end)).join('')
}

/** Converts all line endings to `\n`, and removes a byte order mark. */
export function normalizeLineEndings(text: string): string {
  return text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n')
}

/** Replaces each carriage return without a line feed, as old editors wrote it, with `\n`. Positions in the text stay the same. */
export function replaceLoneReturns(text: string): string {
  return text.replaceAll(/\r(?!\n)/g, '\n')
}

/** Converts the line endings `\n` to those of Windows. */
export function withWindowsLineEndings(text: string): string {
  return text.replaceAll(/\r?\n/g, '\r\n')
}

/** Removes blank lines at the start and white space at the end, because a web form ignores both. */
export function trimText(text: string): string {
  return text.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd()
}

/** The line at an offset, counted from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

const LINE_ENDING = /\r\n|\n|\r/

/**
 * Yields the lines of a text that arrives in pieces, without their line endings. Instead of a line of more than `max`
 * characters, yields null as soon as the line is too long: the line is not kept in memory, and a caller can stop reading.
 */
export async function* boundedLines(pieces: AsyncIterable<string>, max: number): AsyncGenerator<string | null> {
  let rest = ''
  let isSkipping = false
  for await (const piece of pieces) {
    const text = rest + piece
    // The next piece may begin with the other half of a Windows line ending.
    const splitLength = text.endsWith('\r') ? text.length - 1 : text.length
    const lines = text.slice(0, splitLength).split(LINE_ENDING)
    const last = lines.pop() ?? ''
    const bounded = lines.map((line) => (line.length > max ? null : line))
    if (isSkipping && bounded.length > 0) {
      bounded.shift()
      isSkipping = false
    }
    yield* bounded
    if (last.length > max && !isSkipping) {
      isSkipping = true
      yield null
    }
    rest = (isSkipping ? '' : last) + text.slice(splitLength)
  }
  if (!isSkipping && rest !== '') yield rest.replace(/\r$/, '')
}

/** A line of Markdown. `prose`: its text without comments, and with ` code ` instead of each code span. Empty in a code block. */
export type MarkdownLine = {
  readonly text: string
  readonly prose: string
  readonly isCode: boolean
  readonly beginsComment: boolean
}

export type Heading = { readonly level: number; readonly text: string }

const CODE_IN_PROSE = ' code '
/** If a text contains none of these, all of it is prose. */
const MAY_HIDE_PROSE = /`|~~~|<!--/
const HEADING = /^(#{1,6}) +(\S.*)$/

export function readMarkdownLines(body: string): readonly MarkdownLine[] {
  const lines = body.split('\n')
  if (!MAY_HIDE_PROSE.test(body))
    return lines.map((text) => ({ text, prose: text.trimEnd(), isCode: false, beginsComment: false }))
  const isFenced = createFenceTracker('indented')
  let inComment = false
  return lines.map((text) => {
    if (!inComment && isFenced(text)) return { text, prose: '', isCode: true, beginsComment: false }
    const visible = inComment ? text : replaceCodeSpans(text, CODE_IN_PROSE)
    const { isOpen, ...line } = removeComments(visible, inComment)
    inComment = isOpen
    return { text, isCode: false, ...line }
  })
}

/** null: it is not a heading, or it is in a code block or a comment. */
export function headingIn({ prose, text }: MarkdownLine): Heading | null {
  const heading = prose.startsWith('#') && HEADING.test(prose) ? HEADING.exec(text.trimEnd()) : null
  return heading === null ? null : { level: (heading[1] ?? '').length, text: heading[2] ?? '' }
}

function removeComments(
  line: string,
  isOpenBefore: boolean,
): Pick<MarkdownLine, 'prose' | 'beginsComment'> & { readonly isOpen: boolean } {
  let prose = ''
  let isOpen = isOpenBefore
  let beginsComment = false
  for (let position = 0; position < line.length; ) {
    const mark = isOpen ? '-->' : '<!--'
    const next = line.indexOf(mark, position)
    if (!isOpen) prose += line.slice(position, next < 0 ? undefined : next)
    if (next < 0) break
    beginsComment ||= !isOpen
    position = next + mark.length
    isOpen = !isOpen
  }
  return { prose: prose.trimEnd(), beginsComment, isOpen }
}

/**
 * What may come before a fence. `margin`: at most three spaces, as CommonMark requires outside of lists. `indented`: any
 * indentation, because the fence may be in a list item. `nested`: also the marks of quotations and list items.
 */
type FenceIndent = 'margin' | 'indented' | 'nested'

/** https://spec.commonmark.org/0.31.2/#fenced-code-blocks */
const FENCES: Readonly<Record<FenceIndent, { readonly opening: RegExp; readonly beforeClosing: RegExp }>> = {
  margin: { opening: /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/, beforeClosing: /^ {0,3}/ },
  indented: { opening: /^[ \t]*(`{3,}(?=[^`]*$)|~{3,})/, beforeClosing: /^\s*/ },
  nested: {
    opening: /^[ \t>]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?(`{3,}(?=[^`]*$)|~{3,})/,
    beforeClosing: /^[\s>]*/,
  },
}

/**
 * Returns a function that takes the lines of a text in order, and returns whether the line is in a code block. An unclosed
 * block extends to the end of the text.
 */
export function createFenceTracker(indent: FenceIndent): (line: string) => boolean {
  const { opening, beforeClosing } = FENCES[indent]
  let fence: string | null = null
  return (line) => {
    if (fence === null) {
      fence = opening.exec(line)?.[1] ?? null
      return fence !== null
    }
    const bare = line.replace(beforeClosing, '').trimEnd()
    if (bare.length >= fence.length && bare === fence.charAt(0).repeat(bare.length)) fence = null
    return true
  }
}

/** Puts a text into a code block whose fence is longer than any run of backticks in the text. */
export function fenceBlock(text: string, language: string): string {
  // A fence has at least three backticks.
  let length = 3
  for (const [run] of text.matchAll(/`+/g)) length = Math.max(length, run.length + 1)
  const marks = '`'.repeat(length)
  return [marks + language, text, marks].join('\n')
}

/** The text inside a code block. null: the text is not a single code block. */
export function unfenceBlock(block: string): string | null {
  const lines = block.split('\n')
  if (lines.length < 2) return null
  const isFenced = createFenceTracker('margin')
  const [first = '', last = ''] = [lines[0], lines.at(-1)]
  const isBlock = isFenced(first) && isFenced(last) && !isFenced('')
  return isBlock ? lines.slice(1, -1).join('\n') : null
}

/** Removes the lines that begin and end code blocks. A line such as "```npm test```" is a code span. */
export function removeFences(text: string): string {
  return text.replaceAll(/^[ \t]*(?:`{3,}[^`\n]*|~{3,}.*)$/gm, '')
}

/** A run of backticks. */
type Run = { readonly start: number; readonly length: number }

/**
 * Replaces each code span of a paragraph. A run of backticks opens a span only if another run of the same length follows.
 * Searching for the closing runs from the end keeps the time linear for any input.
 */
export function replaceCodeSpans(text: string, replacement: string): string {
  if (!text.includes('`')) return text
  const runs = [...text.matchAll(/`+/g)].map(({ index, 0: { length } }): Run => ({ start: index, length }))
  const closings = closingRuns(runs)
  let replaced = ''
  let from = 0
  for (const [index, { start }] of runs.entries()) {
    const closing = closings[index] ?? null
    if (start < from || closing === null || isEscaped(text, start)) continue
    replaced += text.slice(from, start) + replacement
    from = closing.start + closing.length
  }
  return replaced + text.slice(from)
}

/** The next run of the same length after each run. null: there is none. */
function closingRuns(runs: readonly Run[]): readonly (Run | null)[] {
  const nextByLength = new Map<number, Run>()
  return runs
    .toReversed()
    .map((run) => {
      const closing = nextByLength.get(run.length) ?? null
      nextByLength.set(run.length, run)
      return closing
    })
    .toReversed()
}

/** A backtick is escaped after an odd number of backslashes, because two backslashes stand for a literal backslash. */
function isEscaped(text: string, start: number): boolean {
  let backslashes = 0
  while (text.charAt(start - 1 - backslashes) === '\\') backslashes++
  return backslashes % 2 === 1
}
