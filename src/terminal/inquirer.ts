import type { Readable, Writable } from 'node:stream'
import { CancelledError } from '../errors.ts'
import { plain, quote } from '../text/quote.ts'
import { NOTES } from './prompt-theme.ts'
import type { Answer, Place } from './questions.ts'
import { type Style, textWidth } from './style.ts'

export type Context = PrompterStreams & { readonly signal: AbortSignal; readonly clearPromptOnDone: boolean }
export type PrompterStreams = {
  readonly input: Readable
  readonly output: Output
  /** Calls its argument when the system asks the program to end; returns the function that stops listening. */
  readonly onInterrupt: (stop: () => void) => () => void
}
type Output = Writable & { readonly columns?: number; readonly rows?: number }

/** In a narrower terminal, the hint of a choice is shown below the list, not beside the choice. */
const WIDE_ENOUGH = 76
const ROWS = 12
const DEFAULT_COLUMNS = 80

export type Asking = {
  readonly streams: PrompterStreams
  readonly style: Style
  /** null: the question is not part of a sequence. */
  readonly place: Place | null
}

type Key = { readonly name?: string; readonly ctrl?: boolean; readonly shift?: boolean }

/** Lets a person go back with Shift+Tab, and cancel with Esc or Ctrl-D; Inquirer itself handles only Ctrl-C. */
export async function ask<T>({ streams, place }: Asking, prompt: (context: Context) => Promise<T>): Promise<Answer<T>> {
  const { input } = streams
  const end = new AbortController()
  let goesBack = false
  const stop = () => end.abort()
  const onKey = (_: string | undefined, key: Key | undefined) => {
    goesBack = key?.name === 'tab' && key.shift === true && place?.canGoBack === true
    if (goesBack || key?.name === 'escape' || (key?.ctrl === true && key.name === 'd')) stop()
  }
  const context: Context = {
    ...streams,
    signal: end.signal,
    // Inquirer reads this at the end. If the person goes back, the question disappears from the screen.
    get clearPromptOnDone() {
      return goesBack
    },
  }
  input.on('keypress', onKey)
  input.once('end', stop)
  // Otherwise a closed window ends the program at once, and what was typed is lost.
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

export function lookOf(output: Output, place: Place | null) {
  return { wide: isWide(output), canGoBack: place?.canGoBack === true, width: widthFor(output) }
}

export function isWide({ columns }: Output): boolean {
  return (columns ?? DEFAULT_COLUMNS) >= WIDE_ENOUGH
}

/** How wide a text may be. */
export function widthFor({ columns }: Output): number {
  return textWidth(columns ?? DEFAULT_COLUMNS)
}

export function pageSize({ rows }: Output): number {
  return Math.max(4, Math.min(ROWS, (rows ?? 24) - 6))
}

/** No real form has a longer text. A longer text would hide what is below it. */
const MAX_TEXT_LENGTH = 300

export function quoteText(text: string): string {
  return quote(text, MAX_TEXT_LENGTH)
}

/** The message, and its place in the sequence, which the theme shows until the question is answered. */
export function messageOf(
  { message, required }: { readonly message: string; readonly required?: boolean },
  place: Place | null,
) {
  const notes = [
    ...(place === null || place.total === 1 ? [] : [`${place.number} of ${place.total}`]),
    ...(required === undefined ? [] : [required ? 'required' : 'optional']),
  ]
  return quoteText(message) + (notes.length === 0 ? '' : `${NOTES}(${notes.join(', ')})`)
}

/** Puts a text on one line, because Inquirer would read a line feed as Enter and other control characters as keys. */
export function toOneLine(text: string): string {
  return plain(text).replaceAll(/[\n\t]+/g, ' ')
}

/** `true` or the error message, as Inquirer expects it. */
export function validation(problem: string | null): string | true {
  return problem === null ? true : quoteText(problem)
}
