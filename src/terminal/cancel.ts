import type { Readable } from 'node:stream'
import { CancelledError } from '../errors.ts'

/** Inquirer knows Ctrl-C only; a person who presses Esc or Ctrl-D wants to leave too. */
export async function uncancelled<T>(input: Readable, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
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
