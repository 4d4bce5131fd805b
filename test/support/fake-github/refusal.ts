/** Thrown where GitHub refuses. In GraphQL, it becomes an entry of `errors` with this type, at the field that threw it. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  /** null: GitHub gives no type. */
  readonly type: string | null
  readonly extensions: Readonly<Record<string, unknown>> | undefined
  constructor(type: string | null, message: string, extensions?: Readonly<Record<string, unknown>>) {
    super(message)
    // `graphql` copies the stack into its own error, and formatting the stack takes longer than executing the request.
    this.stack = ''
    this.type = type
    this.extensions = extensions
  }
}

/** A request that the fake does not support. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported'
}
