/** Standard input. It has `setRawMode` only if it is a terminal. */
type TerminalInput = { setRawMode?: (isRaw: boolean) => unknown }

/**
 * Lets a prompt end after the terminal was closed. Node can then no longer switch the terminal's mode, and would throw before
 * the unfinished answer is saved.
 */
export function tolerateClosedTerminal<Input extends TerminalInput>(input: Input): Input {
  const switchMode = input.setRawMode?.bind(input)
  if (switchMode === undefined) return input
  input.setRawMode = (isRaw) => {
    try {
      switchMode(isRaw)
    } catch (error) {
      if (!isClosed(error)) throw error
    }
    return input
  }
  return input
}

function isClosed(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EIO' || error.code === 'EBADF')
}
