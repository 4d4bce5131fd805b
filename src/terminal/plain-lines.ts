import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { CancelledError } from '../errors.ts'

export type LineSource = {
  readonly input: Readable
  /** Calls its argument on Ctrl-C, or when the system asks the program to end; returns the function that stops listening. */
  readonly onInterrupt: (stop: () => void) => () => void
}

/** The lines from a terminal that sends its input only when the person presses Enter. */
export type Lines = {
  /** Listens for Ctrl-C while `ask` prints a question and reads its answer. Call the other methods only inside `ask`. */
  listen<T>(ask: () => Promise<T>): Promise<T>
  /**
   * Returns the next line, or null if the input has ended.
   * @throws CancelledError on Ctrl-C or Esc, or at the end of the input unless `mayEnd` is set.
   */
  next(options?: { readonly mayEnd?: boolean }): Promise<string | null>
  /**
   * Returns the lines that arrive together with the last line, because they were pasted. If the last line was typed before its question,
   * there are none: the lines after it answer the next questions.
   */
  readPasted(): Promise<readonly string[]>
  /** Whether the last line was typed before its question was shown. */
  wasTypedAhead(): boolean
  /** Removes the lines that were typed before the question was shown, and returns them. */
  dropTypedAhead(): readonly string[]
}

/** A terminal sends the lines of a paste faster than a person can type. */
const QUIET_MS = 50

/** Reads lines. Lines that arrive before their questions are kept for them, one for each question. */
export function linesFrom(source: LineSource): Lines {
  return new LineReader(source)
}

class LineReader implements Lines {
  readonly #input: Readable
  readonly #onInterrupt: LineSource['onInterrupt']
  readonly #pending: string[] = []
  /** How many of the pending lines were typed before the question was shown. */
  #typedAheadCount = 0
  #wasTypedAhead = false
  #wake = () => {}
  #hasEnded = false
  #isInterrupted = false

  constructor({ input, onInterrupt }: LineSource) {
    this.#input = input
    this.#onInterrupt = onInterrupt
    const reader = createInterface({ input, terminal: false })
    reader.on('close', () => this.#end())
    reader.on('line', (line) => {
      this.#pending.push(line)
      this.#wake()
    })
    input.pause()
  }

  async listen<T>(ask: () => Promise<T>): Promise<T> {
    const stopListening = this.#onInterrupt(() => {
      this.#isInterrupted = true
      this.#end()
    })
    try {
      await this.#readAhead()
      return await ask()
    } finally {
      stopListening()
    }
  }

  async next({ mayEnd = false }: { readonly mayEnd?: boolean } = {}): Promise<string | null> {
    if (this.#pending.length === 0 && !this.#hasEnded) await this.#wait(null)
    const line = this.#pending.shift()
    this.#wasTypedAhead = this.#typedAheadCount > 0
    this.#typedAheadCount = Math.max(0, this.#typedAheadCount - 1)
    // A terminal that sends whole lines sends Esc as part of a line.
    const isEscape = line?.replaceAll('^[', '\u001B').trim() === '\u001B'
    if (line !== undefined && !isEscape) return line
    if (mayEnd && line === undefined && !this.#isInterrupted) return null
    throw new CancelledError()
  }

  async readPasted(): Promise<readonly string[]> {
    if (this.#wasTypedAhead) return []
    if (this.#pending.length === 0 && !this.#hasEnded) await this.#wait(QUIET_MS)
    return this.#pending.splice(0)
  }

  wasTypedAhead(): boolean {
    return this.#wasTypedAhead
  }

  dropTypedAhead(): readonly string[] {
    const lines = this.#pending.splice(0, this.#typedAheadCount)
    this.#typedAheadCount = 0
    return lines
  }

  #end(): void {
    this.#hasEnded = true
    this.#wake()
  }

  /** Waits for a line or the end of the input, for at most `limit` milliseconds; null: no limit. */
  async #wait(limit: number | null): Promise<void> {
    this.#input.resume()
    let timer: NodeJS.Timeout | undefined
    try {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
        if (limit !== null) timer = setTimeout(resolve, limit)
      })
    } finally {
      clearTimeout(timer)
      // We do not call `reader.pause()`, because it fails once the input has ended.
      this.#input.pause()
    }
  }

  /** Reads what the person has typed since the last question, without waiting for more. */
  async #readAhead(): Promise<void> {
    if (this.#hasEnded) return
    this.#input.resume()
    // The typed lines arrive between these two turns of the event loop.
    await setImmediate()
    await setImmediate()
    this.#input.pause()
    this.#typedAheadCount = this.#pending.length
  }
}
