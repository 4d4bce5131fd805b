import { isExample } from '../../checks/placeholders.ts'
import { TITLE } from '../../drafts/draft.ts'
import { CancelledError } from '../../errors.ts'
import { checkAnswers, initialValue } from '../../forms/fill.ts'
import {
  type AnswerField,
  answerFields,
  asList,
  asText,
  type Form,
  isEmpty,
  type Value,
  type Values,
  valueIn,
} from '../../forms/form.ts'
import type { Answer } from '../../terminal/questions.ts'
import { askInOrder, createReviewStep, keysLine, type Reviewable } from '../../terminal/sequence.ts'
import { countOf } from '../../text/quote.ts'
import { askField, type FormSession, printText } from './ask-field.ts'
import { printReplaced } from './ask-text.ts'

export type Answers = {
  readonly title: string
  readonly values: Values
  /** The id of the field whose answer was interrupted while the person typed it, or `TITLE`. */
  readonly unfinished: string | null
}

type FormQuestions = {
  /** null: there is no form, only a title. */
  readonly form: Form | null
  readonly title: {
    readonly message: string
    /** The initial text of the input, if there is no title yet. */
    readonly initial: string
    /** The usual beginning of a title, such as `[Bug] `. `initial` includes it. */
    readonly prefix: string
    /** A title that we inferred. Enter accepts it. */
    readonly suggested?: string
    readonly problemOf: (title: string) => string | null
  }
  /**
   * The text that the person has already written. It becomes the initial answer to the first open long question for which the form has no
   * initial text. If there is none, it is put above the initial text of the first open long question.
   */
  readonly firstText: string
  /** Whether the person can go back from the first question. */
  readonly canLeave: boolean
  /** Whether the person reviews the answers even if no question was open. */
  readonly alwaysReviews: boolean
}

/** Asks the open questions of a form. Calls `saveAnswers` after each answer, so that an interruption loses none. */
export async function askForm(
  session: FormSession,
  questions: FormQuestions,
  current: Answers,
  saveAnswers: Save,
): Promise<Answer<Answers>> {
  const { form } = questions
  let savedAnswers = current
  const save: Save = async (answers) => {
    savedAnswers = answers
    await saveAnswers(answers)
  }
  const keep: Keep = (change, id) => save({ ...change(savedAnswers), unfinished: savedAnswers.unfinished ?? id })
  const saveSession = { session, save, keep }
  const titleQuestion = withSave(titleStep(session, questions), saveSession, TITLE, {
    textIn: ({ title }) => title,
    withText: withTitle,
  })
  const fields =
    form === null
      ? []
      : fieldSteps(session, form, questions.firstText, current).map(({ id, step }) => ({
          id,
          step: withSave(step, saveSession, id, {
            textIn: ({ values }) => asText(valueIn(values, id)),
            withText: (answers, text) => withValue(answers, id, text),
          }),
        }))
  const isOpen = (id: string) => id === current.unfinished || (form !== null && !isAnswered(form, id, current.values))
  const openSteps = fields.filter(({ id }) => isOpen(id)).map(({ step }) => step)
  const steps = current.title === '' || current.unfinished === TITLE ? [titleQuestion, ...openSteps] : openSteps
  if (steps.length > 1) session.app.terminal.err.write(keysLine(session.prompter))
  const review = createReviewStep(session.prompter, [titleQuestion, ...fields.map(({ step }) => step)])
  const showsReview = form !== null && (questions.alwaysReviews || steps.length > 0)
  return askInOrder(steps, {
    state: current,
    // Going back means choosing another form, which would lose an answer to this one.
    canLeave: ({ values }) => questions.canLeave && values === current.values,
    ...(showsReview ? { review } : {}),
  })
}

type Save = (answers: Answers) => Promise<void>
/** Saves what the person has typed so far as the answer to `id`, and marks it as unfinished unless another answer is marked already. */
type Keep = (change: (answers: Answers) => Answers, id: string) => Promise<void>

type SaveSession = { readonly session: FormSession; readonly save: Save; readonly keep: Keep }
type AnswerText = {
  readonly textIn: (answers: Answers) => string
  readonly withText: (answers: Answers, text: string) => Answers
}

