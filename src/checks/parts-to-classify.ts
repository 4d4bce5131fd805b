import { claimsWeakness, hasForeignCue } from '../classifier/sensitive-words.ts'
import { headingIn, readMarkdownLines } from '../text/lines.ts'
import { splitIntoWords } from '../text/words.ts'

/**
 * A part of a text that is classified on its own, because a sentence about a weakness is lost among the words of a long text.
 * `threshold` is the probability from which the part counts as sensitive. It is higher for a part with less context, but lower
 * for a title of at least five words.
 * With these thresholds, 3 of the 41 SEPs published by November 2026 have a sensitive part; all three describe attacks.
 */
export type TextPart = { readonly text: string; readonly line: number; readonly threshold: number }

const THRESHOLD = {
  title: 0.6,
  section: 0.9,
  paragraph: 0.9,
  name: 0.9,
  shortTitle: 0.95,
  heading: 0.97,
  code: 0.99,
} as const

/**
 * The threshold for a sentence, an item of a list, and a row or a cell of a table. It is higher in a SEP, which often describes attacks
 * in general. In other posts, a lower threshold finds many more of the sensitive texts in long paragraphs and lists, and stops few more
 * public ones.
 */
const SENTENCE_THRESHOLD = { sep: 0.99, post: 0.94 } as const

/** Fewer words are too few to classify: the result for "Appendix" alone would be pure chance. */
const MIN_WORDS = 5
const MIN_WORDS_IN_TITLE = 3
/** For Thai, Chinese, Japanese and Korean, we count characters instead, because most of these languages put no spaces between words. */
const MIN_CHARACTERS = 8
const COUNTED_CHARACTER = /[\u0e00-\u0e7f\u2e80-\u9fff\uac00-\ud7af]/g
/** The classifier may ignore what comes after this many characters. */
const MAX_LENGTH = 4_000

/**
 * The threshold for a text with a foreign word for a weakness, an attacker, or what people do to each other. It is lower, because
 * the classifier has learned from few foreign texts.
 */
const FOREIGN_THRESHOLD = 0.4

/** The threshold for a title that names a kind of weakness, however short it is. */
const WEAKNESS_THRESHOLD = 0.5

function thresholdFor(text: string, threshold: number): number {
  return hasForeignCue(text) ? Math.min(threshold, FOREIGN_THRESHOLD) : threshold
}

/**
 * The part to classify for a title; none if the title is too short. A title says what the whole text is about, so most titles have a
 * low threshold.
 */
export function titlePart(text: string, line: number): readonly TextPart[] {
  if (claimsWeakness(text)) return [{ text, line, threshold: WEAKNESS_THRESHOLD }]
  if (hasContent(text, MIN_WORDS)) return [{ text, line, threshold: thresholdFor(text, THRESHOLD.title) }]
  return hasContent(text, MIN_WORDS_IN_TITLE)
    ? [{ text, line, threshold: thresholdFor(text, THRESHOLD.shortTitle) }]
    : []
}

/** Whether a name has enough words to be classified on its own. */
export function canBeClassified(name: string): boolean {
  return hasContent(name, MIN_WORDS)
}

type Piece = { readonly text: string; readonly line: number }
type Block = Piece & { readonly kind: 'prose' | 'code' | 'heading' }

/**
 * The sections, headings, paragraphs, code blocks, sentences and long names in a Markdown text, if they have enough words to be
 * classified. A repeated text is listed once, with its lowest threshold.
 */
export function partsIn(markdown: string, kind: keyof typeof SENTENCE_THRESHOLD): readonly TextPart[] {
  const sentenceThreshold = SENTENCE_THRESHOLD[kind]
  const parts = new Map<string, TextPart>()
  const add = (text: string, line: number, usualThreshold: number) => {
    for (const chunk of chunksOf(text)) {
      if (!hasContent(chunk, MIN_WORDS)) continue
      const threshold = thresholdFor(chunk, usualThreshold)
      const known = parts.get(chunk)
      if (known === undefined || known.threshold > threshold) parts.set(chunk, { text: chunk, line, threshold })
    }
  }
  let section: Block[] = []
  const endSection = () => {
    const [first] = section
    if (first !== undefined) add(section.map(({ text }) => text).join('\n\n'), first.line, THRESHOLD.section)
    section = []
  }
  for (const block of blocksOf(markdown)) {
    for (const { text, line } of longNamesIn(block)) add(text, line, THRESHOLD.name)
    if (block.kind === 'heading') {
      endSection()
      add(block.text, block.line, THRESHOLD.heading)
      continue
    }
    section.push(block)
    add(block.text, block.line, block.kind === 'code' ? THRESHOLD.code : THRESHOLD.paragraph)
    for (const { text, line } of block.kind === 'code' ? proseIn(block) : sentencesOf(block))
      add(text, line, sentenceThreshold)
  }
  endSection()
  return [...parts.values()]
}

