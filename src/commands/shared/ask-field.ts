import type { App } from '../../app.ts'
import { isExample } from '../../checks/placeholders.ts'
import {
  type AnswerField,
  asList,
  asText,
  type CheckboxesField,
  type DropdownField,
  startsLikeExample,
  type Value,
} from '../../forms/form.ts'
import type { Answer, PlaceInSequence, Prompter } from '../../terminal/questions.ts'
import { textWidth, wrapText } from '../../terminal/style.ts'
import { plain } from '../../text/quote.ts'
import { askText } from './ask-text.ts'

export type FormSession = {
  readonly app: App
  readonly prompter: Prompter
  /** Long answers are private, so the review shows only their length. */
  readonly hidesTexts?: true
  /** Returns what is wrong with the answer to a field, or null. */
  readonly problemOf?: (id: string, answer: string) => string | null
}

export async function askField(
  session: FormSession,
  field: AnswerField,
  currentValue: Value,
  place: PlaceInSequence,
): Promise<Answer<Value>> {
  await printText(session.app, helpOf(field).join('\n'))
  const prompter = session.prompter.at(place)
  switch (field.type) {
    case 'input':
    case 'upload': {
      const { label, required } = field
      const problemOf = (text: string) => session.problemOf?.(field.id, text) ?? null
      return prompter.input({
        message: label,
        required,
        ...(currentValue === '' || isOnlyExample(field, asText(currentValue)) ? {} : { initial: asText(currentValue) }),
        validate: (text) => (required && text.trim() === '' ? 'This answer is required.' : problemOf(text)),
      })
    }
    case 'textarea': {
      const notes = [`${field.label} (${field.required ? 'required' : 'optional'})`, ...helpOf(field)]
      return askText(
        session,
        { ...field, notes, isExample: (text) => isExample(field, text) },
        asText(currentValue),
        place,
      )
    }
    case 'dropdown':
      return field.multiple
        ? prompter.checkbox(multiSelectQuestion(field, currentValue))
        : prompter.select(selectQuestion(field, asText(currentValue)))
    case 'checkboxes':
      return prompter.checkbox(checkboxesQuestion(field, currentValue))
    default:
      return field satisfies never
  }
}

/** Whether the text is only the form's own example, such as "e.g. 1.2.3". */
function isOnlyExample(field: AnswerField, text: string): boolean {
  return isExample(field, text) && startsLikeExample(text)
}

function helpOf(field: AnswerField): readonly string[] {
  const description = field.description.trim()
  const placeholder = 'placeholder' in field ? field.placeholder.trim() : ''
  const example = startsLikeExample(placeholder) ? placeholder : `For example: ${placeholder}`
  return [description, placeholder === '' || description.includes(placeholder) ? '' : example].filter(
    (text) => text !== '',
  )
}

/** Removes control characters, because the text comes from a form, which anybody may have written. */
export async function printText({ terminal: { err } }: App, text: string): Promise<void> {
  const cleaned = plain(text).trim()
  if (cleaned === '') return
  const style = await err.style()
  err.write(`\n${style.quiet(wrapText(cleaned, textWidth(err.columns), 2))}\n`)
}

function selectQuestion({ label, required, options }: DropdownField, currentValue: string) {
  return {
    message: label,
    required,
    choices: [
      ...options.map((option) => ({ value: option, label: option, hint: '' })),
      ...(required ? [] : [{ value: '', label: 'No answer', hint: '' }]),
    ],
    // If an optional question has no answer yet, Enter alone selects "No answer".
    ...(currentValue === '' && required ? {} : { preselected: currentValue }),
  }
}

function multiSelectQuestion({ label, required, options }: DropdownField, currentValue: Value) {
  return {
    message: label,
    required,
    choices: options.map((option) => ({
      value: option,
      label: option,
      checked: asList(currentValue).includes(option),
    })),
    validate: (chosen: readonly string[]) => (required && chosen.length === 0 ? 'Select at least one.' : null),
  }
}

function checkboxesQuestion({ label, options }: CheckboxesField, currentValue: Value) {
  const requiredLabels = options.filter(({ required }) => required).map((option) => option.label)
  return {
    message: label,
    choices: options.map((option) => ({
      value: option.label,
      label: option.required ? `${option.label} (required)` : option.label,
      checked: asList(currentValue).includes(option.label),
    })),
    validate: (chosen: readonly string[]) => {
      const [missing] = requiredLabels.filter((label) => !chosen.includes(label))
      return missing === undefined ? null : `This box is required: ${missing}`
    },
  }
}
