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

/** With --json, scripts read the class as `error.code`, spelled as in `CODES`. */
export type FailureClass = 'validation' | 'file' | 'authentication' | 'permission' | 'rate limit' | 'network' | 'GitHub'

/** `hint`: what to do or type next. It begins with a capital if it is a sentence of its own. */
export type Advice = ErrorOptions & { readonly hint?: string }

/** An error that explains itself. Its `message` is `what` and `hint` in one string. */
class ExpectedError extends Error {
  readonly what: string
  readonly hint: string | null
  constructor(what: string, { hint, ...options }: Advice = {}) {
    super(withHint(what, hint ?? null), options)
    this.what = what
    this.hint = hint ?? null
  }
}

export class Failure extends ExpectedError {
  override readonly name: string = 'Failure'
  readonly failureClass: FailureClass
  constructor(failureClass: FailureClass, what: string, advice?: Advice) {
    super(what, advice)
    this.failureClass = failureClass
  }

  /** A finer code than the class, where one exists. */
  get reasonCode(): string | null {
    return null
  }
}

/** The command line is wrong, or an answer is missing and nobody can be asked. */
export class UsageError extends ExpectedError {
  override readonly name = 'UsageError'
}

/** Returns null if reading fails with a `Failure`, for results that a command can do without. Other errors are thrown. */
export async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Failure) return null
    throw error
  }
}

export class CancelledError extends ExpectedError {
  override readonly name = 'CancelledError'
  /** What the user had typed at the open question. The error never shows it, because it may be private. */
  readonly unfinished: string
  constructor(unfinished = '') {
    super('Cancelled. Nothing was sent.')
    this.unfinished = unfinished
  }
}

/** Whether an error explains itself. Any other error is a bug. */
function isExpected(error: unknown): error is Failure | UsageError | CancelledError {
  return error instanceof Failure || error instanceof UsageError || error instanceof CancelledError
}

/** Joins a message and its hint into one text. If `what` already has a colon, a semicolon joins them, to avoid a second colon. */
export function withHint(what: string, hint: string | null): string {
  if (hint === null) return what
  if (what.includes('\n')) return `${what}\n${hint}`
  if (/[.?!]$/.test(what)) return `${what} ${hint}`
  if (/^\p{Lu}/u.test(hint)) return `${what}. ${hint}`
  return what.includes(': ') ? `${what}; ${hint}` : `${what}: ${hint}`
}

export type ErrorCode =
  | 'validation'
  | 'file'
  | 'authentication'
  | 'permission'
  | 'rate-limit'
  | 'network'
  | 'github'
  | 'usage'
  | 'cancelled'
  | 'unexpected'

export type ErrorReport = {
  readonly exitCode: ExitCode
  readonly code: ErrorCode
  /** A finer code than `code`, for example why GitHub refused the request. null: there is none. */
  readonly reason: string | null
  readonly what: string
  readonly hint: string | null
  /** `what` and `hint` in one string; with `withStack`, also the stack. */
  readonly message: string
}

export function toErrorReport(error: unknown, { withStack = false } = {}): ErrorReport {
  const stack = withStack && error instanceof Error && error.stack !== undefined ? `\n${error.stack}` : ''
  const { what, hint } = isExpected(error) ? error : unexpectedReport(error)
  const reason = error instanceof Failure ? error.reasonCode : null
  return { ...classOf(error), reason, what, hint, message: withHint(what, hint) + stack }
}

function classOf(error: unknown): Pick<ErrorReport, 'exitCode' | 'code'> {
  if (error instanceof Failure) return { exitCode: exitCodeOf(error), code: CODES[error.failureClass] }
  if (error instanceof UsageError) return { exitCode: EXIT.usage, code: 'usage' }
  if (error instanceof CancelledError) return { exitCode: EXIT.cancelled, code: 'cancelled' }
  return { exitCode: EXIT.failed, code: 'unexpected' }
}

const CODES: { readonly [C in FailureClass]: ErrorCode } = {
  validation: 'validation',
  file: 'file',
  authentication: 'authentication',
  permission: 'permission',
  'rate limit': 'rate-limit',
  network: 'network',
  GitHub: 'github',
}

export function exitCodeOf({ failureClass }: Failure): ExitCode {
  return failureClass === 'authentication' ? EXIT.authentication : EXIT.failed
}

function unexpectedReport(error: unknown): Pick<ErrorReport, 'what' | 'hint'> {
  return {
    what: `unexpected error: ${error instanceof Error ? error.message : String(error)}`,
    hint: 'This is a bug in mcp-comms. Please report it, with the output of the same command run with DEBUG=mcp-comms, but without anything private.',
  }
}
