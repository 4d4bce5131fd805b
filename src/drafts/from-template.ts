import { readBody, renderForm } from '../forms/body.ts'
import { initialValue, valuesFor } from '../forms/fill.ts'
import { answerFields, asList, type Form, isEmpty, labelsOf, type Value, type Values, valueIn } from '../forms/form.ts'
import type { Template } from '../forms/templates.ts'
import { withoutDisclosure } from '../text/added-lines.ts'
import { normalizeLineEndings } from '../text/lines.ts'
import { type Draft, withAiUse } from './draft.ts'

/** Renders the answers as the body of the draft, with the disclosure of AI help, and adds the template's labels, assignees and type. */
export function fillFromTemplate<D extends Draft>(draft: D, { file, form }: Template, values: Values): D {
  const filledIn = valuesFor(form, values)
  const { body } = withAiUse({ ...draft, body: renderForm(form, filledIn) })
  return {
    ...draft,
    template: file,
    fields: values,
    pending: unrenderedIds(form, filledIn),
    labels: [...new Set([...draft.labels, ...form.labels])],
    assignees: [...new Set([...draft.assignees, ...form.assignees])],
    type: draft.type ?? form.type,
    body,
  }
}

/** The checkboxes for which an answer names an option that the form does not have. The text has no place for that option. */
function unrenderedIds(form: Form, filledIn: Values): readonly string[] {
  return answerFields(form).flatMap((field) => {
    if (field.type !== 'checkboxes') return []
    const labels = labelsOf(field)
    return asList(valueIn(filledIn, field.id)).every((choice) => labels.includes(choice)) ? [] : [field.id]
  })
}

/**
 * The answers in a draft. Its text takes precedence over its `fields`, because the text is what is published, but not over answers that
 * were given later and are not in the text yet.
 */
export function answersIn(draft: Draft, { form }: Template): Values {
  const { fields } = draft
  const body = ownText(draft)
  if (body.trim() === '') return fields
  const inBody = readBody(form, body)
  return {
    ...fields,
    ...emptiedAnswers(draft, form, inBody),
    ...nonDefaultAnswers(form, inBody),
    ...pendingAnswers(draft),
  }
}

/**
 * The answers that the person has left empty, or has removed from the text. Neither the recorded answer nor the default of the form takes
 * their place.
 */
function emptiedAnswers({ fields }: Draft, form: Form, inBody: Values): Values {
  const emptied = answerFields(form).flatMap((field): [string, Value][] => {
    const value = valueIn(inBody, field.id)
    if (value === undefined || !isEmpty(value)) return []
    const hadAnswer = valueIn(fields, field.id) !== undefined || !isEmpty(initialValue(field))
    return hadAnswer ? [[field.id, value]] : []
  })
  return Object.fromEntries(emptied)
}

/** The recorded answers that are not in the text yet. */
export function pendingAnswers({ fields, pending }: Pick<Draft, 'fields' | 'pending'>): Values {
  return Object.fromEntries(Object.entries(fields).filter(([id]) => pending.includes(id)))
}

/** The text of a draft without the line about AI that we added. */
export function ownText({ body, aiDisclosure }: Draft): string {
  return aiDisclosure === null ? body : withoutDisclosure(body, aiDisclosure)
}

/** Leaves out empty values and the default values of the form, because nobody wrote them. */
function nonDefaultAnswers(form: Form, values: Values): Values {
  const defaults = valuesFor(form, {})
  const isAnswer = ([id, value]: [string, Value]) =>
    value.length > 0 && JSON.stringify(value) !== JSON.stringify(valueIn(defaults, id))
  return Object.fromEntries(Object.entries(values).filter(isAnswer))
}

/** Whether the text still matches the form. If a person has edited it freely, rendering the form again would lose their changes. */
export function isAsRendered(draft: Draft, { form }: Template): boolean {
  // Some editors save every line with a Windows line ending.
  const body = normalizeLineEndings(ownText(draft))
  if (body.trim() === '') return true
  return renderForm(form, readBody(form, body)).trim() === body.trim()
}

const BOX = /^[-*+] \[([ xX])\] +(\S.*)$/

/** The labels of the checked boxes; null: the text is not a list of boxes. */
export function checkedBoxes(text: string): readonly string[] | null {
  const boxes = text.split('\n').map((line) => BOX.exec(line))
  if (boxes.some((box) => box === null)) return null
  return boxes.flatMap((box) => (box?.[1] === ' ' ? [] : (box?.[2]?.trim() ?? [])))
}

/** The lines of the unchecked boxes that are not among the options, because a person may have added them. Empty if the text is not a list of boxes. */
export function addedBoxes(text: string, options: readonly string[]): string {
  const lines = checkedBoxes(text) === null ? [] : text.split('\n')
  const isAdded = ([, mark, label = '']: readonly string[]) => mark === ' ' && !options.includes(label.trim())
  return lines.filter((line) => isAdded(BOX.exec(line) ?? [])).join('\n')
}
