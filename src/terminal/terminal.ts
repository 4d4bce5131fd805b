import { fstatSync, writeSync } from 'node:fs'
import type { WriteStream } from 'node:tty'
import { isPlain, plain, quote } from '../text/quote.ts'
import { fitToScreen } from './fit.ts'
import type { Prompter } from './questions.ts'
import type { Env, Style } from './style.ts'

declare const isSafe: unique symbol

/** Only `screenFor` creates a screen, so untrusted text cannot control the terminal, even if a view forgets to make it plain. */
export type Screen = Output & { readonly [isSafe]: true }

/** A stream such as stdout. It writes untrusted text unchanged, unless it is a `Screen`. */
type Output = {
  readonly isTerminal: boolean
  /** 80 if unknown. */
  readonly columns: number
  /** Whether a text could not be written, for example because the reader has closed the pipe. */
  readonly hasFailed: boolean
  write(text: string): void
  /** Resolves when the reader has caught up, so that a long result does not fill up memory, or when nobody reads any more. */
  waitForDrain(): Promise<void>
  /** The styles are loaded on demand, because only views for people need them. */
  style(): Promise<Style>
}

export type Terminal = {
  /** For the result of a command. */
  readonly out: Screen
  /** For everything else. */
  readonly err: Screen
  /** Whether we can ask questions: stdin and stderr are terminals, and this is not a CI job. */
  readonly canPrompt: boolean
}

/** Functions, because Node opens a stream on first access, and that takes time. */
type Streams = {
  readonly isStdinTerminal: () => boolean
  readonly stdout: () => WriteStream
  readonly stderr: () => WriteStream
}

const DEFAULT_COLUMNS = 80

export function openTerminal({ isStdinTerminal, stdout, stderr }: Streams, env: Env): Terminal {
  const err = screenFor(outputTo(2, stderr, env), { wraps: true })
  return {
    out: screenFor(outputTo(1, stdout, env)),
    err,
    get canPrompt() {
      return err.isTerminal && !isTurnedOn(env['CI']) && mayBeTerminal(0) && isStdinTerminal()
    },
  }
}

/**
 * Returns a screen that writes to an output. It removes control characters and escape sequences from every text, except the
 * sequences of its own style. So even if a view forgets to make untrusted text plain, that text can at most use our own colors and
 * repeat our own links.
 * @param wraps whether to break long lines between words. Sentences need this; the result of a command must keep its lines.
 */
export function screenFor(output: Output, { wraps = false }: { readonly wraps?: boolean } = {}): Screen {
  let style: Style | undefined
  const fitLines = (text: string) => (wraps && output.isTerminal ? fitToScreen(text, output.columns) : text)
  const screen: Output = {
    get isTerminal() {
      return output.isTerminal
    },
    get columns() {
      return output.columns
    },
    get hasFailed() {
      return output.hasFailed
    },
    write: (text) => output.write(fitLines(isPlain(text) ? text : plainExceptStyle(text, style))),
    waitForDrain: () => output.waitForDrain(),
    style: async () => {
      style ??= await output.style()
      return style
    },
  }
  return screen as Screen
}

