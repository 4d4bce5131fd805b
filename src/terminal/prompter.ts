import type { Readable, Writable } from 'node:stream'
import checkbox from '@inquirer/checkbox'
import confirm from '@inquirer/confirm'
import input from '@inquirer/input'
import select, { Separator } from '@inquirer/select'
import { CancelledError } from '../errors.ts'
import { plain, quote } from '../text/quote.ts'
import { watchForPaste } from './paste.ts'
import { CHECKBOX_INDENT, checkboxTheme, confirmTheme, inputTheme, searchTheme, theme } from './prompt-theme.ts'
import type { Style } from './style.ts'
import { indented, padded, textWidth, widestOf } from './style.ts'

export type Choice<Value> = {
  readonly value: Value
  readonly label: string
  readonly hint: string
  /** A heading above the first choice of each section. */
  readonly section?: string
}
export type Select<Value> = {
  readonly message: string
  readonly choices: readonly Choice<Value>[]
  readonly preselected?: Value
  /** For long lists: what the person types keeps only the choices that contain it. */
  readonly searchable?: true
}

export type Checkboxes<Value> = {
  readonly message: string
  readonly choices: readonly { readonly value: Value; readonly label: string; readonly checked: boolean }[]
  /** Describes what is wrong with the chosen values in a sentence; null: they are valid. */
  readonly validate: (chosen: readonly Value[]) => string | null
}
export type Input = {
  readonly message: string
  /** The text in the box at first, which the person may edit. */
  readonly initial?: string
  readonly validate: (text: string) => string | null
  /** A paste of several lines is the answer. Without this, it is put on one line, for the person to edit. */
  readonly acceptsLines?: true
}
export type Confirm = { readonly message: string; readonly preset: boolean }

/**
 * Asks a person. Any text in a question may come from a stranger, so control characters are removed from all of it.
 * Every method throws `CancelledError` on Ctrl-C, Ctrl-D and Esc.
 */
export type Prompter = {
  select<Value>(question: Select<Value>): Promise<Value>
  checkbox<Value>(question: Checkboxes<Value>): Promise<readonly Value[]>
  input(question: Input): Promise<string>
  confirm(question: Confirm): Promise<boolean>
}

type Context = PrompterStreams & { readonly signal: AbortSignal; readonly clearPromptOnDone: false }
export type PrompterStreams = { readonly input: Readable; readonly output: Output }
type Output = Writable & { readonly columns?: number; readonly rows?: number }

/** In a narrower terminal, the hint of a choice is shown below the list, not beside the choice. */
const WIDE_ENOUGH = 76
const ROWS = 12
const DEFAULT_COLUMNS = 80

export function inquirerPrompter(streams: PrompterStreams, style: Style): Prompter {
  const { output } = streams
  const ask = <T>(prompt: (context: Context) => Promise<T>) =>
    throwIfCancelled(streams.input, (signal) => prompt({ ...streams, signal, clearPromptOnDone: false }))
  return {
    select: (question) =>
      ask(async (context) => {
        if (question.searchable !== true) return select(selectConfig(question, output, style), context)
        const { default: search } = await import('@inquirer/search')
        return search(searchConfig(question, output, style), context)
      }),
    checkbox: (question) => ask((context) => checkbox(checkboxConfig(question, output, style), context)),
    input: (question) => askForLine(streams, style, question),
    confirm: ({ message, preset }) =>
      ask((context) =>
        confirm({ message: quoteText(message), default: preset, theme: confirmTheme(style, isWide(output)) }, context),
      ),
  }
}

/** Asks for one line. Nothing of a paste of several lines is lost. */
async function askForLine(streams: PrompterStreams, style: Style, question: Input): Promise<string> {
  let first = ''
  let endPrompt = () => {}
  const pasted = new Promise<void>((resolve) => {
    endPrompt = resolve
  })
  const paste = watchForPaste(streams.input, () => endPrompt())
  const onTyped = (text: string) => {
    if (!paste.isPasting()) first = text
  }
  try {
    const answer = await throwIfCancelled(streams.input, (signal) => {
      const ended = new AbortController()
      void pasted.then(() => ended.abort())
      const context = { ...streams, signal: AbortSignal.any([signal, ended.signal]), clearPromptOnDone: false } as const
      return askForText(question, style, context, onTyped)
    }).catch((error: unknown) => {
      if (!paste.isPasting()) throw error
      return first
    })
    if (!paste.isPasting()) return answer
    // The prompt ends at the first line, and the rest may still be on its way.
    streams.input.resume()
    await pasted
    const text = `${first}${paste.rest()}`
    if (question.acceptsLines === true) return text
    return await askForLine(streams, style, { ...question, initial: typeable(text) })
  } finally {
    paste.stop()
    streams.input.pause()
  }
}

/**
 * If the person deletes the initial text, Inquirer returns that initial text; but an empty answer is an answer. So we
 * return what Inquirer last rendered, which is what they typed.
 */
