import {
  fenceBlock,
  headingIn,
  type MarkdownLine,
  normalizeLineEndings,
  readMarkdownLines,
  trimText,
  unfenceBlock,
} from '../text/lines.ts'
import { oneLine } from '../text/quote.ts'
import {
  type AnswerField,
  answerFields,
  asList,
  asText,
  type Checkbox,
  type Form,
  type IssueForm,
  isEmpty,
  joinChoices,
  NO_RESPONSE,
  splitChoices,
  tidy,
  tidyValues,
  type Value,
  type Values,
  valueIn,
} from './form.ts'

/** The body that the web form submits. */
export function renderForm(form: Form, answers: Values): string {
  const values = tidyValues(form, answers)
  if (form.kind === 'markdown') return asText(valueIn(values, 'body'))
  const body = renderFields(form, values, (answer) => answer)
  if (haveSameAnswers(form, readBody(form, body), values)) return body
  // An answer contains a heading of this form, which `readBody` would take for the start of a field.
  const headings = answerFields(form).map(headingOf)
  return renderFields(form, values, (answer) => escapeHeadings(answer, headings))
}

function renderFields(form: IssueForm, values: Values, escapeAnswer: (answer: string) => string): string {
  return answerFields(form)
    .map((field) => `${headingOf(field)}\n\n${escapeAnswer(renderValue(field, valueIn(values, field.id) ?? ''))}`)
    .join('\n\n')
}

/** The answer to a field as it is written into the body. */
export function renderValue(field: AnswerField, value: Value): string {
  if (field.type === 'checkboxes') return renderCheckboxes(field.options, asList(value))
  // The web form writes an empty code block if there is no answer.
  const language = fenceLanguage(field)
  if (language !== null) return fenceBlock(asText(value), language)
  if (isEmpty(value)) return NO_RESPONSE
  if (field.type === 'dropdown') return joinChoices(asList(value))
  // Without empty lines in the answer, `isAsRendered` recognizes a paragraph that a person has added below it.
  return field.type === 'input' ? asText(value).replaceAll(/\n(?:[^\S\n]*\n)+/g, '\n') : asText(value)
}

function renderCheckboxes(options: readonly Checkbox[], checked: readonly string[]): string {
  return options
    .map(({ label, labelInBody }) => `- [${checked.includes(label) ? 'x' : ' '}] ${labelInBody}`)
    .join('\n')
    .trimEnd()
}

/** The language to write after the opening fence of an answer, which cannot contain a backtick. null: the answer is not a code block. */
export function fenceLanguage(field: AnswerField): string | null {
  return field.type === 'textarea' && field.render !== null ? oneLine(field.render.replaceAll('`', '')) : null
}

function haveSameAnswers(form: IssueForm, left: Values, right: Values): boolean {
  return answerFields(form).every(({ id }) => JSON.stringify(valueIn(left, id)) === JSON.stringify(valueIn(right, id)))
}

/** Reads the answers in a rendered body. The result leaves out fields that the body does not have. */
export function readBody(form: Form, body: string): Values {
  const text = normalizeLineEndings(body)
  if (form.kind === 'markdown') return { body: trimText(text) }
  const answers = readSections(answerFields(form), text)
  return Object.fromEntries([...answers].map(([id, { value }]): [string, Value] => [id, value]))
}

/** The answer to a field in a body. `line` is the line of the field's heading, counted from 0. */
export type FieldSection = { readonly line: number; readonly value: Value }

/** The answers that a body contains, by field id. */
export function readSections(fields: readonly AnswerField[], body: string): ReadonlyMap<string, FieldSection> {
  const lines = body.split('\n')
  const headings = fields.map(headingOf)
  const starts = findFieldStarts(readMarkdownLines(body), headings)
  return new Map(
    starts.flatMap(({ fieldIndex, line }, index): readonly [string, FieldSection][] => {
      const field = fields[fieldIndex]
      if (field === undefined) return []
      const text = lines.slice(line + 1, starts[index + 1]?.line).join('\n')
      return [[field.id, { line, value: tidy(field, readAnswer(field, unescapeHeadings(text, headings))) }]]
    }),
  )
}

function readAnswer(field: AnswerField, section: string): Value {
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
      return checkedLabelsIn(text, field.options)
  }
}

