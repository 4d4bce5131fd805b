import { PassThrough, type Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import headless from '@xterm/headless'
import { inquirerPrompter } from '../../src/terminal/inquirer-prompter.ts'
import { makeStyle } from '../../src/terminal/rich-style.ts'
import { KEY } from './pty.ts'

type TerminalOptions = {
  readonly columns?: number
  readonly rows?: number
  readonly color?: 0 | 1
  readonly unicode?: boolean
}

/** Inquirer on streams that a test controls. `screen` returns the output as a terminal would show it. */
export function fakeTerminal({ columns = 80, rows = 24, color = 0, unicode = true }: TerminalOptions = {}) {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined })
  const output = Object.assign(new PassThrough(), { isTTY: true, columns, rows })
  // A prompt ends its output stream, unless that is the real stdout.
  output.end = () => output
  const terminal = new headless.Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true })
  let written = ''
  output.on('data', (chunk: Buffer) => {
    written += chunk.toString()
    terminal.write(chunk)
  })
  const listeners = new Set<() => void>()
  const onInterrupt = (stop: () => void) => {
    listeners.add(stop)
    return () => listeners.delete(stop)
  }
  return {
    prompter: inquirerPrompter({ input, output, onInterrupt }, makeStyle({ color, hyperlinks: false, unicode })),
    /** All output, including escape sequences. */
    written: () => written,
    press: async (...keys: readonly string[]) => {
      // Inquirer starts to listen after some turns of the event loop, and ignores keys that were typed before.
      await settle()
      for (const key of keys) {
        if (key === KEY.escape) pressEscape(input)
        else input.write(key)
        await settle()
      }
    },
    /** Ends the input, as when a person closes the terminal. */
    hangUp: async () => {
      await settle()
      input.end()
    },
    /** Asks the program to stop, as a termination signal does. */
    terminate: async () => {
      await settle()
      for (const stop of [...listeners]) stop()
    },
    /** The lines on the screen, and those that have scrolled off it, without colors. */
    screen: async () => {
      await settle()
      await new Promise<void>((done) => terminal.write('', done))
      const { active } = terminal.buffer
      const lines = Array.from(
        { length: active.length },
        (_, line) => active.getLine(line)?.translateToString(true) ?? '',
      )
      return lines.join('\n').trimEnd()
    },
    cursor: () => ({ column: terminal.buffer.active.cursorX, line: terminal.buffer.active.cursorY }),
  }
}

/** Reports the key directly, because Node would first wait half a second for the rest of a longer sequence. */
function pressEscape(input: Readable): void {
  input.emit('keypress', undefined, { sequence: KEY.escape, name: 'escape', ctrl: false, meta: true, shift: false })
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await setImmediate()
}
