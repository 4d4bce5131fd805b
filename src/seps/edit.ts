import type { Range } from '../text/markdown-tree.ts'
import { fieldOf, normalizeKey, PREAMBLE_KEYS, rankOf } from './preamble.ts'
import type { Field, Section, Sep } from './sep.ts'

/** Replaces the text in a range. The functions below only create edits; `editSep` applies them. */
export type Edit = { readonly range: Range; readonly text: string }

/**
 * Applies edits and keeps everything else byte for byte. If two edits overlap, applies only the one that starts first. To apply the
 * other, parse the result, and make that edit again.
 */
export function editSep({ byteOrderMark: mark, text }: Sep, edits: readonly (Edit | null)[]): string {
  const sorted = edits.filter((edit) => edit !== null).toSorted((a, b) => a.range.from - b.range.from)
  let result = mark
  let offset = 0
  for (const { range, text: replacement } of sorted) {
    if (range.from < offset) continue
    result += text.slice(offset, range.from) + replacement
    offset = range.to
  }
  return result + text.slice(offset)
}

/** Sets the value of a field, on one line. Adds a missing field where the template has it. null: nothing to change. */
export function setField(sep: Sep, key: string, value: string): Edit | null {
  const field = fieldOf(sep, key)
  const wanted = onOneLine(value)
  if (field === null) return addField(sep, key, wanted)
  if (field.value === wanted) return null
  if (wanted === '') return { range: includeSpaceBefore(sep, field.valueRange), text: '' }
  const cell = field.place === 'table' ? wanted.replaceAll('|', '\\|') : wanted
  return { range: field.valueRange, text: withSpaceBefore(sep, field.valueRange.from, cell) }
}

/** Whether a field has several lines. The later lines may be a text that the author wrote directly below the field. */
export function hasSeveralLines({ text }: Sep, { lines, valueRange }: Field): boolean {
  return /[\r\n]/.test(text.slice(lines.from, valueRange.to))
}

/** Like `setField`, but returns null if the field has several lines. */
export function setOneLineField(sep: Sep, key: string, value: string): Edit | null {
  const field = fieldOf(sep, key)
  return field !== null && hasSeveralLines(sep, field) ? null : setField(sep, key, value)
}

/** A link, an address, a number, a placeholder, or a word for "no number yet" before a remark. */
const REFERENCE =
  /^(?:\[[^[\]\r\n]*\]\([^()\s]*\)|<https?:\/\/[^\s<>]*>|https?:\/\/[^\s,;]*[^\s,;.)]|(?:(?:PR|issue|pull request)[ \t]*)?#?\d+\b|#?\{[^{}\r\n]*\}|(?:TBD|none)\b(?=[ \t]*(?:[(,;–—\r\n]|$)))/i

/** A value that says only that there is no number yet. */
const NO_NUMBER =
  /^(?:(?:PR|SEP|pull request) )?(?:tb[ad]|todo|pending|n ?a|x{2,}|n{2,}|number|none(?: yet)?|not yet|to be [a-z]+)?$/i

/**
 * Sets a field to an address. Replaces only a value that says that there is no number yet, or a reference at the start of a value. Any
 * other text stays, after the address.
 */
export function setAddress(sep: Sep, key: string, url: string): Edit | null {
  const field = fieldOf(sep, key)
  if (field === null) return setField(sep, key, url)
  const { from, to } = field.valueRange
  const value = sep.text.slice(from, to)
  const reference = REFERENCE.exec(value)?.[0] ?? ''
  const hasNoOtherText = reference === '' ? NO_NUMBER.test(wordsIn(value)) : reference === value
  if (hasNoOtherText && !hasSeveralLines(sep, field)) return setField(sep, key, url)
  if (reference !== '') return { range: { from, to: from + reference.length }, text: withSpaceBefore(sep, from, url) }
  return insertion(sep.text.slice(0, from).trimEnd().length, ` ${url}`)
}

function wordsIn(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()
}

/** Like `setAddress`, but returns null if the field has several lines, or a value that does not begin with a reference. */
export function setReference(sep: Sep, key: string, url: string): Edit | null {
  const field = fieldOf(sep, key)
  if (field !== null && hasSeveralLines(sep, field)) return null
  const value = field?.value ?? ''
  return value === '' || REFERENCE.test(value) ? setAddress(sep, key, url) : null
}

const NUMBER_PLACEHOLDER = '0000'

/** Changes the number, the title, or both in the heading `# SEP-1234: Title`. The number `null` becomes `0000`. */
export function setHeading(sep: Sep, changes: { readonly number?: number | null; readonly title?: string }): Edit {
  const { heading, text } = sep
  const { range, numberRange, titleRange } = heading
  const numberText =
    changes.number === undefined
      ? (heading.numberText ?? NUMBER_PLACEHOLDER)
      : String(changes.number ?? NUMBER_PLACEHOLDER)
  const start =
    numberRange === null
      ? `SEP-${numberText}: `
      : text.slice(range.from, numberRange.from) + numberText + text.slice(numberRange.to, titleRange.from)
  const title = changes.title === undefined ? heading.title : escapeTrailingMarks(onOneLine(changes.title))
  return { range, text: withSpaceBefore(sep, range.from, start + title) }
}