/** In older bodies, None stands for no choice. GitHub no longer allows None as an option. */
function readChoices(text: string, options: readonly string[], multiple: boolean): Value {
  if (text === 'None' && !options.includes(text)) return ''
  return multiple ? (splitChoices(text, options) ?? text) : text
}

/** The start of a line such as `- [x] Label`. */
const BOX_START = /(?<![^\n])(?=[ \t]*[-*+][ \t]+\[[ xX]\][ \t])/
const CHECKED = /^[ \t]*[-*+][ \t]+\[[xX]\][ \t]+/

/** The labels of the checked boxes. A label may have several lines, and text that belongs to no box may follow it. */
function checkedLabelsIn(text: string, options: readonly Checkbox[]): readonly string[] {
  const longestFirst = options.map(({ label }) => label).toSorted((a, b) => b.length - a.length)
  return text.split(BOX_START).flatMap((item) => {
    const mark = CHECKED.exec(item)
    if (mark === null) return []
    const label = item.slice(mark[0].length).trim()
    return [longestFirst.find((option) => `${label}\n`.startsWith(`${option}\n`)) ?? label]
  })
}

/** Where a field starts in a body. */
type FieldStart = { readonly fieldIndex: number; readonly line: number }

/**
 * Finds the headings at which the fields of a form start in a body. An answer may contain such headings too, so we first look
 * for one of each, in the order of the form. If that fails, a person has edited the body, so some may be missing or moved.
 */
function findFieldStarts(lines: readonly MarkdownLine[], headings: readonly string[]): readonly FieldStart[] {
  const isHidden = (index: number) => lines[index]?.isCode === true || isCommentLine(lines[index])
  const isAlone = (index: number) => isBetweenEmptyLines(lines, index)
  // The first test is the strictest.
  const headingTests: readonly ((index: number) => boolean)[] = [
    (index) => isAlone(index) && !isHidden(index),
    (index) => !isHidden(index),
    (index) => isAlone(index) && lines[index]?.isCode !== true,
    isAlone,
  ]
  for (const isHeading of headingTests) {
    const starts = startsInFormOrder(lines, headings, isHeading)
    if (starts.length === headings.length) return starts
  }
  return startsInAnyOrder(lines, headings)
}

function isCommentLine(line: MarkdownLine | undefined): boolean {
  return line !== undefined && !line.isCode && line.prose.trim() === '' && line.text.trim() !== ''
}

function startsInFormOrder(
  lines: readonly MarkdownLine[],
  headings: readonly string[],
  isHeading: (index: number) => boolean,
): readonly FieldStart[] {
  const starts: FieldStart[] = []
  for (const [index, line] of lines.entries())
    if (line.text.trimEnd() === headings[starts.length] && isHeading(index))
      starts.push({ fieldIndex: starts.length, line: index })
  return starts
}

/** A person may have removed or moved fields or empty lines. Fields with equal headings are taken in the order of the form. */
function startsInAnyOrder(lines: readonly MarkdownLine[], headings: readonly string[]): readonly FieldStart[] {
  const remaining = new Map(headings.map((heading, fieldIndex) => [fieldIndex, oneLine(heading)]))
  return lines.flatMap((line, index): readonly FieldStart[] => {
    const heading = headingIn(line)
    if (heading === null) return []
    const headingLine = oneLine(`${'#'.repeat(heading.level)} ${heading.text}`)
    const fieldIndex = [...remaining].find(([, expected]) => expected === headingLine)?.[0]
    if (fieldIndex === undefined) return []
    remaining.delete(fieldIndex)
    return [{ fieldIndex, line: index }]
  })
}

function isBetweenEmptyLines(lines: readonly MarkdownLine[], index: number): boolean {
  return [lines[index - 1], lines[index + 1]].every((line) => line === undefined || line.text.trim() === '')
}

function headingOf({ label }: AnswerField): string {
  return `### ${label}`
}

/**
 * Puts a space before each line of an answer that equals a heading of the form. Markdown shows the line unchanged, but
 * `readBody` no longer takes it for the start of a field.
 */
function escapeHeadings(text: string, headings: readonly string[]): string {
  return mapLines(text, (line) => (headings.includes(line.trim()) ? ` ${line}` : line))
}

function unescapeHeadings(text: string, headings: readonly string[]): string {
  return mapLines(text, (line) => (line.startsWith(' ') && headings.includes(line.trim()) ? line.slice(1) : line))
}

function mapLines(text: string, change: (line: string) => string): string {
  return text.split('\n').map(change).join('\n')
}
