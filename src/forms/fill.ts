import { Failure } from '../errors.ts'
import { likelyWord } from '../text/nearest.ts'
import { type AnswerField, answerFields, type CheckboxesField, type DropdownField, type Form } from './form.ts'
import {
  asList,
  asText,
  isEmpty,
  joinChoices,
  optionFor,
  splitChoices,
  tidy,
  type Value,
  type Values,
  valueIn,
} from './values.ts'

/** What is wrong with an answer. A person can still be asked for one that is `missing`. */
export type AnswerFault = {
  readonly kind: 'missing' | 'invalid' | 'unknown'
  readonly field: string
  readonly message: string
}

/**
 * Turns answers into values of the form: fills in defaults, and finds choices among the options.
 * @throws Failure (validation) that names everything that is missing or wrong, at once.
 */
export function fillForm(form: Form, answers: Values): Values {
  const faults = checkAnswers(form, answers)
  if (faults.length > 0)
    throw new Failure(
      'validation',
      [`${form.name} is not filled in:`, ...faults.map(({ message }) => `  ${message}`)].join('\n'),
    )
  return takeAnswers(form, answers)
}

/** The same for answers that may still be missing or wrong: those stay empty, or as they were given. */
export function takeAnswers(form: Form, answers: Values): Values {
  return Object.fromEntries(answerFields(form).map((field) => [field.id, valueFor(field, answers)]))
}

export function checkAnswers(form: Form, answers: Values): readonly AnswerFault[] {
  const fields = answerFields(form)
  return [...unknownFields(fields, answers), ...fields.flatMap((field) => fieldFaults(field, valueFor(field, answers)))]
}

/** A field without an answer gets what the web form begins with. */
function valueFor(field: AnswerField, answers: Values): Value {
  const given = valueIn(answers, field.id) ?? firstValue(field)
  if (field.type === 'dropdown') return tidy(field, chosen(field, given))
  if (field.type === 'checkboxes') return tidy(field, meant(labels(field), asList(given)))
  return tidy(field, given)
}

/** What the web form begins with. */
export function firstValue(field: AnswerField): Value {
  if (field.type === 'input' || field.type === 'textarea') return field.value
  return field.type === 'dropdown' ? (field.default ?? '') : ''
}

/** Several choices may also come as the one text that a body holds. */
function chosen({ options, multiple }: DropdownField, given: Value): Value {
  if (multiple && typeof given === 'string' && optionFor(options, given) === undefined)
    return splitChoices(given, options) ?? given
  return multiple ? meant(options, asList(given)) : meant(options, [asText(given)])
}

function meant(options: readonly string[], given: readonly string[]): readonly string[] {
  return given.map((choice) => optionFor(options, choice) ?? choice)
}

function labels({ options }: CheckboxesField): readonly string[] {
  return options.map(({ label }) => label)
}

function fieldFaults(field: AnswerField, value: Value): readonly AnswerFault[] {
  if (field.type === 'checkboxes') return [...unchecked(field, value), ...notAmong(field, labels(field), value)]
  if (isEmpty(value)) return field.required ? [missing(field)] : []
  if (field.type === 'dropdown') return notAmong(field, field.options, value)
  return field.type === 'input' && asText(value).includes('\n')
    ? [fault('invalid', field, `${field.id}: "${field.label}" takes one line`)]
    : []
}

function missing(field: AnswerField): AnswerFault {
  const choices = field.type === 'dropdown' ? `; choices: ${joinChoices(field.options)}` : ''
  return fault('missing', field, `${field.id}: "${field.label}" needs an answer${choices}`)
}

function unchecked(field: CheckboxesField, value: Value): readonly AnswerFault[] {
  return field.options
    .filter(({ required, label }) => required && !value.includes(label))
    .map(({ label }) => fault('missing', field, `${field.id}: "${label}" must be checked`))
}

function notAmong(field: AnswerField, options: readonly string[], value: Value): readonly AnswerFault[] {
  return asList(value)
    .filter((choice) => !options.includes(choice))
    .map((choice) =>
      fault('invalid', field, `${field.id}: unknown option "${choice}"; choices: ${joinChoices(options)}`),
    )
}

function unknownFields(fields: readonly AnswerField[], answers: Values): readonly AnswerFault[] {
  const ids = fields.map(({ id }) => id)
  return Object.keys(answers)
    .filter((id) => !ids.includes(id))
    .map((id) => ({ kind: 'unknown', field: id, message: `${id}: unknown field${suggestion(id, fields)}` }))
}

function suggestion(id: string, fields: readonly AnswerField[]): string {
  const named = fields.find(({ label }) => label.toLowerCase() === id.toLowerCase())
  const ids = fields.map((field) => field.id)
  const nearest = named?.id ?? likelyWord(id, ids)
  return nearest === null ? `; fields: ${ids.join(', ')}` : `. Did you mean ${nearest}?`
}

function fault(kind: AnswerFault['kind'], { id }: AnswerField, message: string): AnswerFault {
  return { kind, field: id, message }
}
