import input from '@inquirer/input'
import { CancelledError } from '../errors.ts'
import { type Asking, ask, type Context, lookOf, messageOf, toOneLine, validation } from './inquirer.ts'
import { watchForPaste } from './paste.ts'
import { inputTheme } from './prompt-theme.ts'
import type { Answer, Input } from './questions.ts'

/** Asks for one line. Nothing of a paste of several lines is lost. */
export async function askForLine(asking: Asking, question: Input): Promise<Answer<string>> {
  const { streams, place } = asking
  let typed = ''
  let first = ''
  let endPrompt = () => {}
  const pasted = new Promise<void>((resolve) => {
    endPrompt = resolve
  })
  const paste = watchForPaste(streams.input, () => endPrompt())
  const onTyped = (text: string) => {
    typed = text
    if (!paste.isPasting()) first = text
  }
  const unfinished = place?.unfinished ?? ''
  const known = unfinished === '' ? question : { ...question, initial: unfinished }
  try {
    const answer = await ask(asking, (context) => {
      const ended = new AbortController()
      void pasted.then(() => ended.abort())
      const signal = AbortSignal.any([context.signal, ended.signal])
      return askForText(known, asking, withSignal(context, signal), onTyped)
    }).catch((error: unknown): Answer<string> => {
      if (!paste.isPasting())
        throw error instanceof CancelledError ? new CancelledError(newText(typed, question)) : error
      return { kind: 'answered', value: first }
    })
    if (answer.kind === 'back') return { kind: 'back', unfinished: typed }
    if (!paste.isPasting()) return answer
    // The prompt ends at the first line, and the rest may still be on its way.
    streams.input.resume()
    await pasted
    const text = `${first}${paste.rest()}`
    if (question.isMultiline === true) return { kind: 'answered', value: text }
    return await askForLine(withoutUnfinished(asking), { ...question, initial: toOneLine(text) })
  } finally {
    paste.stop()
    streams.input.pause()
  }
}

/** Empty if it is only what was suggested. */
function newText(typed: string, { suggested = '', initial = suggested }: Input): string {
  return typed.trim() === toOneLine(initial).trim() ? '' : typed
}

function withoutUnfinished({ place, ...asking }: Asking): Asking {
  return { ...asking, place: place === null ? null : { ...place, unfinished: '' } }
}

/** Keeps the getter of the context, which a copy would evaluate. */
function withSignal(context: Context, signal: AbortSignal): Context {
  return {
    ...context,
    signal,
    get clearPromptOnDone() {
      return context.clearPromptOnDone
    },
  }
}

function defaultOf({ initial, suggested }: Input) {
  if (initial !== undefined) return { default: toOneLine(initial), prefill: 'editable' as const }
  return suggested === undefined ? {} : { default: toOneLine(suggested), prefill: 'tab' as const }
}

/**
 * If the person deletes the initial text, Inquirer returns that initial text, and renders it again at the end; but an empty
 * answer is an answer. So we return what was in the box when they pressed Enter.
 */
async function askForText(
  question: Input,
  { style, place }: Asking,
  context: Context,
  onTyped: (text: string) => void,
): Promise<string> {
  const { initial, suggested, validate } = question
  const isSuggested = initial === undefined && suggested !== undefined
  let typed = ''
  let entered = ''
  const config = {
    message: messageOf(question, place),
    ...defaultOf(question),
    transformer: (text: string, { isFinal }: { isFinal: boolean }) => {
      if (!isFinal) {
        typed = text
        onTyped(text)
      }
      return isFinal ? style.chosen(entered) : typed
    },
    validate: (answer: string) => {
      entered = isSuggested ? answer : typed
      return validation(validate(entered))
    },
    theme: inputTheme(style, lookOf(context.output, place), isSuggested),
  }
  await input(config, context)
  return entered
}
