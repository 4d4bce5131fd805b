import type { App } from '../../app.ts'
import { CancelledError, Failure } from '../../errors.ts'
import type { Answer, PlaceInSequence, Prompter } from '../../terminal/questions.ts'
import { withNotes, withoutNotes } from '../../text/editor-notes.ts'
import { plain, quote } from '../../text/quote.ts'

type TextQuestion = {
  readonly label: string
  readonly required: boolean
  /** Shown in the editor, above the text. */
  readonly notes: readonly string[]
  /** Whether the text comes from the form, and so is not an answer. */
  readonly isExample: (text: string) => boolean
}

type TextSession = {
  readonly app: App
  readonly prompter: Prompter
  /** The text is private, so the question does not quote it. */
  readonly hidesTexts?: true
}

export async function askText(
  session: TextSession,
  question: TextQuestion,
  currentText: string,
  place: PlaceInSequence,
): Promise<Answer<string>> {
  let text = currentText
  let { unfinished, isBack = false } = place
  for (;;) {
    const mode = await withTypedText(unfinished, askWritingMode(session, question, text, { ...place, isBack }))
    if (mode.kind === 'back') return { kind: 'back', unfinished }
    if (mode.value === 'keep') return { kind: 'answered', value: answerOf(question, text) }
    const answer =
      mode.value === 'prompt'
        ? await writeAtPrompt(session, question, answerOf(question, text), {
            ...place,
            canGoBack: true,
            unfinished,
            isBack: false,
          })
        : await writeInEditor(session.app, question, text, unfinished)
    isBack = answer.kind === 'back'
    if (answer.kind === 'back') {
      unfinished = answer.unfinished
      continue
    }
    if (isAnswer(question, answer.value)) return answer
    text = answer.value
    unfinished = ''
    session.app.terminal.err.write('The text is empty, or only the text of the form.\n')
  }
}

/** If the person cancels, passes on what they had typed before. */
async function withTypedText<T>(typedText: string, answer: Promise<T>): Promise<T> {
  return answer.catch((error: unknown) => {
    throw error instanceof CancelledError && error.unfinished.trim() === '' ? new CancelledError(typedText) : error
  })
}

function isAnswer({ isExample }: TextQuestion, text: string): boolean {
  return text.trim() !== '' && !isExample(text)
}

function answerOf(question: TextQuestion, text: string): string {
  return isAnswer(question, text) ? text : ''
}

type WritingMode = 'editor' | 'prompt' | 'keep'

async function askWritingMode(
  { app, prompter, hidesTexts }: TextSession,
  question: TextQuestion,
  text: string,
  place: PlaceInSequence,
) {
  const { label, required } = question
  const editor = await app.editorName()
  const isEmpty = text.trim() === ''
  const isUnanswered = !isAnswer(question, text)
  // A one-line prompt cannot show several lines. The form's own text does not count, because the prompt starts without it.
  const fitsPrompt = isUnanswered || prompter.supportsMultiline || !text.trim().includes('\n')
  return prompter.at({ ...place, unfinished: '' }).select<WritingMode>({
    message: label,
    required,
    choices: [
      { value: 'editor', label: `${isEmpty ? 'Write' : 'Change'} it in ${editor}`, hint: '' },
      ...(fitsPrompt
        ? [
            {
              value: 'prompt' as const,
              label: `${isUnanswered ? 'Write' : 'Change'} it here`,
              hint: isUnanswered && !isEmpty ? 'without the text of the form' : endHint(prompter),
            },
          ]
        : []),
      ...(isUnanswered && required
        ? []
        : [keepChoice(hidesTexts === true ? '' : answerOf(question, text), isUnanswered)]),
    ],
  })
}

function endHint({ supportsMultiline }: Prompter): string {
  return supportsMultiline ? 'a line that is only a dot ends it' : 'Enter ends it; several lines can be pasted'
}

function keepChoice(text: string, isEmpty: boolean) {
  return { value: 'keep' as const, label: isEmpty ? 'Leave it empty' : 'Keep it as it is', hint: quote(text) }
}

async function writeAtPrompt(
  session: TextSession,
  question: TextQuestion,
  text: string,
  place: PlaceInSequence,
): Promise<Answer<string>> {
  const { label, required } = question
  const answer = await session.prompter.at(place).input({
    message: label,
    required,
    ...(text.trim() === '' ? {} : { initial: text.trim() }),
    isMultiline: true,
    validate: (text) => (required && text.trim() === '' ? 'This answer is required.' : null),
  })
  if (answer.kind === 'back' || !(await withTypedText(answer.value, wantsEditor(session, answer.value)))) return answer
  const edited = await editText(session.app, answer.value, question.notes)
  return edited === null ? answer : { kind: 'answered', value: edited }
}

/**
 * Returns "back" if the editor fails, so that the person is asked again how to write the text.
 * @param unfinished what the person had typed before they chose the editor, which then shows that instead of `text`
 */
async function writeInEditor(
  app: App,
  { notes }: TextQuestion,
  text: string,
  unfinished: string,
): Promise<Answer<string>> {
  const edited = await editText(app, unfinished.trim() === '' ? text : unfinished, notes)
  return edited === null ? { kind: 'back', unfinished } : { kind: 'answered', value: edited }
}

/** Asks whether to continue in the editor, if several lines were pasted into the one-line prompt. */
async function wantsEditor({ app, prompter }: TextSession, text: string): Promise<boolean> {
  const lines = text.split('\n').length
  if (lines === 1 || prompter.supportsMultiline) return false
  return prompter.confirm({
    message: `You pasted ${lines} lines, and all are kept. Open them in ${await app.editorName()}?`,
    preset: true,
  })
}

/** If the editor fails, prints the error and returns null. */
export async function editText(app: App, text: string, notes: readonly string[]): Promise<string | null> {
  try {
    return withoutNotes(await app.edit(withNotes(text, notes)), notes)
  } catch (error) {
    if (!(error instanceof Failure) || error.failureClass !== 'file') throw error
    app.terminal.err.write(plain(`${error.message}\n`))
    return null
  }
}

/** Prints an answer that an unfinished one replaces, because the replaced answer is not kept elsewhere. */
export function printReplaced({ terminal }: Pick<App, 'terminal'>, answer: string, unfinished: string): void {
  const text = answer.trim()
  if (text !== '' && !unfinished.includes(text))
    terminal.err.write(plain(`What you were typing replaces this answer in the draft:\n\n${text}\n\n`))
}
