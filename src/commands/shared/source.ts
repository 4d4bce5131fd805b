import { UsageError } from '../../errors.ts'
import { type PostAddress, parsePostRef } from '../../text/github-names.ts'
import { excerpt } from '../../text/quote.ts'

/** The source of a plan or a record. */
export type Source = {
  /** The address of a post, the path of a file, or "-" for standard input. */
  readonly name: string
  readonly texts: readonly SourceText[]
  /** null: the source is a file or standard input. */
  readonly post: {
    readonly url: string
    readonly repo: string
    readonly isIssue: boolean
    readonly isPrivate: boolean
  } | null
}

/** `name` is for messages. */
export type SourceText = { readonly name: string; readonly markdown: string }

/** A post on GitHub whose text we can read. `any`: the address does not show whether it is an issue or another kind of post. */
export type SourceRef = {
  readonly kind: 'any' | 'discussion' | 'pull-request'
  readonly repo: string
  readonly number: number
}

/**
 * Reads the address of a post, or `owner/name#12`. Returns null if the text is neither: it may be the path of a file.
 * @throws UsageError for the address of something else.
 */
export function sourceRef(text: string): SourceRef | null {
  const ref = parsePostRef(text)
  if (ref === null || ref.repo === null) {
    if (!/^https?:\/\//i.test(text)) return null
    throw new UsageError(`${excerpt(text)} is not a post`, {
      hint: 'expected the address of an issue, a discussion or a pull request, or a file',
    })
  }
  const { repo, number, address } = ref
  if (repo.startsWith('orgs/'))
    throw new UsageError(`${excerpt(text)}: this address does not name the repository of the discussion`, {
      hint: `write it as owner/name#${number}`,
    })
  return { kind: kindOf(address), repo, number }
}

/** The address of an issue may lead to a discussion, because an issue that became a discussion keeps its address. */
function kindOf(address: PostAddress | null): SourceRef['kind'] {
  if (address?.page === 'discussions') return 'discussion'
  return address?.page === 'pull' ? 'pull-request' : 'any'
}
