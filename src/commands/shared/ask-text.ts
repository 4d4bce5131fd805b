import type { App } from '../../app.ts'
import { Failure } from '../../errors.ts'
import type { Answer, PlaceInSequence, Prompter } from '../../terminal/questions.ts'
import { withNotes, withoutNotes } from '../../text/editor-notes.ts'
import { plain, quote } from '../../text/quote.ts'

type LongText = {
  readonly label: string
  readonly required: boolean
  /** Shown in the editor, above the text. */
  readonly notes: readonly string[]
  /** Whether the text is only the initial text of the form, which is not an answer. */
  readonly isExample: (text: string) => boolean
}

type Asking = {
  readonly app: App
  readonly prompter: Prompter
  /** The text is private, so it is not shown again. */
  readonly hidesTexts?: true
}

/** Lets the person write a long text in their own editor, or at the prompt. */
export async function askText(
  asking: Asking,
  question: LongText,
  currentText: string,
  place: PlaceInSequence,
): Promise<Answer<string>> {
  let text = currentText
  let { unfinished } = place
  for (;;) {
    const way = await askWay(asking, question, text, place)
    if (way.kind === 'back') return { kind: 'back', unfinished }
    if (way.value === 'keep') return { kind: 'answered', value: answerOf(question, text) }
    const answer =
      way.value === 'here'
        ? await writeHere(asking, question, answerOf(question, text), { ...place, canGoBack: true, unfinished })
        : await writeInEditor(asking.app, question, text)
    if (answer.kind === 'back') {
      unfinished = answer.unfinished
      continue
    }
    if (isAnswer(question, answer.value)) return answer
    text = answer.value
    asking.app.terminal.err.write('Nothing was written.\n')
  }
}

function isAnswer({ isExample }: LongText, text: string): boolean {
  return text.trim() !== '' && !isExample(text)
}

function answerOf(question: LongText, text: string): string {
  return isAnswer(question, text) ? text : ''
}

type Way = 'editor' | 'here' | 'keep'

async function askWay({ app, prompter, hidesTexts }: Asking, question: LongText, text: string, place: PlaceInSequence) {
  const { label, required } = question
  const editor = await app.editorName()
  const isEmpty = text.trim() === ''
  const isUnanswered = !isAnswer(question, text)
  // A one-line prompt cannot show several lines. The form's initial text is only for the editor.
  const fitsHere = isUnanswered || prompter.supportsMultiline || !text.trim().includes('\n')
  return prompter.at({ ...place, unfinished: '' }).select<Way>({
    message: label,
    required,
    choices: [
      { value: 'editor', label: `${isEmpty ? 'Write' : 'Change'} it in ${editor}`, hint: '' },
      ...(fitsHere
        ? [
            {
              value: 'here' as const,
              label: `${isUnanswered ? 'Write' : 'Change'} it here`,
              hint: isUnanswered && !isEmpty ? 'without the text of the form' : howToEnd(prompter),
            },
          ]
        : []),
      ...(isUnanswered && required
        ? []
        : [keepChoice(hidesTexts === true ? '' : answerOf(question, text), isUnanswered)]),
    ],
  })
}

function howToEnd({ supportsMultiline }: Prompter): string {
  return supportsMultiline ? 'a line that is only a dot ends it' : 'Enter ends it; several lines can be pasted'
}

function keepChoice(text: string, isEmpty: boolean) {
  return { value: 'keep' as const, label: isEmpty ? 'Leave it empty' : 'Keep it as it is', hint: quote(text) }
}

async function writeHere(
  asking: Asking,
  question: LongText,
  text: string,
  place: PlaceInSequence,
): Promise<Answer<string>> {
  const { label, required } = question
  const answer = await asking.prompter.at(place).input({
    message: label,
    required,
    ...(text.trim() === '' ? {} : { initial: text.trim() }),
    isMultiline: true,
    validate: (text) => (required && text.trim() === '' ? 'This answer is required.' : null),
  })
  if (answer.kind === 'back' || !(await wantsEditor(asking, answer.value))) return answer
  const edited = await editText(asking.app, answer.value, question.notes)
  return edited === null ? answer : { kind: 'answered', value: edited }
}

/** Returns "back" if the editor fails, so that the person is asked again how to write the text. */
async function writeInEditor(app: App, { notes }: LongText, text: string): Promise<Answer<string>> {
  const edited = await editText(app, text, notes)
  return edited === null ? { kind: 'back', unfinished: '' } : { kind: 'answered', value: edited }
}

/** After a paste of several lines into the one-line prompt, the person can continue with all of them in the editor. */
async function wantsEditor({ app, prompter }: Asking, text: string): Promise<boolean> {
  const lines = text.split('\n').length
  if (lines === 1 || prompter.supportsMultiline) return false
  return prompter.confirm({
    message: `You pasted ${lines} lines, and all are kept. Open them in ${await app.editorName()}?`,
    preset: true,
  })
}

/** Lets the person edit a text, with notes above it. Returns null if the editor failed; the error was printed. */
export async function editText(app: App, text: string, notes: readonly string[]): Promise<string | null> {
  try {
    return withoutNotes(await app.edit(withNotes(text, notes)), notes)
  } catch (error) {
    if (!(error instanceof Failure) || error.failure !== 'file') throw error
    app.terminal.err.write(plain(`${error.message}\n`))
    return null
  }
}
