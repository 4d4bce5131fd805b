import input from '@inquirer/input'
import { CancelledError } from '../errors.ts'
import {
  ask,
  type InquirerContext,
  type InquirerSetup,
  lookOf,
  messageOf,
  toOneLine,
  toValidationResult,
  wrapAnswer,
} from './inquirer.ts'
import { watchForPaste } from './paste.ts'
import { inputTheme } from './prompt-theme.ts'
import type { Answer, Input } from './questions.ts'

/** Asks for one line. If the person pastes several lines, none of them is lost. */
export async function askForLine(setup: InquirerSetup, question: Input): Promise<Answer<string>> {
  const { streams, place } = setup
  let typed = ''
  let firstLine = ''
  let resolvePasteEnd = () => {}
  const pasteEnded = new Promise<void>((resolve) => {
    resolvePasteEnd = resolve
  })
  const paste = watchForPaste(streams.input, () => resolvePasteEnd())
  const onTyped = (text: string) => {
    typed = text
    if (!paste.isPasting()) firstLine = text
  }
  const unfinished = place?.unfinished ?? ''
  const prefilled = unfinished === '' ? question : { ...question, initial: unfinished }
  try {
    const answer = await ask(setup, (context) => {
      const promptEnd = new AbortController()
      void pasteEnded.then(() => promptEnd.abort())
      const signal = AbortSignal.any([context.signal, promptEnd.signal])
      return askForText(prefilled, setup, withSignal(context, signal), onTyped)
    }).catch((error: unknown): Answer<string> => {
      if (!paste.isPasting())
        throw error instanceof CancelledError ? new CancelledError(newText(typed, question)) : error
      return { kind: 'answered', value: firstLine }
    })
    if (answer.kind === 'back') return { kind: 'back', unfinished: newText(typed, question) }
    if (!paste.isPasting()) return answer
    // The prompt ends at the first line, and the rest may still be on its way.
    streams.input.resume()
    await pasteEnded
    const text = `${firstLine}${paste.rest()}`
    if (question.isMultiline === true) return { kind: 'answered', value: text }
    return await askWithPastedText(setup, question, toOneLine(text))
  } finally {
    paste.stop()
    streams.input.pause()
  }
}

/** Returns the typed text, or an empty text if the box still has the text that we put there or suggested. */
function newText(typed: string, { suggested = '', initial = suggested }: Input): string {
  return typed.trim() === toOneLine(initial).trim() ? '' : typed
}

/** Asks again, with the pasted text in the box. In a sequence, it is an unfinished answer, which is kept if the person stops or goes back. */
function askWithPastedText(setup: InquirerSetup, question: Input, text: string): Promise<Answer<string>> {
  const { place } = setup
  if (place === null) return askForLine(setup, { ...question, initial: text })
  return askForLine({ ...setup, place: { ...place, unfinished: text } }, question)
}

/** Replaces the signal of a context. Keeps the context's getter, because a copy would evaluate the getter too early. */
function withSignal(context: InquirerContext, signal: AbortSignal): InquirerContext {
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
 * Returns the text that was in the box when the person pressed Enter, or the suggested text if the box was empty. If the person
 * deletes the initial text, the answer is empty; Inquirer alone would return and show the initial text.
 */
async function askForText(
  question: Input,
  { style, place }: InquirerSetup,
  context: InquirerContext,
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
      return isFinal ? style.chosen(wrapAnswer(entered, question.message, context.output)) : typed
    },
    validate: (answer: string) => {
      entered = isSuggested ? answer : typed
      return toValidationResult(validate(entered))
    },
    theme: inputTheme(style, lookOf(context.output, place), isSuggested),
  }
  await input(config, context)
  return entered
}
