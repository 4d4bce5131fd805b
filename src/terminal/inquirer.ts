import type { Readable, Writable } from 'node:stream'
import { CancelledError } from '../errors.ts'
import { plain, quote } from '../text/quote.ts'
import { MESSAGE_WIDTH, NOTE_SEPARATOR, PREFIX_WIDTH } from './prompt-theme.ts'
import type { Answer, PlaceInSequence } from './questions.ts'
import { type Style, textWidth, widthOf, wrapText } from './style.ts'
import { positiveNumber } from './terminal.ts'

export type InquirerContext = PrompterStreams & { readonly signal: AbortSignal; readonly clearPromptOnDone: boolean }
export type PrompterStreams = {
  readonly input: Readable
  readonly output: Output
  /** Calls its argument on Ctrl-C, or when the system asks the program to end; returns the function that stops listening. */
  readonly onInterrupt: (stop: () => void) => () => void
}
type Output = Writable & { readonly columns?: number; readonly rows?: number }

/** In a narrower terminal, the hint of a choice is shown below the list, not beside the choice. */
const MIN_WIDE_COLUMNS = 76
const MAX_PAGE_ROWS = 12
const DEFAULT_COLUMNS = 80
const DEFAULT_ROWS = 24

export type InquirerSetup = {
  readonly streams: PrompterStreams
  readonly style: Style
  /** null: the question is not part of a sequence. */
  readonly place: PlaceInSequence | null
}

type Key = { name?: string; ctrl?: boolean; meta?: boolean; readonly shift?: boolean }

/**
 * Lets a person go back with Shift+Tab, and cancel with Esc or Ctrl-D; Inquirer itself handles only Ctrl-C.
 * @param isSearching whether the person has typed words to search for; then Esc only clears them
 */
export async function ask<T>(
  { streams, place }: InquirerSetup,
  prompt: (context: InquirerContext) => Promise<T>,
  isSearching: () => boolean = () => false,
): Promise<Answer<T>> {
  const { input } = streams
  const cancellation = new AbortController()
  let goesBack = false
  const stop = () => cancellation.abort()
  const onKey = (_: string | undefined, key: Key | undefined) => {
    if (key?.name === 'escape' && isSearching()) {
      // Inquirer gets the same key after us. Ctrl-E goes to the end of the line, and Ctrl-U deletes what is before the cursor.
      input.emit('keypress', undefined, { name: 'e', ctrl: true })
      Object.assign(key, { name: 'u', ctrl: true, meta: false })
    }
    const isBackKey = key?.name === 'tab' && key.shift === true
    goesBack = isBackKey && place?.canGoBack === true
    // Inquirer gets the same key after us, and would take it for Tab, which completes or changes the answer.
    if (isBackKey && !goesBack) key.name = 'shift-tab'
    if (goesBack || key?.name === 'escape' || (key?.ctrl === true && key.name === 'd')) stop()
  }
  const context: InquirerContext = {
    ...streams,
    signal: cancellation.signal,
    // Inquirer reads this at the end. If the person goes back, the question disappears from the screen.
    get clearPromptOnDone() {
      return goesBack
    },
  }
  input.on('keypress', onKey)
  input.once('end', stop)
  // Otherwise closing the window would end the program at once, and the typed text would be lost.
  const stopListening = streams.onInterrupt(stop)
  try {
    return { kind: 'answered', value: await prompt(context) }
  } catch (error) {
    if (!isCancellation(error)) throw error
    if (goesBack) return { kind: 'back', unfinished: '' }
    throw new CancelledError()
  } finally {
    input.off('keypress', onKey)
    input.off('end', stop)
    stopListening()
    input.pause()
  }
}

function isCancellation(error: unknown): boolean {
  return error instanceof Error && ['ExitPromptError', 'AbortPromptError'].includes(error.name)
}

export function lookOf(output: Output, place: PlaceInSequence | null) {
  return { isWide: isWide(output), canGoBack: place?.canGoBack === true, width: widthFor(output) }
}

export function isWide({ columns }: Output): boolean {
  return (positiveNumber(columns) ?? DEFAULT_COLUMNS) >= MIN_WIDE_COLUMNS
}

export function widthFor({ columns }: Output): number {
  return textWidth(positiveNumber(columns) ?? DEFAULT_COLUMNS)
}

export function pageSize({ rows }: Output): number {
  return Math.max(4, Math.min(MAX_PAGE_ROWS, (positiveNumber(rows) ?? DEFAULT_ROWS) - 6))
}

/** No real form has a longer text. A longer text would push the rest off the screen. */
const MAX_TEXT_LENGTH = 300

export function quoteText(text: string): string {
  return quote(text, MAX_TEXT_LENGTH)
}

/** The message, followed by notes such as the place in the sequence. The theme hides the notes once the question is answered. */
export function messageOf(
  { message, required }: { readonly message: string; readonly required?: boolean },
  place: PlaceInSequence | null,
) {
  const notes = [
    ...(place === null || place.total === 1 ? [] : [`${place.number} of ${place.total}`]),
    ...(required === undefined ? [] : [required ? 'required' : 'optional']),
  ]
  return quoteText(message) + (notes.length === 0 ? '' : `${NOTE_SEPARATOR}(${notes.join(', ')})`)
}

/**
 * An answer as it is shown after its question. If it does not fit beside the question, it is wrapped below, because Inquirer would break
 * it within a word.
 */
export function wrapAnswer(answer: string, message: string, output: Output): string {
  const width = widthFor(output)
  const rows = wrapText(quoteText(message), width - PREFIX_WIDTH, 0).split('\n')
  const rowWidth = widthOf(rows.at(-1) ?? '')
  const messageWidth = rows.length === 1 && isWide(output) ? Math.max(rowWidth, MESSAGE_WIDTH) : rowWidth
  const fits = PREFIX_WIDTH + messageWidth + 1 + widthOf(answer) < (positiveNumber(output.columns) ?? DEFAULT_COLUMNS)
  return fits ? answer : `\n${wrapText(answer, width, PREFIX_WIDTH)}`
}

/** Puts a text on one line, because Inquirer would read a line feed as Enter, and other control characters as other keys. */
export function toOneLine(text: string): string {
  return plain(text).replaceAll(/[\n\t]+/g, ' ')
}

/** `true` or the error message, as Inquirer expects it. */
export function toValidationResult(problem: string | null): string | true {
  return problem === null ? true : quoteText(problem)
}