/** The beginning or the end of a color, or of a link. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the escape sequences that a style makes
const STYLED = /(\u001B\[[\d;]{1,16}m|\u001B\]8;;[^\u0000-\u001F\u007F]*\u0007)/

function plainExceptStyle(text: string, style: Style | undefined): string {
  // Every second part is an escape sequence, because `split` keeps the text that the group matched.
  const parts = text.split(STYLED)
  return parts
    .map((part, index) => (index % 2 === 1 && style?.isOwnSequence(part) === true ? part : plain(part)))
    .join('')
}

function outputTo(descriptor: 1 | 2, open: () => WriteStream, env: Env): Output {
  let opened: WriteStream | undefined
  let hasFailed = false
  const onError = () => {
    hasFailed = true
    // Ends `waitForDrain`, because the stream itself does not emit the event any more.
    opened?.emit('drain')
  }
  const stream = () => {
    opened ??= open().on('error', onError)
    return opened
  }
  return {
    get isTerminal() {
      return mayBeTerminal(descriptor) && stream().isTTY === true
    },
    get columns() {
      const ofTerminal = this.isTerminal ? stream().columns : undefined
      return positiveNumber(env['COLUMNS']) ?? positiveNumber(ofTerminal) ?? DEFAULT_COLUMNS
    },
    get hasFailed() {
      return hasFailed
    },
    write: (text) => {
      const direct = opened === undefined && !mayBeTerminal(descriptor)
      const rest = direct ? writeDirectly(descriptor, Buffer.from(text)) : text
      if (rest.length > 0) stream().write(rest)
    },
    waitForDrain: () =>
      opened?.writableNeedDrain === true && !hasFailed
        ? new Promise((resolve) => stream().once('drain', () => resolve()))
        : Promise.resolve(),
    async style() {
      // Loading Chalk and opening a stream take longer than writing a short answer.
      if (this.isTerminal || env['FORCE_COLOR']) return (await import('./rich-style.ts')).richStyle(stream(), env)
      const { charactersOf, plainStyle } = await import('./style.ts')
      return plainStyle(charactersOf(env))
    },
  }
}

/** A terminal is a character device. Asking the system is faster than letting Node open the stream. */
function mayBeTerminal(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice()
  } catch {
    return true
  }
}

/**
 * Writes to a pipe or a file without Node's streams, because loading them takes longer than writing a short answer.
 * Returns the rest if the pipe is full or closed.
 */
function writeDirectly(descriptor: number, bytes: Uint8Array): Uint8Array {
  let rest = bytes
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest))
  } catch {
    // A stream can wait for the reader, or report the error.
  }
  return rest
}

/** A terminal that does not know its size, such as that of some scripts, has 0 columns and 0 rows. */
export function positiveNumber(text: string | number | undefined): number | undefined {
  const number = Number(text)
  return Number.isInteger(number) && number > 0 ? number : undefined
}

/** Whether prompts must not move the cursor: the terminal cannot, or the person asked for plain prompts, for example for a screen reader. */
export function wantsPlainPrompts(env: Env): boolean {
  return env['TERM'] === 'dumb' || isTurnedOn(env['MCP_COMMS_PLAIN'])
}

/** Whether a variable such as `CI` says yes. `CI=`, `CI=0` and `CI=false` say no. */
function isTurnedOn(value: string | undefined): boolean {
  return !['', '0', 'false'].includes(value ?? '')
}

type PromptOptions = { readonly input: boolean; readonly json?: true; readonly dryRun?: true }

/** Whether a command may ask: a person is there, and no flag says otherwise. */
export function canAsk(
  { terminal }: { readonly terminal: Pick<Terminal, 'canPrompt'> },
  { input, json, dryRun }: PromptOptions,
): boolean {
  return input && json !== true && dryRun !== true && terminal.canPrompt
}

/** null: the command must not ask. */
export async function prompterFor(
  app: { readonly terminal: Pick<Terminal, 'canPrompt'>; readonly prompter: () => Promise<Prompter> },
  options: PromptOptions,
): Promise<Prompter | null> {
  return canAsk(app, options) ? app.prompter() : null
}

/** The line that tells a waiting person what is happening. */
export type Progress = {
  update(text: string): void
  stop(): void
}

export const SILENT_PROGRESS: Progress = { update: () => undefined, stop: () => undefined }

/** A spinner on a terminal. Elsewhere, and with `TERM=dumb`, nothing is loaded or shown. */
export async function startProgress(stream: WriteStream, env: Env, text: string): Promise<Progress> {
  if (!stream.isTTY || env['TERM'] === 'dumb') return SILENT_PROGRESS
  const [{ default: ora }, { colorLevel }] = await Promise.all([import('ora'), import('./rich-style.ts')])
  // By default, ora uses color even under NO_COLOR.
  const color = colorLevel(stream, env) === 0 ? false : 'cyan'
  // ora must not touch stdin: Ctrl-C has to reach the program.
  const spinner = ora({ text: plain(text), stream, color, discardStdin: false }).start()
  return {
    update: (newText) => {
      spinner.text = plain(newText)
    },
    stop: () => {
      spinner.stop()
    },
  }
}

export function notesView(notes: readonly string[]): string {
  return notes.map((note) => `mcp-comms: ${quote(note, 500)}\n`).join('')
}
