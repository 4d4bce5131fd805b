import { spawn } from '@lydell/node-pty'
import { onTestFinished } from 'vitest'
import { BIN, cleanEnv } from './program.ts'

export const KEY = { down: '\u001B[B', enter: '\r', escape: '\u001B', ctrlC: '\u0003', ctrlD: '\u0004' } as const

type Size = { readonly columns?: number; readonly rows?: number; readonly env?: Readonly<Record<string, string>> }

/** The built program in a real pseudo-terminal: what it shows, and a person's keys. */
export function inTerminal(argv: readonly string[], { columns = 80, rows = 30, env = {} }: Size = {}) {
  const terminal = spawn(process.execPath, [BIN, ...argv], { cols: columns, rows, env: cleanEnv(env) })
  let shown = ''
  let waiting: { readonly words: string; readonly from: number; readonly found: () => void } | undefined
  const look = () => {
    if (waiting !== undefined && shown.includes(waiting.words, waiting.from)) waiting.found()
  }
  terminal.onData((data) => {
    shown += data
    look()
  })
  const ended = new Promise<number>((done) => terminal.onExit(({ exitCode }) => done(exitCode)))
  onTestFinished(() => terminal.kill())
  return {
    /** Everything that was written to the terminal. */
    text: () => shown,
    ended,
    /** Waits until the words are shown after what was shown when the last keys were pressed. */
    shows: (words: string, from = 0) =>
      new Promise<void>((found) => {
        waiting = { words, from, found }
        look()
      }),
    press: (keys: string) => {
      const from = shown.length
      terminal.write(keys)
      return from
    },
  }
}
