/** What an exit code promises to scripts. */
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

/** The class of a failure, named in its message, so that a script can tell a bad file from a bad network. */
export type FailureClass = 'validation' | 'file' | 'authentication' | 'permission' | 'rate limit' | 'network' | 'GitHub'

/** Something that was asked for could not be done. The message says what happened, where, and what to do. */
export class Failure extends Error {
  override readonly name: string = 'Failure'
  readonly failure: FailureClass
  constructor(failure: FailureClass, message: string, options?: ErrorOptions) {
    super(message, options)
    this.failure = failure
  }
}

/** The command line itself is wrong, or an answer is missing and there is nobody to ask. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** The person said stop: Ctrl-C, Esc, or "no" at the last question. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError'
  constructor() {
    super('Cancelled. Nothing was sent.')
  }
}

/** One of ours, which says what happened; anything else is a fault of the program. */
export function isExpected(error: unknown): error is Failure | UsageError | CancelledError {
  return error instanceof Failure || error instanceof UsageError || error instanceof CancelledError
}

export type Report = { readonly exitCode: ExitCode; readonly message: string }

/** The one place that turns an error into an exit code and into what is said on stderr. */
export function report(error: unknown, debug: boolean): Report {
  const trace = debug && error instanceof Error && error.stack !== undefined ? `\n${error.stack}` : ''
  if (error instanceof UsageError) return { exitCode: EXIT.usage, message: error.message + trace }
  if (error instanceof CancelledError) return { exitCode: EXIT.cancelled, message: error.message + trace }
  if (error instanceof Failure)
    return { exitCode: exitCodeOf(error), message: `${error.message} (${error.failure})${trace}` }
  return { exitCode: EXIT.failed, message: `${unexpected(error)}${trace}` }
}

/** The exit code of a failure that was not thrown on. */
export function exitCodeOf({ failure }: Failure): ExitCode {
  return failure === 'authentication' ? EXIT.authentication : EXIT.failed
}

function unexpected(error: unknown): string {
  const what = error instanceof Error ? error.message : String(error)
  return `something went wrong that should not: ${what}\nPlease report it, with the output of the same command under DEBUG=mcp-comms.`
}
