import { UsageError } from '../../errors.ts'
import { REPO } from '../../text/github-names.ts'
import { excerpt } from '../../text/quote.ts'

/** A post on GitHub whose text we can read. `any`: the address does not show whether it is an issue or another post. */
export type PostRef = {
  readonly kind: 'any' | 'discussion' | 'pull-request'
  readonly repo: string
  readonly number: number
}

const SHORT_REF = new RegExp(String.raw`^(?<repo>${REPO})#(?<number>[1-9]\d{0,8})$`)
/** An address as a browser shows it. It may lead to a comment of the post, or to the files of a pull request. */
const ADDRESS = new RegExp(
  String.raw`^https?://[^/\s]+/(?<repo>${REPO})/(?<kind>issues|discussions|pull)/(?<number>[1-9]\d{0,8})(?:[/?#]\S*)?$`,
)

/**
 * Reads the address of a post, or `owner/name#12`. Returns null if the text is neither, so that it may be the path of a file.
 * @throws UsageError for the address of something else.
 */
export function postRef(text: string): PostRef | null {
  const found = (SHORT_REF.exec(text) ?? ADDRESS.exec(text))?.groups
  if (found === undefined) {
    if (!/^https?:\/\//i.test(text)) return null
    throw new UsageError(excerpt(text), {
      hint: 'expected the address of an issue, a discussion or a pull request, or a file',
    })
  }
  const { repo = '', kind, number } = found
  if (repo.startsWith('orgs/'))
    throw new UsageError(`${excerpt(text)}: this address does not name the repository of the discussion`, {
      hint: `write it as owner/name#${number}`,
    })
  return { kind: kindOf(kind), repo, number: Number(number) }
}

/** The address of an issue may lead to a discussion, because an issue that became a discussion keeps its address. */
function kindOf(part: string | undefined): PostRef['kind'] {
  if (part === 'discussions') return 'discussion'
  return part === 'pull' ? 'pull-request' : 'any'
}
