import { normalizeLineEnds, oneLine, trimText } from '../text/lines.ts'
import { headingIn, type MarkdownLine, readMarkdownLines, unfenceBlock } from '../text/markdown-lines.ts'
import { type AnswerField, answerFields, type Checkbox, type Form } from './form.ts'
import { NO_RESPONSE, splitChoices, tidy, type Value, type Values } from './values.ts'

/** Reads the answers in a rendered body. The result leaves out fields that the body does not have. */
export function readBody(form: Form, body: string): Values {
  const text = normalizeLineEnds(body)
  if (form.kind === 'markdown') return { body: trimText(text) }
  const answers = readSections(answerFields(form), text)
  return Object.fromEntries([...answers].map(([id, { value }]): [string, Value] => [id, value]))
}

/** The answer to a field in a body. `line` is that of its heading, counted from 0. */
export type Section = { readonly line: number; readonly value: Value }

/** The answers that a body contains, by field id. */
export function readSections(fields: readonly AnswerField[], body: string): ReadonlyMap<string, Section> {
  if (fields.length === 0) return new Map()
  const lines = body.split('\n')
  const headings = fields.map(headingOf)
  const starts = findStarts(readMarkdownLines(body), headings)
  return new Map(
    starts.flatMap(({ field: at, line }, index): readonly [string, Section][] => {
      const field = fields[at]
      if (field === undefined) return []
      const text = lines.slice(line + 1, starts[index + 1]?.line).join('\n')
      return [[field.id, { line, value: tidy(field, read(field, uncoverHeadings(text, headings))) }]]
    }),
  )
}

function read(field: AnswerField, section: string): Value {
  const text = trimText(section)
  if (text.trim() === NO_RESPONSE) return ''
  switch (field.type) {
    case 'input':
    case 'upload':
      return text
    case 'textarea':
      return field.render === null ? text : (unfenceBlock(text) ?? text)
    case 'dropdown':
      return readChoices(text.trim(), field.options, field.multiple)
    case 'checkboxes':
      return checkedIn(text, field.options)
  }
}

/** Older bodies have None for no choice, which GitHub does not allow as an option. */
function readChoices(text: string, options: readonly string[], multiple: boolean): Value {
  if (text === 'None' && !options.includes(text)) return ''
  return multiple ? (splitChoices(text, options) ?? text) : text
}

const BOX_START = /(?<![^\n])(?=[ \t]*[-*+][ \t]+\[[ xX]\][ \t])/
const CHECKED = /^[ \t]*[-*+][ \t]+\[[xX]\][ \t]+/

/** A label may have several lines, and text that belongs to no box may follow it. */
function checkedIn(text: string, options: readonly Checkbox[]): readonly string[] {
  const longestFirst = options.map(({ label }) => label).toSorted((a, b) => b.length - a.length)
  return text.split(BOX_START).flatMap((item) => {
    const mark = CHECKED.exec(item)
    if (mark === null) return []
    const label = item.slice(mark[0].length).trim()
    return [longestFirst.find((option) => `${label}\n`.startsWith(`${option}\n`)) ?? label]
  })
}

type Start = { readonly field: number; readonly line: number }

/**
 * Finds the lines of a body at which the fields of a form start. An answer may contain such headings too, so we first look
 * for all headings, each once and in the order of the form. Some may be missing only if somebody edited the body.
 */
function findStarts(lines: readonly MarkdownLine[], headings: readonly string[]): readonly Start[] {
  const isHidden = (at: number) => lines[at]?.isCode === true || isComment(lines[at])
  const standsApart = (at: number) => standsAlone(lines, at)
  const attempts: readonly ((at: number) => boolean)[] = [
    (at) => standsApart(at) && !isHidden(at),
    (at) => !isHidden(at),
    (at) => standsApart(at) && lines[at]?.isCode !== true,
    standsApart,
  ]
  for (const isHeading of attempts) {
    const starts = inOrder(lines, headings, isHeading)
    if (starts.length === headings.length) return starts
  }
  return inAnyOrder(lines, headings)
}

function isComment(line: MarkdownLine | undefined): boolean {
  return line !== undefined && !line.isCode && line.prose.trim() === '' && line.text.trim() !== ''
}

function inOrder(
  lines: readonly MarkdownLine[],
  headings: readonly string[],
  isHeading: (at: number) => boolean,
): readonly Start[] {
  const starts: Start[] = []
  for (const [at, line] of lines.entries())
    if (line.text.trimEnd() === headings[starts.length] && isHeading(at))
      starts.push({ field: starts.length, line: at })
  return starts
}

/** Somebody may have removed or moved fields or empty lines. Fields with equal headings are taken in the order of the form. */
function inAnyOrder(lines: readonly MarkdownLine[], headings: readonly string[]): readonly Start[] {
  const free = new Map(headings.map((heading, field) => [field, oneLine(heading)]))
  return lines.flatMap((line, at): readonly Start[] => {
    const heading = line.isCode ? null : headingIn(line)
    if (heading === null) return []
    const written = oneLine(`${'#'.repeat(heading.level)} ${heading.text}`)
    const field = [...free].find(([, name]) => name === written)?.[0]
    if (field === undefined) return []
    free.delete(field)
    return [{ field, line: at }]
  })
}

function standsAlone(lines: readonly MarkdownLine[], at: number): boolean {
  return [lines[at - 1], lines[at + 1]].every((line) => line === undefined || line.text.trim() === '')
}

/** The heading above a field's answer in a body. */
export function headingOf({ label }: AnswerField): string {
  return `### ${label}`
}

/**
 * Puts a space before each line of an answer that equals a heading of the form. Markdown shows it unchanged, but
 * `readBody` no longer takes it for the start of a field.
 */
export function coverHeadings(text: string, headings: readonly string[]): string {
  return eachLine(text, (line) => (headings.includes(line.trim()) ? ` ${line}` : line))
}

export function uncoverHeadings(text: string, headings: readonly string[]): string {
  return eachLine(text, (line) => (line.startsWith(' ') && headings.includes(line.trim()) ? line.slice(1) : line))
}

function eachLine(text: string, change: (line: string) => string): string {
  return text.split('\n').map(change).join('\n')
}
