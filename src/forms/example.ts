import { type AnswerField, answerFields, type Form } from './form.ts'

/** The answers that a form cannot do without, each with something that it would take. `…` stands for a text. */
export function exampleAnswers(form: Form): readonly { readonly id: string; readonly value: string }[] {
  return answerFields(form).flatMap((field) => valuesOf(field).map((value) => ({ id: field.id, value })))
}

function valuesOf(field: AnswerField): readonly string[] {
  if (field.type === 'checkboxes') return field.options.filter(({ required }) => required).map(({ label }) => label)
  if (!field.required) return []
  return field.type === 'dropdown' ? field.options.slice(0, 1) : ['…']
}
