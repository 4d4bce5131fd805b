import { oneLine } from '../text/lines.ts'
import { fenceBlock } from '../text/markdown-lines.ts'
import { type AnswerField, answerFields, type Form, type IssueForm } from './form.ts'
import { coverHeadings, headingOf, readBody } from './read-body.ts'
import {
  asList,
  asText,
  isEmpty,
  joinChoices,
  NO_RESPONSE,
  tidyValues,
  type Value,
  type Values,
  valueIn,
} from './values.ts'

/** What the web form submits. The title is only the prefix that the form sets. */
export type Rendered = {
  readonly title: string
  readonly body: string
  readonly labels: readonly string[]
  readonly assignees: readonly string[]
  readonly projects: readonly string[]
  readonly type: string | null
}

export function renderForm(form: Form, values: Values): Rendered {
  const { title, labels, assignees, projects, type } = form
  return { title, body: renderBody(form, tidyValues(form, values)), labels, assignees, projects, type }
}

function renderBody(form: Form, values: Values): string {
  if (form.kind === 'markdown') return asText(valueIn(values, 'body'))
  const body = renderFields(form, values, (section) => section)
  if (haveSameAnswers(form, readBody(form, body), values)) return body
  // An answer contains a heading of this form, which `readBody` would take for the start of a field.
  const headings = answerFields(form).map(headingOf)
  return renderFields(form, values, (section) => coverHeadings(section, headings))
}

function renderFields(form: IssueForm, values: Values, cover: (section: string) => string): string {
  return answerFields(form)
    .map((field) => `${headingOf(field)}\n\n${cover(renderValue(field, valueIn(values, field.id) ?? ''))}`)
    .join('\n\n')
}

function renderValue(field: AnswerField, value: Value): string {
  if (field.type === 'checkboxes') return renderCheckboxes(field.options, asList(value))
  // The web form writes an empty code block if there is no answer.
  if (field.type === 'textarea' && field.render !== null) return fenceBlock(asText(value), language(field.render))
  if (isEmpty(value)) return NO_RESPONSE
  if (field.type === 'dropdown') return joinChoices(asList(value))
  return asText(value)
}

type Checkboxes = Extract<AnswerField, { type: 'checkboxes' }>['options']

function renderCheckboxes(options: Checkboxes, checked: readonly string[]): string {
  return options
    .map(({ label, written }) => `- [${checked.includes(label) ? 'x' : ' '}] ${written}`)
    .join('\n')
    .trimEnd()
}

/** The language after an opening fence, which cannot contain a backtick. */
function language(render: string): string {
  return oneLine(render.replaceAll('`', ''))
}

function haveSameAnswers(form: IssueForm, some: Values, others: Values): boolean {
  return answerFields(form).every(({ id }) => JSON.stringify(valueIn(some, id)) === JSON.stringify(valueIn(others, id)))
}
