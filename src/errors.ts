/** The exit codes that scripts can rely on. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  stopped: 3,
  authentication: 4,
  incomplete: 5,
  cancelled: 130,
} as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** The class of a failure. It is part of the message, so that a script can tell a bad file from a network problem. */
export type FailureClass = 'validation' | 'file' | 'authentication' | 'permission' | 'rate limit' | 'network' | 'GitHub'

/** An expected failure. The message says what happened, where, and what to do. */
export class Failure extends Error {
  override readonly name: string = 'Failure'
  readonly failure: FailureClass
  constructor(failure: FailureClass, message: string, options?: ErrorOptions) {
    super(message, options)
    this.failure = failure
  }
}

/** The command line is wrong, or an answer is missing and we cannot prompt for it. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** The user cancelled: Ctrl-C, Esc, or "no" at the last question. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError'
  constructor() {
    super('Cancelled. Nothing was sent.')
  }
}

/** An error that explains itself; any other error is a bug. */
export function isExpected(error: unknown): error is Failure | UsageError | CancelledError {
  return error instanceof Failure || error instanceof UsageError || error instanceof CancelledError
}

export type Report = { readonly exitCode: ExitCode; readonly message: string }

/** The only place that turns an error into an exit code and a message on stderr. */
export function report(error: unknown, debug: boolean): Report {
  const trace = debug && error instanceof Error && error.stack !== undefined ? `\n${error.stack}` : ''
  if (error instanceof UsageError) return { exitCode: EXIT.usage, message: error.message + trace }
  if (error instanceof CancelledError) return { exitCode: EXIT.cancelled, message: error.message + trace }
  if (error instanceof Failure)
    return { exitCode: exitCodeOf(error), message: `${error.message} (${error.failure})${trace}` }
  return { exitCode: EXIT.failed, message: `${unexpected(error)}${trace}` }
}

/** The exit code of a failure that was caught and reported. */
export function exitCodeOf({ failure }: Failure): ExitCode {
  return failure === 'authentication' ? EXIT.authentication : EXIT.failed
}

function unexpected(error: unknown): string {
  const what = error instanceof Error ? error.message : String(error)
  return `unexpected error: ${what}\nThis is a bug in mcp-comms. Please report it, with the output of the same command run with DEBUG=mcp-comms.`
}
