import { checkAnswers, firstValue } from '../../forms/fill.ts'
import { type AnswerField, answerFields, type Form } from '../../forms/form.ts'
import { type Values, valueIn } from '../../forms/values.ts'
import { indented, textWidth } from '../../terminal/layout.ts'
import { plain } from '../../text/quote.ts'
import { type Asking, askField } from './ask-field.ts'

/**
 * Asks for every field that has no answer yet, in the order of the form, with the form's own help. `keep` gets the
 * answers after each, so that an interruption loses none.
 */
export async function askForm(
  asking: Asking,
  form: Form,
  known: Values,
  keep: (values: Values) => Promise<void>,
): Promise<Values> {
  let values = known
  if (form.kind === 'markdown') {
    const [body] = answerFields(form)
    return body === undefined || isAnswered(form, body, values) ? values : ask(asking, body, values, keep)
  }
  const first = form.fields.find((field) => field.type === 'textarea')
  for (const field of form.fields) {
    if (field.type === 'markdown') await say(asking, field.value)
    else if (!isAnswered(form, field, values)) {
      await say(asking, field.description)
      values = await ask(first === field ? asking : { ...asking, firstText: '' }, field, values, keep)
    }
  }
  return values
}

async function ask(asking: Asking, field: AnswerField, values: Values, keep: (values: Values) => Promise<void>) {
  const answer = await askField(asking, field, valueIn(values, field.id) ?? (firstValue(field) || asking.firstText))
  const answered = { ...values, [field.id]: answer }
  await keep(answered)
  return answered
}

/** What was answered with nothing was left empty on purpose, unless the form needs it. */
function isAnswered(form: Form, { id }: AnswerField, values: Values): boolean {
  if (valueIn(values, id) === undefined) return false
  return checkAnswers(form, values).every(({ field }) => field !== id)
}

/** The form's own words, which are anybody's, for the person who fills it in. */
async function say({ app }: Asking, text: string): Promise<void> {
  const shown = plain(text).trim()
  if (shown === '') return
  const { err } = app.terminal
  const style = await err.style()
  err.write(`\n${style.quiet(indented(shown, textWidth(err.columns), 2))}\n`)
}