/** Makes a step save its answer or, if the person cancels, what they have typed so far. */
function withSave(
  step: Reviewable<Answers>,
  { session, save, keep }: SaveSession,
  id: string,
  { textIn, withText }: AnswerText,
): Reviewable<Answers> {
  const withUnfinished = (answers: Answers, text: string) => {
    const earlierText = textIn(answers).trim()
    // The earlier answer in a private report cannot be printed, so the draft keeps both.
    if (session.hidesTexts === true && earlierText !== '' && !text.includes(earlierText)) {
      const hasLines = [earlierText, text].some((part) => part.includes('\n'))
      return withText(answers, `${earlierText}${hasLines ? '\n\n' : ' '}${text}`)
    }
    printReplaced(session.app, earlierText, text)
    return withText(answers, text)
  }
  return {
    ...step,
    ask: async (answers, place) => {
      try {
        const answer = await step.ask(answers, place)
        if (answer.kind === 'back') return answer
        const value = { ...answer.value, unfinished: answers.unfinished === id ? null : answers.unfinished }
        await save(value)
        return { kind: 'answered', value }
      } catch (error) {
        if (error instanceof CancelledError && error.unfinished.trim() !== '')
          await save({ ...withUnfinished(answers, error.unfinished), unfinished: id })
        throw error
      }
    },
    keep: (text) => keep((answers) => withUnfinished(answers, text), id),
  }
}

function withTitle(answers: Answers, title: string): Answers {
  return { ...answers, title: title.trim() }
}

function withValue(answers: Answers, id: string, value: Value): Answers {
  return { ...answers, values: { ...answers.values, [id]: value } }
}

function titleStep({ prompter }: FormSession, { title }: FormQuestions): Reviewable<Answers> {
  return {
    label: title.message,
    answer: (answers) => answers.title,
    applies: () => true,
    ask: async (answers, place) => {
      const initial = answers.title || title.initial
      const answer = await prompter.at(place).input({
        message: title.message,
        required: true,
        ...(initial === '' ? {} : { initial }),
        ...(title.prefix === '' ? {} : { prefix: title.prefix }),
        ...(title.suggested === undefined ? {} : { suggested: title.suggested }),
        validate: title.problemOf,
      })
      return answer.kind === 'back' ? answer : { kind: 'answered', value: withTitle(answers, answer.value) }
    },
  }
}

type FieldStep = { readonly id: string; readonly step: Reviewable<Answers> }

function fieldSteps(session: FormSession, form: Form, firstText: string, { values }: Answers): readonly FieldStep[] {
  const openTexts = answerFields(form).filter(
    (field) => field.type === 'textarea' && !isAnswered(form, field.id, values),
  )
  const firstTextField = openTexts.find((field) => isEmpty(initialValue(field))) ?? openTexts[0]
  return answerFields(form).map((field) => {
    const value = initialValue(field)
    const isForFirstText = field.id === firstTextField?.id && firstText !== ''
    const initial = isForFirstText ? `${firstText}\n\n${asText(value)}`.trimEnd() : value
    return { id: field.id, step: fieldStep(session, field, textBefore(form, field), initial) }
  })
}

function fieldStep(
  session: FormSession,
  field: AnswerField,
  introduction: string,
  initial: Values[string],
): Reviewable<Answers> {
  return {
    label: field.label,
    answer: ({ values }) => answerText(session, field, asList(valueIn(values, field.id) ?? '').join(', ')),
    applies: () => true,
    ask: async (answers, place) => {
      await printText(session.app, introduction)
      const answer = await askField(session, field, valueIn(answers.values, field.id) ?? initial, place)
      if (answer.kind === 'back') return answer
      return { kind: 'answered', value: withValue(answers, field.id, answer.value) }
    },
  }
}

function answerText({ hidesTexts }: FormSession, { type }: AnswerField, text: string): string {
  return hidesTexts === true && type === 'textarea' && text !== '' ? countOf(text.length, 'character') : text
}

/** The form's own text between this field and the one before it. */
function textBefore(form: Form, field: AnswerField): string {
  if (form.kind === 'markdown') return ''
  const earlierFields = form.fields.slice(0, form.fields.indexOf(field))
  const lastQuestionIndex = earlierFields.findLastIndex(({ type }) => type !== 'markdown')
  return earlierFields
    .slice(lastQuestionIndex + 1)
    .flatMap((text) => (text.type === 'markdown' ? [text.value.trim()] : []))
    .join('\n\n')
}

/**
 * Whether a field has an answer that the form accepts. The example in a long field is not an answer. An empty answer to an
 * optional question counts, because the person left it empty on purpose.
 */
function isAnswered(form: Form, id: string, values: Values): boolean {
  const value = valueIn(values, id)
  if (value === undefined) return false
  const isOnlyExample = answerFields(form).some(
    (field) => field.id === id && field.type === 'textarea' && isExample(field, asText(value)),
  )
  if (isOnlyExample) return false
  return checkAnswers(form, values).every(({ field }) => field !== id)
}
