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
export function readLines({ input, onInterrupt }: LineSource): Lines {
  const pending: string[] = []
  /** How many of the pending lines were typed before the question was shown. */
  let aheadCount = 0
  let wasAhead = false
  let wake = () => {}
  let hasEnded = false
  let isInterrupted = false
  const reader = createInterface({ input, terminal: false })
  const end = () => {
    hasEnded = true
    wake()
  }
  const interrupt = () => {
    isInterrupted = true
    end()
  }
  reader.on('close', end)
  reader.on('line', (line) => {
    pending.push(line)
    wake()
  })
  input.pause()
  const wait = async (limit: number | null) => {
    input.resume()
    let timer: NodeJS.Timeout | undefined
    try {
      await new Promise<void>((resolve) => {
        wake = resolve
        if (limit !== null) timer = setTimeout(resolve, limit)
      })
    } finally {
      clearTimeout(timer)
      // Not `reader.pause()`, which fails once the input has ended.
      input.pause()
    }
  }
  /** Reads what the person has typed since the last question, without waiting for more. */
  const readAhead = async () => {
    if (hasEnded) return
    input.resume()
    // What was typed arrives between these two turns of the event loop.
    await setImmediate()
    await setImmediate()
    input.pause()
    aheadCount = pending.length
  }
  return {
    listen: async (ask) => {
      const stopListening = onInterrupt(interrupt)
      try {
        await readAhead()
        return await ask()
      } finally {
        stopListening()
      }
    },
    next: async ({ mayEnd = false } = {}) => {
      if (pending.length === 0 && !hasEnded) await wait(null)
      const line = pending.shift()
      wasAhead = aheadCount > 0
      aheadCount = Math.max(0, aheadCount - 1)
      // A terminal that sends whole lines sends Esc as part of a line.
      const isEscape = line?.replaceAll('^[', '\u001B').trim() === '\u001B'
      if (line !== undefined && !isEscape) return line
      if (mayEnd && line === undefined && !isInterrupted) return null
      throw new CancelledError()
    },
    readPasted: async () => {
      if (wasAhead) return []
      if (pending.length === 0 && !hasEnded) await wait(QUIET_MS)
      return pending.splice(0)
    },
    wasTypedAhead: () => wasAhead,
    dropTypedAhead: () => {
      const lines = pending.splice(0, aheadCount)
      aheadCount = 0
      return lines
    },
  }
}
