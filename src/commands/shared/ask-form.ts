import type { App } from '../../app.ts'
import { checkAnswers, firstValue } from '../../forms/fill.ts'
import {
  type AnswerField,
  answerFields,
  type CheckboxesField,
  type DropdownField,
  type Form,
  type TextareaField,
} from '../../forms/form.ts'
import { asList, asText, type Value, type Values, valueIn } from '../../forms/values.ts'
import type { Prompter } from '../../terminal/questions.ts'
import { indented, textWidth } from '../../terminal/style.ts'
import { plain } from '../../text/quote.ts'

type Asking = {
  readonly app: App
  readonly prompter: Prompter
  /** What the person has already written; the first long text starts with it. */
  readonly firstText: string
  /** What is wrong with the answer to a field; null: nothing. */
  readonly problemOf?: (id: string, answer: string) => string | null
}

/**
 * Asks for every field that has no answer yet, in the order of the form, with the form's own help. Calls `save` after
 * each answer, so that an interruption loses none.
 */
export async function askForm(
  asking: Asking,
  form: Form,
  known: Values,
  save: (values: Values) => Promise<void>,
): Promise<Values> {
  let values = known
  if (form.kind === 'markdown') {
    const [body] = answerFields(form)
    return body === undefined || isAnswered(form, body, values) ? values : ask(asking, body, values, save)
  }
  const first = form.fields.find((field) => field.type === 'textarea')
  for (const field of form.fields) {
    if (field.type === 'markdown') await printText(asking, field.value)
    else if (!isAnswered(form, field, values)) {
      await printText(asking, field.description)
      values = await ask(first === field ? asking : { ...asking, firstText: '' }, field, values, save)
    }
  }
  return values
}

async function ask(asking: Asking, field: AnswerField, values: Values, save: (values: Values) => Promise<void>) {
  const answer = await askField(asking, field, valueIn(values, field.id) ?? (firstValue(field) || asking.firstText))
  const answered = { ...values, [field.id]: answer }
  await save(answered)
  return answered
}

/** An empty answer counts, because it was left empty on purpose, unless the form requires one. */
function isAnswered(form: Form, { id }: AnswerField, values: Values): boolean {
  if (valueIn(values, id) === undefined) return false
  return checkAnswers(form, values).every(({ field }) => field !== id)
}

/** Anybody may have written the form, so control characters are removed from its text. */
async function printText({ app }: Asking, text: string): Promise<void> {
  const cleaned = plain(text).trim()
  if (cleaned === '') return
  const { err } = app.terminal
  const style = await err.style()
  err.write(`\n${style.quiet(indented(cleaned, textWidth(err.columns), 2))}\n`)
}

/** Asks for one field of a form, like the web form does. `known` is its answer so far. */
function askField(asking: Asking, field: AnswerField, known: Value): Promise<Value> {
  switch (field.type) {
    case 'input':
    case 'upload':
      return askLine(asking, field, asText(known), (answer) => asking.problemOf?.(field.id, answer) ?? null)
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

type Labelled = { readonly label: string; readonly required: boolean; readonly acceptsLines?: true }

function askLine(
  { prompter }: Asking,
  { label, required, acceptsLines }: Labelled,
  known: string,
  problemOf: (answer: string) => string | null = () => null,
): Promise<string> {
  return prompter.input({
    ...(acceptsLines === undefined ? {} : { acceptsLines }),
    message: label,
    ...(known === '' ? {} : { initial: known }),
    validate: (text) => (required && text.trim() === '' ? 'This answer is required.' : problemOf(text)),
  })
}

/** Lets the person write a long text in their own editor, or a short one at the prompt. */
async function askText(asking: Asking, field: TextareaField, known: string): Promise<string> {
  const { app, prompter } = asking
  const editor = await app.editorName()
  const isEmpty = known.trim() === ''
  const choice = await prompter.select<'editor' | 'line' | 'keep'>({
    message: field.label,
    choices: [
      { value: 'editor', label: `${isEmpty ? 'Write' : 'Change'} it in ${editor}`, hint: '' },
      ...(isEmpty ? [{ value: 'line' as const, label: 'Write one line here', hint: '' }] : []),
      ...(isEmpty && field.required
        ? []
        : [{ value: 'keep' as const, label: isEmpty ? 'Leave it empty' : 'Keep it as it is', hint: '' }]),
    ],
  })
  if (choice === 'keep') return known
  const line = choice === 'line' ? await askLine(asking, { ...field, acceptsLines: true }, '') : null
  if (line !== null && !(await wantsEditor(asking, line))) return line
  const text = (await app.edit(line ?? known)).trim()
  if (text !== '' || !field.required) return text
  app.terminal.err.write('This answer is required.\n')
  return askText(asking, field, known)
}

/** Several lines were pasted into the prompt for one: the person can continue with all of them in the editor. */
async function wantsEditor({ app, prompter }: Asking, text: string): Promise<boolean> {
  const lines = text.split('\n').length
  if (lines === 1) return false
  return prompter.confirm({
    message: `You pasted ${lines} lines. Open them in ${await app.editorName()}?`,
    preset: true,
  })
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
    validate: (chosen) => (field.required && chosen.length === 0 ? 'Select at least one.' : null),
  })
}

function askBoxes({ prompter }: Asking, field: CheckboxesField, known: Value): Promise<readonly string[]> {
  const requiredLabels = field.options.filter(({ required }) => required).map(({ label }) => label)
  return prompter.checkbox<string>({
    message: field.label,
    choices: field.options.map(({ label, required }) => ({
      value: label,
      label: required ? `${label} (required)` : label,
      checked: asList(known).includes(label),
    })),
    validate: (chosen) => {
      const [missing] = requiredLabels.filter((label) => !chosen.includes(label))
      return missing === undefined ? null : `This box is required: ${missing}`
    },
  })
}