function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = []
  let last: Block | undefined
  for (const [index, line] of readMarkdownLines(markdown).entries()) {
    const heading = headingIn(line)
    const lineKind = line.isCode ? 'code' : 'prose'
    const kind = heading === null ? lineKind : 'heading'
    const text = heading?.text ?? line.text
    if (text.trim() === '') last = undefined
    else if (last !== undefined && last.kind === kind && kind !== 'heading') {
      last = { ...last, text: `${last.text}\n${text}` }
      blocks[blocks.length - 1] = last
    } else {
      last = { line: index + 1, kind, text }
      blocks.push(last)
    }
  }
  return blocks
}

/** A name of at least five words, such as that of a test or a branch: `reads_files_of_other_users`, `ReadsFilesOfOtherUsers`. */
const LONG_NAME = /(?<![A-Za-z\d])(?:[A-Za-z\d]+(?:[_-][A-Za-z\d]+){4,}|[A-Za-z][a-z]+(?:[A-Z][a-z]+){4,})/g

function* longNamesIn(block: Block): Generator<Piece> {
  const lineOf = lineCounter(block)
  for (const { 0: name, index } of block.text.matchAll(LONG_NAME)) {
    const words = name.replaceAll(/[_-]/g, ' ').replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    yield { text: words.toLowerCase(), line: lineOf(index) }
  }
}

/** A long run of words and punctuation, as in a comment, a log message or a string. */
const PROSE_IN_CODE = /[\p{L}][\p{L}\p{M}'’,.!? -]{30,}/gu
/** Fewer words than this next to each other are common in code itself. */
const MIN_WORDS_IN_CODE = 7

/** The sentences in the lines of code: in comments, log messages and strings. */
function* proseIn({ text, line }: Block): Generator<Piece> {
  for (const [index, code] of text.split('\n').entries())
    for (const [prose] of code.slice(0, MAX_LENGTH).matchAll(PROSE_IN_CODE))
      if (splitIntoWords(prose).length >= MIN_WORDS_IN_CODE) yield { text: prose.trim(), line: line + index }
}

/** The end of a sentence, or a line end before an item of a list. */
const SENTENCE_END = /(?<=[.!?。！？؟।])\s+|(?<=[。！？])|\n(?=[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t])/
const CELL_END = /(?<=[.!?。！？؟।])\s+|(?<=[。！？])|\n|\|/
const ROW_END = /\n/
/** The row between the headings and the cells of a table: `| --- | :-: |`. */
const TABLE_DELIMITER_ROW = /^[ \t]{0,3}\|?[ \t]{0,20}:?-{2,}[\s|:-]{0,300}$/m

/** The sentences of a paragraph or a list, or the rows and the cells of a table, because no sentence continues in the next row. */
function* sentencesOf(block: Block): Generator<Piece> {
  const isTable = block.text.includes('|') && TABLE_DELIMITER_ROW.test(block.text)
  for (const end of isTable ? [ROW_END, CELL_END] : [SENTENCE_END]) yield* piecesOf(block, end)
}

function* piecesOf(block: Block, end: RegExp): Generator<Piece> {
  const lineOf = lineCounter(block)
  let offset = 0
  for (const sentence of block.text.split(end)) {
    const start = block.text.indexOf(sentence, offset)
    yield { text: sentence.replaceAll(/\s+/g, ' ').trim(), line: lineOf(start) }
    offset = start + sentence.length
  }
}

/**
 * Returns a function that converts an offset in a block to a line. The offsets must be passed in ascending order, so that each line
 * is counted only once: a table may have thousands of cells.
 */
function lineCounter({ text, line: first }: Block): (offset: number) => number {
  let line = first
  let previous = 0
  return (offset) => {
    line += text.slice(previous, offset).split('\n').length - 1
    previous = offset
    return line
  }
}

function* chunksOf(text: string): Generator<string> {
  for (let offset = 0; offset < text.length; offset += MAX_LENGTH) yield text.slice(offset, offset + MAX_LENGTH)
}

function hasContent(text: string, minWords: number): boolean {
  return splitIntoWords(text).length >= minWords || (text.match(COUNTED_CHARACTER)?.length ?? 0) >= MIN_CHARACTERS
}
