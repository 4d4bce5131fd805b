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

/** The class of a failure. Scripts read it as `error.code` under --json; for people, the message says the same. */
export type FailureClass = 'validation' | 'file' | 'authentication' | 'permission' | 'rate limit' | 'network' | 'GitHub'

/** What to do or type next. It begins with a capital if it is a sentence of its own. */
export type Advice = ErrorOptions & { readonly hint?: string }

/** An error that says what happened and where. Its message ends with the hint, for those who pass it on as one text. */
class Expected extends Error {
  readonly what: string
  readonly hint: string | null
  constructor(what: string, { hint, ...options }: Advice = {}) {
    super(sentence(what, hint ?? null), options)
    this.what = what
    this.hint = hint ?? null
  }
}

/** An expected failure. */
export class Failure extends Expected {
  override readonly name: string = 'Failure'
  readonly failure: FailureClass
  constructor(failure: FailureClass, what: string, advice?: Advice) {
    super(what, advice)
    this.failure = failure
  }

  /** A finer code than the class, where one exists. */
  get reasonCode(): string | null {
    return null
  }
}

/** The command line is wrong, or an answer is missing and we cannot prompt for it. */
export class UsageError extends Expected {
  override readonly name = 'UsageError'
}

/** The user cancelled: Ctrl-C, Esc, or "no" at the last question. */
export class CancelledError extends Expected {
  override readonly name = 'CancelledError'
  /** What they had typed at the question by then. It is never shown, because it may be private. */
  readonly unfinished: string
  constructor(unfinished = '') {
    super('Cancelled. Nothing was sent.')
    this.unfinished = unfinished
  }
}

/** An error that explains itself; any other error is a bug. */
export function isExpected(error: unknown): error is Failure | UsageError | CancelledError {
  return error instanceof Failure || error instanceof UsageError || error instanceof CancelledError
}

/** Joins what happened and the hint. A sentence has at most one colon, so where `what` has one already, a semicolon follows. */
export function sentence(what: string, hint: string | null): string {
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

export type Report = {
  readonly exitCode: ExitCode
  readonly code: ErrorCode
  /** A finer code than `code`, such as which refusal of GitHub it was; null where there is none. */
  readonly reason: string | null
  readonly what: string
  readonly hint: string | null
  /** What happened and what to do, as one text. */
  readonly message: string
}

/** The only place that turns an error into an exit code and a text. */
export function report(error: unknown, debug = false): Report {
  const trace = debug && error instanceof Error && error.stack !== undefined ? `\n${error.stack}` : ''
  const { what, hint } = isExpected(error) ? error : unexpectedReport(error)
  const reason = error instanceof Failure ? error.reasonCode : null
  return { ...classOf(error), reason, what, hint, message: sentence(what, hint) + trace }
}

function classOf(error: unknown): Pick<Report, 'exitCode' | 'code'> {
  if (error instanceof Failure) return { exitCode: exitCodeOf(error), code: CODES[error.failure] }
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

/** The exit code of a failure that was caught and reported. */
export function exitCodeOf({ failure }: Failure): ExitCode {
  return failure === 'authentication' ? EXIT.authentication : EXIT.failed
}

function unexpectedReport(error: unknown): Pick<Report, 'what' | 'hint'> {
  return {
    what: `unexpected error: ${error instanceof Error ? error.message : String(error)}`,
    hint: 'This is a bug in mcp-comms. Please report it, with the output of the same command run with DEBUG=mcp-comms.',
  }
}
