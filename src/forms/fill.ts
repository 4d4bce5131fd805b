import { nearestWord } from '../text/nearest.ts'
import {
  type AnswerField,
  answerFields,
  asList,
  asText,
  type CheckboxesField,
  type DropdownField,
  type Form,
  isEmpty,
  joinChoices,
  labelsOf,
  optionFor,
  optionsFor,
  splitChoices,
  tidy,
  type Value,
  type Values,
  valueIn,
} from './form.ts'

/** A problem with an answer. If the answer is `missing`, we can still ask the person for it. */
export type AnswerProblem = {
  readonly kind: 'missing' | 'invalid' | 'unknown'
  readonly field: string
  readonly message: string
}

/**
 * The value of each field of a form: the answer, with its choices spelled as the form's options, or else the field's default. Accepts missing
 * and wrong answers, which `checkAnswers` reports.
 */
export function valuesFor(form: Form, answers: Values): Values {
  return Object.fromEntries(answerFields(form).map((field) => [field.id, valueFor(field, answers)]))
}

export function checkAnswers(form: Form, answers: Values): readonly AnswerProblem[] {
  const fields = answerFields(form)
  return [
    ...unknownFields(fields, answers),
    ...fields.flatMap((field) => answerProblems(field, valueFor(field, answers))),
  ]
}

/** A field without an answer gets its default from the web form. */
function valueFor(field: AnswerField, answers: Values): Value {
  const answer = valueIn(answers, field.id) ?? initialValue(field)
  if (field.type === 'dropdown') return tidy(field, dropdownValue(field, answer))
  if (field.type === 'checkboxes') return tidy(field, spellAsOptions(labelsOf(field), asList(answer)))
  return tidy(field, answer)
}

/** The value of a field when the web form opens. */
export function initialValue(field: AnswerField): Value {
  if (field.type === 'input' || field.type === 'textarea') return field.value
  return field.type === 'dropdown' ? (field.default ?? '') : ''
}

/** The choices, spelled as the options. Several choices may be joined in one string, as in a rendered body. */
function dropdownValue({ options, multiple }: DropdownField, answer: Value): Value {
  if (multiple && typeof answer === 'string' && optionFor(options, answer) === undefined)
    return splitChoices(answer, options) ?? splitAtCommas(answer, options) ?? answer
  return multiple ? spellAsOptions(options, asList(answer)) : spellAsOptions(options, [asText(answer)])
}

/** Splits choices that a person has joined, with any case and white space. null: a part between two commas is not an option. */
function splitAtCommas(text: string, options: readonly string[]): readonly string[] | null {
  const parts = text.split(',').filter((part) => part.trim() !== '')
  return parts.length === 0 ? null : optionsFor(options, parts)
}

function spellAsOptions(options: readonly string[], choices: readonly string[]): readonly string[] {
  return choices.map((choice) => optionFor(options, choice) ?? choice)
}

function answerProblems(field: AnswerField, value: Value): readonly AnswerProblem[] {
  if (field.type === 'checkboxes')
    return [...uncheckedBoxes(field, value), ...unknownOptions(field, labelsOf(field), value)]
  if (isEmpty(value)) return field.required ? [missingAnswer(field)] : []
  if (field.type === 'dropdown') return unknownOptions(field, field.options, value)
  return field.type === 'input' && asText(value).includes('\n')
    ? [toProblem('invalid', field, `${field.id}: "${field.label}" takes one line`)]
    : []
}

function missingAnswer(field: AnswerField): AnswerProblem {
  const choices = field.type === 'dropdown' ? `; choices: ${joinChoices(field.options)}` : ''
  return toProblem('missing', field, `${field.id}: "${field.label}" needs an answer${choices}`)
}

function uncheckedBoxes(field: CheckboxesField, value: Value): readonly AnswerProblem[] {
  return field.options
    .filter(({ required, label }) => required && !value.includes(label))
    .map(({ label }) => toProblem('missing', field, `${field.id}: "${label}" must be checked`))
}

function unknownOptions(field: AnswerField, options: readonly string[], value: Value): readonly AnswerProblem[] {
  return asList(value)
    .filter((choice) => !options.includes(choice))
    .map((choice) =>
      toProblem('invalid', field, `${field.id}: unknown option "${choice}"; choices: ${joinChoices(options)}`),
    )
}

function unknownFields(fields: readonly AnswerField[], answers: Values): readonly AnswerProblem[] {
  const ids = fields.map(({ id }) => id)
  return Object.keys(answers)
    .filter((id) => !ids.includes(id))
    .map((id) => ({ kind: 'unknown', field: id, message: `${id}: unknown field${suggestion(id, fields)}` }))
}

function suggestion(id: string, fields: readonly AnswerField[]): string {
  const fieldByLabel = fields.find(({ label }) => label.toLowerCase() === id.toLowerCase())
  const ids = fields.map((field) => field.id)
  if (ids.length === 0) return '; the form has no fields'
  const nearest = fieldByLabel?.id ?? nearestWord(id, ids)
  return nearest === null ? `; fields: ${ids.join(', ')}` : `. Did you mean ${nearest}?`
}

function toProblem(kind: AnswerProblem['kind'], { id }: AnswerField, message: string): AnswerProblem {
  return { kind, field: id, message }
}