/** Escapes `#` at the end of a title, because Markdown would leave it out. */
function escapeTrailingMarks(title: string): string {
  return title.replace(/(\s)(#+)$/, '$1\\$2')
}

/** Replaces everything under a section's heading, including its subsections. */
export function setSectionContent(sep: Sep, { content }: Section, markdown: string): Edit {
  const end = lineEndingOf(sep)
  const before = sep.text.slice(0, content.from)
  const isLast = content.to === sep.text.length
  const text = markdown.trim().replaceAll(/\r\n|\n|\r/g, end)
  const opening = isAtLineStart(before) ? end : end + end
  return { range: content, text: text === '' ? opening : opening + text + end + (isLast ? '' : end) }
}

function addField(sep: Sep, key: string, value: string): Edit {
  const templateKey = PREAMBLE_KEYS.find((name) => normalizeKey(name) === normalizeKey(key)) ?? key
  const end = lineEndingOf(sep)
  const list = sep.fields.filter(({ place }) => place === 'list')
  const [first] = list
  const fieldBefore = list.findLast((field) => rankOf(field.key) <= rankOf(key))
  // With the indentation of another field, the line could become a part of the field before it.
  const line = `${bulletOf(sep, fieldBefore ?? first)} **${templateKey}**:${value === '' ? '' : ` ${value}`}`
  if (first === undefined) return firstField(sep, line, end)
  const offset = fieldBefore?.lines.to ?? first.lines.from
  return insertion(offset, isAtLineStart(sep.text.slice(0, offset)) ? line + end : end + line)
}

function firstField(sep: Sep, line: string, end: string): Edit {
  const { to } = sep.heading.lines
  const lineBreaksBefore = isAtLineStart(sep.text.slice(0, to)) ? end : end + end
  const isFollowedByEmptyLine = /^[ \t]*(?:\r|\n|$)/.test(sep.text.slice(to, to + 200))
  return insertion(to, lineBreaksBefore + line + end + (isFollowedByEmptyLine ? '' : end))
}

function insertion(offset: number, text: string): Edit {
  return { range: { from: offset, to: offset }, text }
}

function bulletOf({ text }: Sep, field: Field | undefined): string {
  return field === undefined
    ? '-'
    : (/^ {0,3}[-*+]/.exec(text.slice(field.lines.from, field.lines.from + 4))?.[0] ?? '-')
}

/** The text to insert, with a space before it unless white space already precedes the offset. */
function withSpaceBefore({ text }: Sep, offset: number, inserted: string): string {
  return /\s/.test(text[offset - 1] ?? ' ') ? inserted : ` ${inserted}`
}

function includeSpaceBefore({ text }: Sep, { from, to }: Range): Range {
  let start = from
  while (start > 0 && /[ \t]/.test(text[start - 1] ?? '')) start--
  return { from: start, to }
}

function isAtLineStart(text: string): boolean {
  return text === '' || text.endsWith('\n') || text.endsWith('\r')
}

/** The line ending for new lines: the first one in the SEP. */
function lineEndingOf({ text }: Sep): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n'
}

function onOneLine(text: string): string {
  return text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ')
}

/**
 * Changes the title of a heading like `## Title`. null: the heading is underlined, or has more than its title, such as a link. We do
 * not change such headings.
 */
export function renameSection(sep: Sep, section: Section, title: string): Edit | null {
  const { lines } = section
  const line = sep.text.slice(lines.from, lines.to)
  const marks = /^ {0,3}#{1,6}[ \t]+/.exec(line)?.[0]
  if (marks === undefined || !hasOnlyTitle(sep, section)) return null
  const from = lines.from + marks.length
  return { range: { from, to: lines.from + Math.max(marks.length, line.trimEnd().length) }, text: title }
}

const HEADING_MARKS = /^ {0,3}#{1,6}[ \t]+|(?<![ \t])[ \t]+#+$/g
/** Characters that mark emphasis or code, or escape another character. */
const MARKS_IN_TITLE = /[*_`\\]/g

/** Whether a heading like `## Title` has nothing but its title, which may be in bold or in code. */
export function hasOnlyTitle({ text }: Sep, { lines, title }: Section): boolean {
  const source = text.slice(lines.from, lines.to).trimEnd().replaceAll(HEADING_MARKS, '').replaceAll(MARKS_IN_TITLE, '')
  return source.trim() === title.replaceAll(MARKS_IN_TITLE, '').trim()
}

/**
 * Removes the lines of a block, and the next line if it is empty. If there is text directly above the block, an empty line stays,
 * because that text and what follows are different blocks.
 */
export function removeBlock(sep: Sep, block: Range): Edit {
  const { positions, text } = sep
  const { from, to } = positions.linesOf(block)
  const lineAbove = from === 0 ? '' : text.slice(positions.linesOf({ from: from - 1, to: from }).from, from)
  const emptyLineLength = /^[ \t]*(?:\r\n|\n|\r)/.exec(text.slice(to, to + 200))?.[0].length ?? 0
  if (lineAbove.trim() === '') return { range: { from, to: to + emptyLineLength }, text: '' }
  return { range: { from, to }, text: emptyLineLength > 0 || to === text.length ? '' : lineEndingOf(sep) }
}
