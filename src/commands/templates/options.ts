import type { PostKind } from '../../github/github.ts'

/** What `list` and `show` have in common. */
export type TemplatesOptions = {
  readonly kind?: PostKind
  readonly repo?: string
  readonly offline?: true
  readonly json?: true
  readonly policy?: string
}
