export type RefusalType =
  | 'NOT_FOUND'
  | 'FORBIDDEN'
  | 'UNPROCESSABLE'
  | 'STALE_DATA'
  | 'INSUFFICIENT_SCOPES'
  | 'MISSING_PAGINATION_BOUNDARIES'
  | 'EXCESSIVE_PAGINATION'

/** GitHub says no: an entry of `errors` with this type, at the field that threw it. */
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

/** The fake was asked for something that it does not play. */
export class NotPlayed extends Error {
  override readonly name = 'NotPlayed'
}
