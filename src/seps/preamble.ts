import type { List, Root, RootContent, Table } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { type LineIndex, type Range, rangeOf } from '../text/markdown-tree.ts'
import type { Field, FieldPlace, Sep } from './sep.ts'

/**
 * The start of a field: `**Key**: `, `**Key:** `, `*Key*: ` or `Key: `, also after a bullet that Markdown does not read: `• `, or `-`
 * without an ordinary space. The colon may be that of a Chinese or Japanese keyboard.
 */
const KEY =
  /^[ \t]*(?:(?:[-+–•●◦▪‣·]|\*(?=\u00A0))[ \t\u00A0]*)?(\*\*|__|[*_])?([A-Za-z][\w ()/-]{0,40}?)[ \t]*(?:\1[ \t]*[:：]|[:：][ \t]*\1)[ \t]*/
/** A key that some authors put before the first field. */
const TITLE_KEY = /^(?:sep|title|number)$/i
const LINE_ENDING = /\r\n|\n|\r/
const BULLET = /^[-*+]\s+/

type RawField = { readonly key: string; readonly place: FieldPlace; readonly whole: Range; readonly valueRange: Range }

/**
 * The fields in the front matter, and between the SEP's heading and the next heading. The template's preamble is a list; some
 * SEPs have paragraphs, tables or front matter instead. An unknown key counts only in a list that also has a known key, and in a
 * paragraph if it is in bold and comes after a known key.
 */
export function readPreamble(
  { children }: Root,
  headingEnd: number,
  text: string,
  positions: LineIndex,
): readonly Field[] {
  const blocks = preambleBlocks(children, headingEnd)
  const fields = [...fieldsInFrontMatter(text), ...blocks.flatMap((block) => fieldsIn(block, text))]
  return fields.map((field) => fieldAt(field, text, positions))
}

/** The blocks up to the next heading. Skips a heading "Preamble", "1. Preamble" or "Metadata", which some authors add. */
function preambleBlocks(children: readonly RootContent[], headingEnd: number): readonly RootContent[] {
  const start = children.findIndex((node) => rangeOf(node).from >= headingEnd)
  if (start < 0) return []
  const [first] = children.slice(start)
  const from =
    first?.type === 'heading' && /^(?:[\d.]{1,4}\s)?(?:preamble|metadata)$/i.test(plainText(first).trim())
      ? start + 1
      : start
  const end = children.findIndex((node, index) => index >= from && node.type === 'heading')
  return children.slice(from, end < 0 ? undefined : end)
}

/** Longer front matter is not a preamble. */
const MAX_FRONT_MATTER_LENGTH = 10_000
const FRONT_MATTER_KEY = /^([A-Za-z][\w ()/-]{0,40}?)[ \t]*:[ \t]*/

function fieldsInFrontMatter(text: string): readonly RawField[] {
  if (!/^---[ \t]*\r?\n/.test(text)) return []
  const lines = linesIn({ from: 0, to: Math.min(text.length, MAX_FRONT_MATTER_LENGTH) }, text).slice(1)
  const end = lines.findIndex(({ from, to }) => text.slice(from, to).trimEnd() === '---')
  const fields: RawField[] = []
  for (const line of lines.slice(0, Math.max(end, 0))) {
    const [start, key] = FRONT_MATTER_KEY.exec(text.slice(line.from, line.to)) ?? []
    const last = fields.at(-1)
    if (start !== undefined && key !== undefined)
      fields.push({
        key,
        place: 'front matter',
        whole: line,
        valueRange: { from: line.from + start.length, to: line.to },
      })
    // A list or an indented text continues the value.
    else if (last !== undefined && /[-\s]/.test(text.charAt(line.from)))
      fields[fields.length - 1] = extendTo(last, line.to)
  }
  return fields.filter(({ key }) => isKnownKey(key))
}

function fieldsIn(block: RootContent, text: string): readonly RawField[] {
  if (block.type === 'list') return fieldsInList(block, text)
  if (block.type === 'paragraph') return fieldsInParagraph(rangeOf(block), text)
  return block.type === 'table' ? fieldsInTable(block) : []
}

function fieldsInList({ children }: List, text: string): readonly RawField[] {
  const fields = children.flatMap((item): readonly RawField[] => {
    const [first] = item.children
    if (first?.type !== 'paragraph') return []
    const { from } = rangeOf(first)
    const whole = rangeOf(item)
    const field = fieldWithKey({ from, to: whole.to }, whole, 'list', text)
    return field === null ? [] : [field]
  })
  return fields.some(({ key }) => isKnownKey(key)) ? fields : []
}

function fieldsInParagraph(range: Range, text: string): readonly RawField[] {
  const fields: RawField[] = []
  for (const line of linesIn(range, text)) {
    const field = fieldWithKey(line, line, 'paragraph', text)
    const hasBoldKey = field !== null && isBold(line, text)
    const last = fields.at(-1)
    // A key in bold ends the value before it, even if we do not know the key.
    if (field !== null && (isKnownKey(field.key) || (last !== undefined && hasBoldKey))) fields.push(field)
    else if (last !== undefined) fields[fields.length - 1] = extendTo(last, line.to)
    // Only unknown keys in bold, and the title, may come before the first known key.
    else if (!hasBoldKey && !(field !== null && TITLE_KEY.test(field.key))) return []
  }
  return fields
}