async function askForText(
  { message, initial, validate }: Input,
  style: Style,
  context: Context,
  onTyped: (text: string) => void,
): Promise<string> {
  let typed = ''
  const config = {
    message: quoteText(message),
    ...(initial === undefined ? {} : { default: typeable(initial), prefill: 'editable' as const }),
    transformer: (text: string, { isFinal }: { isFinal: boolean }) => {
      if (!isFinal) {
        typed = text
        onTyped(text)
      }
      return isFinal ? style.chosen(typed) : typed
    },
    validate: () => validation(validate(typed)),
    theme: inputTheme(style, isWide(context.output)),
  }
  await input(config, context)
  return typed
}

function checkboxConfig<Value>({ message, choices, validate }: Checkboxes<Value>, output: Output, style: Style) {
  const width = textWidth(output.columns ?? DEFAULT_COLUMNS)
  return {
    message: quoteText(message),
    choices: choices.map(({ value, label, checked }) => ({
      value,
      name: indented(quoteText(label), width, CHECKBOX_INDENT).trimStart(),
      short: quoteText(label),
      checked,
    })),
    loop: false,
    // Without shortcuts, no letter changes the selection by accident.
    shortcuts: { all: null, invert: null },
    pageSize: pageSize(output),
    validate: (chosen: readonly { readonly value: Value }[]) => validation(validate(chosen.map(({ value }) => value))),
    theme: checkboxTheme(style, isWide(output)),
  }
}

function selectConfig<Value>({ message, choices, preselected }: Select<Value>, output: Output, style: Style) {
  const wide = isWide(output)
  return {
    message: quoteText(message),
    choices: withSections(choices.map(quoteChoice), wide, textWidth(output.columns ?? DEFAULT_COLUMNS), style),
    loop: false,
    pageSize: pageSize(output),
    ...(preselected === undefined ? {} : { default: preselected }),
    theme: theme(style, wide),
  }
}

/** The same list, which becomes shorter with each word that the person types. */
function searchConfig<Value>({ message, choices, preselected }: Select<Value>, output: Output, style: Style) {
  const wide = isWide(output)
  const all = choices.map(quoteChoice)
  return {
    message: quoteText(message),
    source: (term: string | undefined) => {
      const words = (term ?? '').toLowerCase().split(/\s+/)
      const found = all.filter(({ label, hint, value }) => {
        const text = `${label} ${hint} ${String(value)}`.toLowerCase()
        return words.every((word) => text.includes(word))
      })
      return withSections(found, wide, textWidth(output.columns ?? DEFAULT_COLUMNS), style)
    },
    pageSize: pageSize(output),
    ...(preselected === undefined ? {} : { default: preselected }),
    theme: searchTheme(style, wide),
  }
}

function isWide({ columns }: Output): boolean {
  return (columns ?? DEFAULT_COLUMNS) >= WIDE_ENOUGH
}

function pageSize({ rows }: Output): number {
  return Math.max(4, Math.min(ROWS, (rows ?? 24) - 6))
}

function withSections<Value>(choices: readonly Choice<Value>[], wide: boolean, width: number, style: Style) {
  const labelWidth = widestOf(choices.map(({ label }) => label)) + 2
  return choices.flatMap(({ value, label, hint, section }, index) => {
    const choice = wide
      ? { value, name: padded(label, labelWidth) + style.quiet(cut(hint, width - labelWidth - 3)), short: label }
      : { value, name: label, short: label, description: hint }
    const startsSection = section !== undefined && section !== choices[index - 1]?.section
    return startsSection ? [new Separator(style.quiet(section)), choice] : [choice]
  })
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1)).trimEnd()}…`
}

/** Lets a person cancel with Esc or Ctrl-D; Inquirer itself handles only Ctrl-C. */
async function throwIfCancelled<T>(input: Readable, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const cancel = new AbortController()
  const abort = () => cancel.abort()
  const onKey = (_: string | undefined, key: { name?: string; ctrl?: boolean } | undefined) => {
    if (key?.name === 'escape' || (key?.ctrl === true && key.name === 'd')) abort()
  }
  input.on('keypress', onKey)
  input.once('end', abort)
  try {
    return await ask(cancel.signal)
  } catch (error) {
    if (isCancellation(error)) throw new CancelledError()
    throw error
  } finally {
    input.off('keypress', onKey)
    input.off('end', abort)
    input.pause()
  }
}

function isCancellation(error: unknown): boolean {
  return error instanceof Error && ['ExitPromptError', 'AbortPromptError'].includes(error.name)
}

/** Longer than the texts of any real form; a longer one would hide what is below it. */
const MAX_TEXT_LENGTH = 300

function quoteText(text: string): string {
  return quote(text, MAX_TEXT_LENGTH)
}

function quoteChoice<Value>({ value, label, hint, section }: Choice<Value>): Choice<Value> {
  const texts = { value, label: quoteText(label), hint: quoteText(hint) }
  return section === undefined ? texts : { ...texts, section: quoteText(section) }
}

/** Puts a text on one line, because Inquirer would read a line feed as Enter and other control characters as keys. */
function typeable(text: string): string {
  return plain(text).replaceAll(/[\n\t]+/g, ' ')
}

/** `true` or the error message, as Inquirer expects it. */
function validation(problem: string | null): string | true {
  return problem === null ? true : quoteText(problem)
}
