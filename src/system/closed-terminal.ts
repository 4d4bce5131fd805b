/** Standard input. It has `setRawMode` only where it is a terminal. */
type Switchable = { setRawMode?: (isRaw: boolean) => unknown }

/**
 * Lets a prompt end after somebody has closed the terminal. Node can then no longer switch the terminal's mode, and would throw
 * before the answer that was being typed is saved.
 */
export function tolerateClosedTerminal<Input extends Switchable>(input: Input): Input {
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