function extendTo(field: RawField, to: number): RawField {
  return { ...field, whole: { ...field.whole, to }, valueRange: { ...field.valueRange, to } }
}

function isBold({ from }: Range, text: string): boolean {
  return /^[ \t]{0,10}(?:[^\w\s*][ \t\u00A0]{0,10})?(?:\*\*|__)/.test(text.slice(from, from + 20))
}

function fieldsInTable({ children }: Table): readonly RawField[] {
  return children.flatMap((row) => {
    const [nameCell, valueCell, extraCell] = row.children
    const key = nameCell === undefined ? '' : plainText(nameCell).trim()
    if (valueCell === undefined || extraCell !== undefined || !isKnownKey(key)) return []
    const [first] = valueCell.children
    const last = valueCell.children.at(-1)
    const valueRange =
      first === undefined || last === undefined
        ? { from: rangeOf(valueCell).to, to: rangeOf(valueCell).to }
        : { from: rangeOf(first).from, to: rangeOf(last).to }
    return [{ key, place: 'table', whole: rangeOf(row), valueRange }]
  })
}

/** null: the text in the range does not begin with a key. */
function fieldWithKey(range: Range, whole: Range, place: FieldPlace, text: string): RawField | null {
  const match = KEY.exec(text.slice(range.from, range.to))
  if (match === null) return null
  const [start, , key = ''] = match
  return { key, place, whole, valueRange: { from: range.from + start.length, to: range.to } }
}

function fieldAt({ key, place, whole, valueRange: untrimmed }: RawField, text: string, positions: LineIndex): Field {
  const valueRange = trimRange(untrimmed, text)
  return {
    key,
    value: joinLines(text.slice(valueRange.from, valueRange.to)),
    place,
    line: positions.at(whole.from).line,
    lines: positions.linesOf(whole),
    valueRange,
  }
}

/** Joins the lines of a value: with commas if any of them is a list item, otherwise with spaces. */
function joinLines(value: string): string {
  const lines = value.split(LINE_ENDING).map((line) => line.trim())
  const isList = lines.some((line) => BULLET.test(line))
  return lines
    .map((line) => line.replace(BULLET, ''))
    .filter((line) => line !== '')
    .join(isList ? ', ' : ' ')
}

/** Leaves out the white space around a value. For an empty value, returns the position where a value would begin. */
function trimRange({ from, to }: Range, text: string): Range {
  const value = text.slice(from, to)
  const start = value.trimStart()
  if (start === '') return { from, to: from }
  return { from: to - start.length, to: from + value.trimEnd().length }
}

function linesIn({ from, to }: Range, text: string): readonly Range[] {
  const ends = [...text.slice(from, to).matchAll(new RegExp(LINE_ENDING, 'g'))].map(({ index, 0: end }) => ({
    before: from + index,
    after: from + index + end.length,
  }))
  const starts = [from, ...ends.map(({ after }) => after)]
  return starts.map((start, index) => ({ from: start, to: ends[index]?.before ?? to }))
}

/** A field in a list takes precedence over any other. */
export function fieldOf({ fields }: Sep, key: string): Field | null {
  const matches = fields.filter((field) => normalizeKey(field.key) === normalizeKey(key))
  return matches.find(({ place }) => place === 'list') ?? matches[0] ?? null
}

/** The range to report for a problem with a field's value: the value, or the whole field if the value is empty. */
export function rangeOfValue({ valueRange, lines }: Field): Range {
  return valueRange.from < valueRange.to ? valueRange : lines
}

/** The fields of seps/TEMPLATE.md in its order, with other fields that SEPs use. `Discussion` is an addition of this program. */
export const PREAMBLE_KEYS = [
  'Status',
  'Type',
  'Created',
  'Accepted',
  'Author(s)',
  'Sponsor',
  'Working Group',
  'Discussion',
  'Extension Identifier',
  'PR',
  'Issue',
  'Supersedes',
] as const

const OTHER_NAMES: Readonly<Record<string, string>> = {
  author: 'author(s)',
  authors: 'author(s)',
  'creation date': 'created',
  'created on': 'created',
  'date created': 'created',
  sponsors: 'sponsor',
  'sponsor(s)': 'sponsor',
  discussions: 'discussion',
  'discussion(s)': 'discussion',
  'discussed in': 'discussion',
  'prior discussion': 'discussion',
  'pull request': 'pr',
  'working group(s)': 'working group',
}

export function normalizeKey(key: string): string {
  const plain = key.trim().toLowerCase().replaceAll(/\s+/g, ' ')
  return OTHER_NAMES[plain] ?? plain
}

export function isKnownKey(key: string): boolean {
  return indexOfKey(key) >= 0
}

/** The position of a key in `PREAMBLE_KEYS`; unknown keys come last. */
export function rankOf(key: string): number {
  const rank = indexOfKey(key)
  return rank < 0 ? PREAMBLE_KEYS.length : rank
}

function indexOfKey(key: string): number {
  const normalized = normalizeKey(key)
  return PREAMBLE_KEYS.findIndex((known) => normalizeKey(known) === normalized)
}
