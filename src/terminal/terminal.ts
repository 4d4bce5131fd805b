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
type Env = Readonly<Record<string, string | undefined>>

const DEFAULT_COLUMNS = 80

export function openTerminal({ stdinIsTerminal, stdout, stderr }: Streams, env: Env): Terminal {
  return {
    out: screen(stdout, env),
    err: screen(stderr, env),
    get canPrompt() {
      return stderr().isTTY === true && env['TERM'] !== 'dumb' && !isSet(env['CI']) && stdinIsTerminal()
    },
  }
}

function screen(open: () => WriteStream, env: Env): Screen {
  let opened: WriteStream | undefined
  const stream = () => {
    opened ??= open()
    return opened
  }
  return {
    get isTerminal() {
      return stream().isTTY === true
    },
    get columns() {
      return positive(env['COLUMNS']) ?? (stream().isTTY ? stream().columns : undefined) ?? DEFAULT_COLUMNS
    },
    write: (text) => {
      stream().write(text)
    },
    drained: () =>
      stream().writableNeedDrain
        ? new Promise((resolve) => stream().once('drain', () => resolve()))
        : Promise.resolve(),
    style: async () => {
      const { styleFor } = await import('./style.ts')
      return styleFor(stream(), env)
    },
  }
}

function positive(text: string | undefined): number | undefined {
  const number = Number(text)
  return Number.isInteger(number) && number > 0 ? number : undefined
}

/** `CI=` and `CI=false` mean no, as on most systems that set it. */
export function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false'
}
