import { claimsWeakness, hasForeignCue } from '../classifier/sensitive-words.ts'
import { headingIn, lineAt, readMarkdownLines } from '../text/lines.ts'
import { splitIntoWords } from '../text/words.ts'

/**
 * A part of a text that is classified on its own, because a sentence about a weakness is lost among the words of a long text.
 * `threshold` is the probability from which the part counts as sensitive. It is higher for a part with less context, but lower
 * for a title of at least five words.
 * With these thresholds, 3 of the 41 SEPs published by November 2026 have a sensitive part; all three describe attacks.
 */
export type TextPart = { readonly text: string; readonly line: number; readonly threshold: number }

const THRESHOLD = { title: 0.6, section: 0.9, paragraph: 0.9, shortTitle: 0.95, heading: 0.97, sentence: 0.99 } as const

/** Fewer words are too few to classify: the result for "Appendix" alone would be pure chance. */
const MIN_WORDS = 5
const MIN_WORDS_IN_TITLE = 3
/** For Thai, Chinese, Japanese and Korean, we count characters instead, because most of these languages put no spaces between words. */
const MIN_CHARACTERS = 8
const COUNTED_CHARACTER = /[\u0e00-\u0e7f\u2e80-\u9fff\uac00-\ud7af]/g
/** The classifier may ignore what comes after this many characters. */
const MAX_LENGTH = 4_000

/** The threshold for a text with a foreign word for a weakness, an attacker, or what people do to each other. It is lower, because the classifier has learned from few foreign texts. */
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

/** The part to classify for a label, a milestone or another name that readers see; none if the name is too short. */
export function namePart(text: string, line: number): readonly TextPart[] {
  return canBeClassified(text) ? [{ text, line, threshold: thresholdFor(text, THRESHOLD.section) }] : []
}

/** Whether a name has enough words to be classified on its own. */
export function canBeClassified(name: string): boolean {
  return hasContent(name, MIN_WORDS)
}

type Block = { readonly line: number; readonly text: string; readonly kind: 'prose' | 'code' | 'heading' }

/**
 * The sections, headings, paragraphs, code blocks and sentences of a Markdown text, if they have enough words to be classified. A
 * repeated text is listed once, with its lowest threshold.
 */
export function partsIn(markdown: string): readonly TextPart[] {
  const parts = new Map<string, TextPart>()
  const add = (text: string, line: number, usualThreshold: number) => {
    for (const chunk of chunksOf(text)) {
      if (!hasContent(chunk, MIN_WORDS)) continue
      const threshold = thresholdFor(chunk, usualThreshold)
      const earlier = parts.get(chunk)
      if (earlier === undefined || earlier.threshold > threshold) parts.set(chunk, { text: chunk, line, threshold })
    }
  }
  let section: Block[] = []
  const endSection = () => {
    const [first] = section
    if (first !== undefined) add(section.map(({ text }) => text).join('\n\n'), first.line, THRESHOLD.section)
    section = []
  }
  for (const block of blocksOf(markdown)) {
    if (block.kind === 'heading') {
      endSection()
      add(block.text, block.line, THRESHOLD.heading)
      continue
    }
    section.push(block)
    add(block.text, block.line, block.kind === 'code' ? THRESHOLD.sentence : THRESHOLD.paragraph)
    if (block.kind === 'code') for (const { text, line } of proseIn(block)) add(text, line, THRESHOLD.sentence)
    if (block.kind === 'prose') for (const { text, line } of sentencesOf(block)) add(text, line, THRESHOLD.sentence)
  }
  endSection()
  return [...parts.values()]
}

function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = []
  let last: Block | undefined
  for (const [index, line] of readMarkdownLines(markdown).entries()) {
    const heading = headingIn(line)
    const kind = heading !== null ? 'heading' : line.isCode ? 'code' : 'prose'
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

/** A long run of words and punctuation, as in a comment, a log message or a string. */
const PROSE_IN_CODE = /[\p{L}][\p{L}\p{M}'’,.!? -]{30,}/gu
/** Fewer words than this next to each other are common in code itself. */
const MIN_WORDS_IN_CODE = 7

/** The sentences in the lines of code: in comments, log messages and strings. */
function* proseIn({ text, line }: Block): Generator<{ readonly text: string; readonly line: number }> {
  for (const [index, code] of text.split('\n').entries())
    for (const [prose] of code.slice(0, MAX_LENGTH).matchAll(PROSE_IN_CODE))
      if (splitIntoWords(prose).length >= MIN_WORDS_IN_CODE) yield { text: prose.trim(), line: line + index }
}

const SENTENCE_END = /(?<=[.!?。！？؟।])\s+|(?<=[。！？])|\n(?=[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t])/

function* sentencesOf({ text, line }: Block): Generator<{ readonly text: string; readonly line: number }> {
  let offset = 0
  for (const sentence of text.split(SENTENCE_END)) {
    const start = text.indexOf(sentence, offset)
    yield { text: sentence.replaceAll(/\s+/g, ' ').trim(), line: line + lineAt(text, start) - 1 }
    offset = start + sentence.length
  }
}

function* chunksOf(text: string): Generator<string> {
  for (let offset = 0; offset < text.length; offset += MAX_LENGTH) yield text.slice(offset, offset + MAX_LENGTH)
}

function hasContent(text: string, minWords: number): boolean {
  return splitIntoWords(text).length >= minWords || (text.match(COUNTED_CHARACTER)?.length ?? 0) >= MIN_CHARACTERS
}
