import { type AnswerField, answerFields, exampleAnswers, type Form } from '../../../forms/form.ts'
import type { Template } from '../../../forms/templates.ts'
import { quote } from '../../../text/quote.ts'
import { policyFlag, type Shell, shellWord } from '../../../text/shell.ts'
import { CONTINUATION, labelRow, type Style, textWidth, wrapText } from '../../style.ts'
import { originOf } from './origin.ts'

type ListedTemplate = {
  readonly repo: string
  readonly kind: 'issue' | 'discussion' | 'decision'
  readonly template: Template
  /** The file of `--policy`, for the command that fills in the template. */
  readonly policyFile: string | undefined
}

const KINDS = {
  issue: 'An issue template',
  discussion: 'A discussion template',
  decision: 'A decision record template',
} as const

export function templateView(listed: ListedTemplate, style: Style, columns: number): string {
  const { kind, template } = listed
  const { form } = template
  const width = textWidth(columns)
  const head = [
    `  ${style.answer(quote(form.name))} ${style.quiet(`(${quote(template.id)})`)}`,
    ...(form.description === '' ? [] : [wrapText(quote(form.description, 500), width, 2)]),
    wrapText(style.quiet(`${KINDS[kind]} ${originOf(template)}`), width, 2),
    ...detailRows(form, width, style),
  ]
  const fields = answerFields(form).map((field) => fieldRows(field, width, style))
  return `\n${[head.join('\n'), ...fields, `  ${style.answer(exampleCommand(listed, style.shell))}`].join('\n\n')}\n\n`
}

function detailRows({ title, labels, type }: Form, width: number, style: Style): readonly string[] {
  const details = { Title: title, Labels: labels.join(', '), Type: type ?? '' }
  return Object.entries(details)
    .filter(([, text]) => text.trim() !== '')
    .map(([label, text]) => labelRow(label, quote(text, 200), width, style))
}

function fieldRows(field: AnswerField, width: number, style: Style): string {
  const { id, label, description } = field
  return [
    wrapText(`${style.chosen(quote(id))}  ${quote(label, 200)} ${style.quiet(`(${kindOf(field)})`)}`, width, 2),
    ...(description === '' ? [] : [wrapText(style.quiet(quote(description, 500)), width, 6)]),
    ...choicesOf(field).map((choice) => `      - ${wrapText(choice, width, 8).trimStart()}`),
  ].join('\n')
}

function kindOf(field: AnswerField): string {
  if (field.type === 'checkboxes') return 'checkboxes'
  return field.required ? `${answerKind(field)}, required` : answerKind(field)
}

function answerKind(field: AnswerField): string {
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

/** A command to copy and complete, with one flag on each line. No value can run as a command. */
function exampleCommand({ repo, kind, template, policyFile }: ListedTemplate, shell: Shell): string {
  const { id, form } = template
  const policyWords = policyFlag(policyFile, shell)
  return [
    `mcp-comms ${kind} new --template ${oneLineWord(id, shell)}`,
    `--repo ${oneLineWord(repo, shell)}`,
    ...(policyWords.length === 0 ? [] : [policyWords.join(' ')]),
    `--title ${oneLineWord(`${form.title}…`, shell)}`,
    ...exampleAnswers(form).map((answer) => `--field ${oneLineWord(`${answer.id}=${answer.value}`, shell)}`),
  ].join(`${CONTINUATION[shell]}\n    `)
}

function oneLineWord(text: string, shell: Shell): string {
  return shellWord(text.replaceAll(/\s+/g, ' '), shell)
}
