export type RefusalType =
  | 'NOT_FOUND'
  | 'FORBIDDEN'
  | 'UNPROCESSABLE'
  | 'STALE_DATA'
  | 'INSUFFICIENT_SCOPES'
  | 'MISSING_PAGINATION_BOUNDARIES'
  | 'EXCESSIVE_PAGINATION'

/** GitHub refuses: becomes an entry of `errors` with this type, at the field that threw it. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly type: RefusalType
  readonly extensions: Readonly<Record<string, unknown>> | undefined
  constructor(type: RefusalType, message: string, extensions?: Readonly<Record<string, unknown>>) {
    super(message)
    this.type = type
    this.extensions = extensions
  }
}

/** A request that the fake does not support. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported'
}
