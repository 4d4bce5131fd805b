import { type AnswerField, answerFields, type Form } from '../../../forms/form.ts'
import { quote } from '../../../text/quote.ts'
import { indented, labelled, textWidth } from '../../layout.ts'
import type { Style } from '../../style.ts'
import { exampleCommand, type Shown } from '../example-command.ts'
import { originOf } from './origin.ts'

const KINDS = { issue: 'An issue template', discussion: 'A discussion template' } as const

/** A template's fields, each with its id, what it asks and what it takes, and how they are answered in a script. */
export function templateView(shown: Shown, style: Style, columns: number): string {
  const { kind, template } = shown
  const { form } = template
  const width = textWidth(columns)
  const head = [
    `  ${style.answer(quote(form.name))} ${style.quiet(`(${quote(template.id)})`)}`,
    ...(form.description === '' ? [] : [indented(quote(form.description, 500), width, 2)]),
    indented(style.quiet(`${KINDS[kind]} ${originOf(template)}`), width, 2),
    ...detailRows(form, width, style),
  ]
  const fields = answerFields(form).map((field) => fieldRows(field, width, style))
  return `\n${[head.join('\n'), ...fields, `  ${style.answer(exampleCommand(shown))}`].join('\n\n')}\n\n`
}

function detailRows({ title, labels, type }: Form, width: number, style: Style): readonly string[] {
  const details = { Title: title, Labels: labels.join(', '), Type: type ?? '' }
  return Object.entries(details)
    .filter(([, text]) => text.trim() !== '')
    .map(([label, text]) => labelled(label, quote(text, 200), width, style))
}

function fieldRows(field: AnswerField, width: number, style: Style): string {
  const { id, label, description } = field
  return [
    indented(`${style.chosen(quote(id))}  ${quote(label, 200)} ${style.quiet(`(${kindOf(field)})`)}`, width, 2),
    ...(description === '' ? [] : [indented(style.quiet(quote(description, 500)), width, 6)]),
    ...choicesOf(field).map((choice) => `      - ${indented(choice, width, 8).trimStart()}`),
  ].join('\n')
}

function kindOf(field: AnswerField): string {
  if (field.type === 'checkboxes') return 'checkboxes'
  return field.required ? `${takes(field)}, required` : takes(field)
}

function takes(field: AnswerField): string {
  switch (field.type) {
    case 'input':
      return 'one line'
    case 'textarea':
      return field.render === null ? 'text' : 'text, as a code block'
    case 'dropdown':
      return field.multiple ? 'any of' : 'one of'
    case 'checkboxes':
      return 'checkboxes'
    case 'upload':
      return 'files'
  }
}

function choicesOf(field: AnswerField): readonly string[] {
  if (field.type === 'dropdown') return field.options.map((option) => quote(option, 200))
  if (field.type !== 'checkboxes') return []
  return field.options.map(({ label, required }) => `${quote(label, 300)}${required ? ' (required)' : ''}`)
}
