import type { App } from '../../app.ts'
import type { AnswerField, CheckboxesField, DropdownField, TextareaField } from '../../forms/form.ts'
import { asList, asText, type Value } from '../../forms/values.ts'
import type { Prompter } from '../../terminal/prompter.ts'

export type Asking = {
  readonly app: App
  readonly prompter: Prompter
  /** What the person has said before: the first long text begins with it. */
  readonly firstText: string
}

/** Asks for one field of a form, as the web form would. `known` is what stands there already. */
export function askField(asking: Asking, field: AnswerField, known: Value): Promise<Value> {
  switch (field.type) {
    case 'input':
    case 'upload':
      return askLine(asking, field, asText(known))
    case 'textarea':
      return askText(asking, field, asText(known))
    case 'dropdown':
      return field.multiple ? askSeveral(asking, field, known) : askOne(asking, field, asText(known))
    case 'checkboxes':
      return askBoxes(asking, field, known)
    default:
      return field satisfies never
  }
}

type Labelled = { readonly label: string; readonly required: boolean }

function askLine({ prompter }: Asking, { label, required }: Labelled, known: string): Promise<string> {
  return prompter.input({
    message: label,
    ...(known === '' ? {} : { initial: known }),
    validate: (text) => (required && text.trim() === '' ? 'The form asks for an answer here.' : null),
  })
}

/** A long text is written in the person's own editor; a short one, here. */
async function askText(asking: Asking, field: TextareaField, known: string): Promise<string> {
  const { app, prompter } = asking
  const editor = await app.editorName()
  const isEmpty = known.trim() === ''
  const way = await prompter.select<'editor' | 'line' | 'keep'>({
    message: field.label,
    choices: [
      { value: 'editor', label: `${isEmpty ? 'Write' : 'Change'} it in ${editor}`, hint: '' },
      ...(isEmpty ? [{ value: 'line' as const, label: 'Write one line here', hint: '' }] : []),
      ...(isEmpty && field.required
        ? []
        : [{ value: 'keep' as const, label: isEmpty ? 'Leave it empty' : 'Keep it as it is', hint: '' }]),
    ],
  })
  if (way === 'keep') return known
  if (way === 'line') return askLine(asking, field, '')
  const text = (await app.edit(known)).trim()
  if (text !== '' || !field.required) return text
  app.terminal.err.write('The form asks for an answer here.\n')
  return askText(asking, field, known)
}

async function askOne({ prompter }: Asking, field: DropdownField, known: string): Promise<string> {
  return prompter.select<string>({
    message: field.label,
    choices: [
      ...field.options.map((option) => ({ value: option, label: option, hint: '' })),
      ...(field.required ? [] : [{ value: '', label: 'No answer', hint: '' }]),
    ],
    ...(known === '' ? {} : { preselected: known }),
  })
}

function askSeveral({ prompter }: Asking, field: DropdownField, known: Value): Promise<readonly string[]> {
  return prompter.checkbox<string>({
    message: field.label,
    choices: field.options.map((option) => ({ value: option, label: option, checked: asList(known).includes(option) })),
    validate: (chosen) => (field.required && chosen.length === 0 ? 'The form asks for at least one.' : null),
  })
}

function askBoxes({ prompter }: Asking, field: CheckboxesField, known: Value): Promise<readonly string[]> {
  const needed = field.options.filter(({ required }) => required).map(({ label }) => label)
  return prompter.checkbox<string>({
    message: field.label,
    choices: field.options.map(({ label, required }) => ({
      value: label,
      label: required ? `${label} (required)` : label,
      checked: asList(known).includes(label),
    })),
    validate: (chosen) => {
      const [missing] = needed.filter((label) => !chosen.includes(label))
      return missing === undefined ? null : `The form asks that this be marked: ${missing}`
    },
  })
}
