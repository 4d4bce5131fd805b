import { normalizeLineEnds, oneLine, trimText } from '../text/lines.ts'
import type { AnswerField, Form } from './form.ts'
import { answerFields } from './form.ts'

/** What was answered: a text, or the options that were chosen. */
export type Value = string | readonly string[]

/** By the id of the field. Read it with `valueIn`, for an id may be `constructor`. */
export type Values = Readonly<Record<string, Value>>

/** What the web form writes for a field without an answer. */
export const NO_RESPONSE = '_No response_'

export function valueIn(values: Values, id: string): Value | undefined {
  return Object.hasOwn(values, id) ? values[id] : undefined
}

/** A value for every field of the form, each as it comes out of a body again. */
export function tidyValues(form: Form, values: Values): Values {
  return Object.fromEntries(answerFields(form).map((field) => [field.id, tidy(field, valueIn(values, field.id))]))
}

/** White space that a form does not keep is gone, and choices stand in the order of the options. */
export function tidy(field: AnswerField, value: Value | undefined): Value {
  switch (field.type) {
    case 'input':
      return answered(normalizeLineEnds(asText(value)).trim())
    case 'textarea':
    case 'upload':
      return answered(trimText(normalizeLineEnds(asText(value))))
    case 'dropdown':
      return field.multiple ? inOrder(asList(value), field.options) : answered(oneLine(asText(value)))
    case 'checkboxes':
      return inOrder(
        asList(value),
        field.options.map(({ label }) => label),
      )
  }
}

export function isEmpty(value: Value): boolean {
  return value.length === 0
}

export function asText(value: Value | undefined): string {
  return typeof value === 'string' ? value : (value ?? []).join(', ')
}

export function asList(value: Value | undefined): readonly string[] {
  const list = typeof value === 'string' ? [value] : (value ?? [])
  return list.map((choice) => choice.trim()).filter((choice) => choice !== '')
}

function answered(text: string): string {
  return text.trim() === NO_RESPONSE ? '' : text
}

function inOrder(chosen: readonly string[], options: readonly string[]): readonly string[] {
  const others = chosen.filter((choice) => !options.includes(choice))
  return [...options.filter((option) => chosen.includes(option)), ...new Set(others)]
}
