/** What standard input can do where it is a terminal. */
type Switchable = { setRawMode?: (isRaw: boolean) => unknown }

/**
 * Lets a prompt end where somebody has closed the terminal: Node can no longer switch it, and throws before the answer that was
 * being typed is saved.
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
