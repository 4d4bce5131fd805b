/** The source of a plan or a record. */
export type Source = {
  /** Its address, or the path of a file. */
  readonly name: string
  readonly texts: readonly SourceText[]
  /** null: the source is a file. */
  readonly post: {
    readonly url: string
    readonly repo: string
    readonly isIssue: boolean
    readonly isPrivate: boolean
  } | null
}

/** `about` names the text in messages. */
export type SourceText = { readonly about: string; readonly markdown: string }
