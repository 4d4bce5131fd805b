import type { ReadStream, WriteStream } from 'node:tty'
import checkbox from '@inquirer/checkbox'
import confirm from '@inquirer/confirm'
import input from '@inquirer/input'
import select, { Separator } from '@inquirer/select'
import stringWidth from 'string-width'
import { CancelledError } from '../errors.ts'
import { padded, textWidth } from './layout.ts'
import type { Style } from './style.ts'

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
}

export type Checkboxes<Value> = {
  readonly message: string
  readonly choices: readonly { readonly value: Value; readonly label: string; readonly checked: boolean }[]
  /** What is wrong with a choice, as a sentence; null: nothing. */
  readonly faultOf: (chosen: readonly Value[]) => string | null
}
export type Input = {
  readonly message: string
  /** What stands there at first, to be changed. */
  readonly initial?: string
  readonly faultOf: (text: string) => string | null
}
export type Confirm = { readonly message: string; readonly preset: boolean }

/** Asks a person. Every method throws `CancelledError` on Ctrl-C, Ctrl-D and Esc. */
export type Prompter = {
  select<Value>(question: Select<Value>): Promise<Value>
  checkbox<Value>(question: Checkboxes<Value>): Promise<readonly Value[]>
  input(question: Input): Promise<string>
  confirm(question: Confirm): Promise<boolean>
}

type Context = PrompterStreams & { readonly signal: AbortSignal; readonly clearPromptOnDone: false }
export type PrompterStreams = { readonly input: ReadStream; readonly output: WriteStream }

const MESSAGE_WIDTH = 30
/** Below this, a choice's hint stands under the list instead of beside it. */
const WIDE_ENOUGH = 76
const ROWS = 12

export function inquirerPrompter(streams: PrompterStreams, style: Style): Prompter {
  const ask = <T>(prompt: (context: Context) => Promise<T>) =>
    uncancelled(streams, (signal) => prompt({ ...streams, signal, clearPromptOnDone: false }))
  const wide = (streams.output.columns ?? 80) >= WIDE_ENOUGH
  return {
    select: (question) => ask((context) => select(selectConfig(question, streams.output, style), context)),
    checkbox: ({ message, choices, faultOf }) =>
      ask((context) =>
        checkbox(
          {
            message,
            choices: choices.map(({ value, label, checked }) => ({ value, name: label, checked })),
            loop: false,
            pageSize: pageSize(streams.output),
            validate: (chosen) => faultOf(chosen.map(({ value }) => value)) ?? true,
            theme: checkboxTheme(style, wide),
          },
          context,
        ),
      ),
    input: ({ message, initial, faultOf }) =>
      ask((context) =>
        input(
          {
            message,
            ...(initial === undefined ? {} : { default: initial, prefill: 'editable' as const }),
            validate: (text) => faultOf(text) ?? true,
            theme: theme(style, wide),
          },
          context,
        ),
      ),
    confirm: ({ message, preset }) =>
      ask((context) => confirm({ message, default: preset, theme: theme(style, wide) }, context)),
  }
}

function selectConfig<Value>({ message, choices, preselected }: Select<Value>, output: WriteStream, style: Style) {
  const wide = (output.columns ?? 80) >= WIDE_ENOUGH
  return {
    message,
    choices: withSections(choices, wide, textWidth(output.columns ?? 80), style),
    loop: false,
    pageSize: pageSize(output),
    ...(preselected === undefined ? {} : { default: preselected }),
    theme: theme(style, wide),
  }
}

function pageSize({ rows }: WriteStream): number {
  return Math.max(4, Math.min(ROWS, (rows ?? 24) - 6))
}

function withSections<Value>(choices: readonly Choice<Value>[], wide: boolean, width: number, style: Style) {
  const labelWidth = Math.max(...choices.map(({ label }) => stringWidth(label))) + 2
  return choices.flatMap(({ value, label, hint, section }, index) => {
    const choice = wide
      ? { value, name: padded(label, labelWidth) + style.quiet(cut(hint, width - labelWidth - 3)), short: label }
      : { value, name: label, short: label, description: hint }
    const opens = section !== undefined && section !== choices[index - 1]?.section
    return opens ? [new Separator(style.quiet(section)), choice] : [choice]
  })
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1)).trimEnd()}…`
}

function theme(style: Style, wide: boolean) {
  return {
    prefix: { idle: style.chosen('?'), done: style.good(style.symbols.tick) },
    icon: { cursor: style.symbols.pointer },
    style: {
      answer: style.chosen,
      message: (text: string, status: string) =>
        status === 'done' && wide ? padded(text, MESSAGE_WIDTH) : style.answer(text),
      error: style.error,
      help: style.quiet,
      highlight: style.chosen,
      description: style.quiet,
      disabled: style.quiet,
      keysHelpTip: () => style.quiet('up, down: move · type: jump · Enter: choose · Esc: leave'),
    },
  }
}

function checkboxTheme(style: Style, wide: boolean) {
  const shared = theme(style, wide)
  return {
    ...shared,
    icon: { ...shared.icon, checked: style.good('[x]'), unchecked: '[ ]' },
    style: {
      ...shared.style,
      renderSelectedChoices: (chosen: readonly { readonly short: string }[]) =>
        chosen.map(({ short }) => short).join(', '),
      keysHelpTip: () => style.quiet('up, down: move · Space: mark · Enter: go on · Esc: leave'),
    },
  }
}

/** Inquirer knows Ctrl-C only; a person who presses Esc or Ctrl-D wants to leave too. */
async function uncancelled<T>({ input }: PrompterStreams, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const leave = new AbortController()
  const abort = () => leave.abort()
  const onKey = (_: string | undefined, key: { name?: string; ctrl?: boolean } | undefined) => {
    if (key?.name === 'escape' || (key?.ctrl === true && key.name === 'd')) abort()
  }
  input.on('keypress', onKey)
  input.once('end', abort)
  try {
    return await ask(leave.signal)
  } catch (error) {
    if (isLeaving(error)) throw new CancelledError()
    throw error
  } finally {
    input.off('keypress', onKey)
    input.off('end', abort)
    input.pause()
  }
}

function isLeaving(error: unknown): boolean {
  return error instanceof Error && ['ExitPromptError', 'AbortPromptError'].includes(error.name)
}
