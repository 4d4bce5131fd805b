import { fstatSync, writeSync } from 'node:fs'
import type { WriteStream } from 'node:tty'
import type { Style } from './style.ts'

/** One output stream. What is written to `out` is the result; everything else goes to `err`. */
export type Screen = {
  readonly isTerminal: boolean
  /** Width in columns; 80 where it is not a terminal. */
  readonly columns: number
  write(text: string): void
  /** Resolves when what was written has been taken, so that a long result does not pile up in memory. */
  drained(): Promise<void>
  /** Loaded only by views that a person reads. */
  style(): Promise<Style>
}

export type Terminal = {
  readonly out: Screen
  readonly err: Screen
  /** A person can be asked: stdin and stderr are terminals that can move the cursor, and it is not a CI job. */
  readonly canPrompt: boolean
}

/** Functions, since Node opens a stream when it is first looked at, and that takes time. */
export type Streams = {
  readonly stdinIsTerminal: () => boolean
  readonly stdout: () => WriteStream
  readonly stderr: () => WriteStream
}
export type Env = Readonly<Record<string, string | undefined>>

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
      const rest = direct ? writeAtOnce(descriptor, Buffer.from(text)) : text
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

/** A terminal is a character device. Asking the system is quicker than letting Node open the stream to see. */
function isDevice(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice()
  } catch {
    return true
  }
}

/**
 * A pipe or a file takes the text without Node's streams, which take longer to load than a short answer to be written.
 * Returns what was not taken: the pipe is full for the moment, or closed. A stream knows how to wait, and to report.
 */
function writeAtOnce(descriptor: number, text: Uint8Array): Uint8Array {
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
