import { fstatSync, writeSync } from 'node:fs'
import type { WriteStream } from 'node:tty'
import type { Env, Style } from './style.ts'

/** One output stream. `out` is for the result of a command, `err` for everything else. */
export type Screen = {
  readonly isTerminal: boolean
  /** Width in columns; 80 if it is not a terminal. */
  readonly columns: number
  write(text: string): void
  /** Resolves when the reader has caught up, so that a long result does not fill the memory. */
  drained(): Promise<void>
  /** A function, so that only views for people load the styles. */
  style(): Promise<Style>
}

export type Terminal = {
  readonly out: Screen
  readonly err: Screen
  /** Whether we can ask questions: stdin and stderr are terminals that can move the cursor, and this is not a CI job. */
  readonly canPrompt: boolean
}

/** Functions, because Node opens a stream on first access, and that takes time. */
export type Streams = {
  readonly stdinIsTerminal: () => boolean
  readonly stdout: () => WriteStream
  readonly stderr: () => WriteStream
}

const DEFAULT_COLUMNS = 80

export function openTerminal({ stdinIsTerminal, stdout, stderr }: Streams, env: Env): Terminal {
  return {
    out: screen(1, stdout, env),
    err: screen(2, stderr, env),
    get canPrompt() {
      return stderr().isTTY === true && env['TERM'] !== 'dumb' && !isSet(env['CI']) && stdinIsTerminal()
    },
  }
}

function screen(descriptor: 1 | 2, open: () => WriteStream, env: Env): Screen {
  let opened: WriteStream | undefined
  const stream = () => {
    opened ??= open()
    return opened
  }
  return {
    get isTerminal() {
      return isDevice(descriptor) && stream().isTTY === true
    },
    get columns() {
      return positive(env['COLUMNS']) ?? (this.isTerminal ? stream().columns : undefined) ?? DEFAULT_COLUMNS
    },
    write: (text) => {
      const direct = opened === undefined && !isDevice(descriptor)
      const rest = direct ? writeDirectly(descriptor, Buffer.from(text)) : text
      if (rest.length > 0) stream().write(rest)
    },
    drained: () =>
      opened?.writableNeedDrain === true
        ? new Promise((resolve) => stream().once('drain', () => resolve()))
        : Promise.resolve(),
    style: async () => {
      const { styleFor } = await import('./style.ts')
      return styleFor(stream(), env)
    },
  }
}

/** A terminal is a character device. Asking the system is faster than letting Node open the stream. */
function isDevice(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice()
  } catch {
    return true
  }
}

/**
 * Writes to a pipe or a file without Node's streams, because loading them takes longer than writing a short answer.
 * Returns the rest if the pipe is full or closed; a stream can wait for the reader, or report the error.
 */
function writeDirectly(descriptor: number, text: Uint8Array): Uint8Array {
  let rest = text
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest))
  } catch {
    return rest
  }
  return rest
}

function positive(text: string | undefined): number | undefined {
  const number = Number(text)
  return Number.isInteger(number) && number > 0 ? number : undefined
}

/** `CI=` and `CI=false` mean no, as on most systems that set it. */
export function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false'
}
