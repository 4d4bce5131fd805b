import { normalizeLineEnds, trimText } from '../text/lines.ts'
import { trackFences, unfenceBlock } from '../text/markdown-lines.ts'
import { type AnswerField, answerFields, type Form } from './form.ts'
import { NO_RESPONSE, splitChoices, tidy, type Value, type Values } from './values.ts'

/** Reads the answers in a rendered body. The result leaves out fields that the body does not have. */
export function readBody(form: Form, body: string): Values {
  const text = normalizeLineEnds(body)
  const fields = answerFields(form)
  if (form.kind === 'markdown') return { body: trimText(text) }
  const headings = fields.map(headingOf)
  return Object.fromEntries(
    sectionsOf(text, headings).flatMap((section): [string, Value][] => {
      const field = fields[section.field]
      return field === undefined ? [] : [[field.id, tidy(field, read(field, uncoverHeadings(section.text, headings)))]]
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
      return checkedIn(text)
  }
}

/** Older bodies have None for no choice, which GitHub does not allow as an option. */
function readChoices(text: string, options: readonly string[], multiple: boolean): Value {
  if (text === 'None' && !options.includes(text)) return ''
  return multiple ? (splitChoices(text, options) ?? text) : text
}

/** A label may span several lines. */
function checkedIn(text: string): readonly string[] {
  return text
    .split(/(?<![^\n])(?=[-*] \[[ xX]\] )/)
    .filter((item) => /^[-*] \[[xX]\] /.test(item))
    .map((item) => item.slice('- [x] '.length).trim())
}

/** The answer to a field in a body. */
export type Section = { readonly field: number; readonly text: string }
type Start = { readonly field: number; readonly line: number }

/**
 * Splits a body at the headings of a form's fields. An answer may contain such headings too, so we first look for all
 * headings, each once and in the order of the form. Some may be missing only if somebody edited the body.
 */
export function sectionsOf(body: string, headings: readonly string[]): readonly Section[] {
  const lines = body.split('\n')
  const fenced = lines.map(trackFences('margin'))
  const complete = [inOrder(lines, headings, (at) => fenced[at] === true), inOrder(lines, headings, () => false)].find(
    (starts) => starts.length === headings.length,
  )
  const starts = complete ?? withGaps(lines, headings, fenced)
  return starts.map(({ field, line }, at) => ({
    field,
    text: lines.slice(line + 1, starts[at + 1]?.line).join('\n'),
  }))
}

function inOrder(
  lines: readonly string[],
  headings: readonly string[],
  skip: (at: number) => boolean,
): readonly Start[] {
  const starts: Start[] = []
  for (const [at, line] of lines.entries())
    if (line.trimEnd() === headings[starts.length] && standsAlone(lines, at) && !skip(at))
      starts.push({ field: starts.length, line: at })
  return starts
}

/** Somebody may have removed fields or empty lines. */
function withGaps(lines: readonly string[], headings: readonly string[], fenced: readonly boolean[]): readonly Start[] {
  const starts: Start[] = []
  for (const [at, line] of lines.entries()) {
    const field = headings.indexOf(line.trimEnd(), (starts.at(-1)?.field ?? -1) + 1)
    if (field >= 0 && fenced[at] !== true) starts.push({ field, line: at })
  }
  return starts
}

function standsAlone(lines: readonly string[], at: number): boolean {
  return [lines[at - 1], lines[at + 1]].every((line) => line === undefined || line.trim() === '')
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
