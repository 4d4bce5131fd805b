import { spawn } from '@lydell/node-pty'
import { onTestFinished } from 'vitest'
import { BIN, cleanEnv } from './program.ts'

export const KEY = {
  up: '\u001B[A',
  down: '\u001B[B',
  backspace: '\u007F',
  enter: '\r',
  escape: '\u001B',
  left: '\u001B[D',
  ctrlC: '\u0003',
  ctrlD: '\u0004',
} as const

type TerminalOptions = {
  readonly columns?: number
  readonly rows?: number
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
}

/** Runs the built program in a real pseudo-terminal, to read its output and press keys. */
export function startInTerminal(argv: readonly string[], options: TerminalOptions = {}) {
  return pseudoTerminal([process.execPath, BIN, ...argv], options)
}

/**
 * Runs a script from `test/e2e/stage/`. Such a script uses a part of the program in a way that no command does.
 * @param redirection the end of the shell command, such as `> file`
 */
export function startStage(script: string, options: TerminalOptions = {}, redirection = '') {
  const command = `exec "$0" --import tsx test/e2e/stage/${script}.ts ${redirection}`
  return pseudoTerminal(['/bin/sh', '-c', command, process.execPath], options)
}

/** Runs a shell, to type commands into it. */
export function startShell(words: readonly string[], options: TerminalOptions = {}) {
  return pseudoTerminal(words, options)
}

function pseudoTerminal(
  [file = '', ...args]: readonly string[],
  { columns = 80, rows = 30, env = {}, cwd }: TerminalOptions,
) {
  const cwdOption = cwd === undefined ? {} : { cwd }
  const terminal = spawn(file, args, { cols: columns, rows, env: cleanEnv(env), ...cwdOption })
  let output = ''
  let waiting: { readonly words: string; readonly from: number; readonly resolve: () => void } | undefined
  const checkWaiting = () => {
    if (waiting !== undefined && output.includes(waiting.words, waiting.from)) waiting.resolve()
  }
  terminal.onData((data) => {
    output += data
    checkWaiting()
  })
  const ended = new Promise<number>((done) => terminal.onExit(({ exitCode }) => done(exitCode)))
  onTestFinished(() => terminal.kill())
  return {
    /** All output so far, including escape sequences. */
    text: () => output,
    /** Resolves with the exit code when the program has ended. */
    ended,
    /** Waits until the words appear in the output after the position `from`. */
    waitFor: (words: string, from = 0) =>
      new Promise<void>((resolve) => {
        waiting = { words, from, resolve }
        checkWaiting()
      }),
    /** Closes the window. */
    close: () => {
      // The method exists, but its types lack it.
      if ('destroy' in terminal && typeof terminal.destroy === 'function') terminal.destroy()
    },
    /** Presses keys, and returns the length of the output before them, as a start for `waitFor`. */
    press: (keys: string) => {
      const from = output.length
      terminal.write(keys)
      return from
    },
  }
}
