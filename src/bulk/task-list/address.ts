import { UsageError } from '../../errors.ts'
import { excerpt } from '../../text/quote.ts'

/** A post on GitHub with a text in it. `any`: nothing says yet of what kind it is. */
export type PostRef = {
  readonly kind: 'any' | 'discussion' | 'pull-request'
  readonly repo: string
  readonly number: number
}

const NAMED = /^(?<repo>[\w.-]+\/[\w.-]+)#(?<number>[1-9]\d{0,8})$/
/** As a browser shows it, perhaps at one of its comments, or at the files of a pull request. */
const ADDRESS =
  /^https?:\/\/[^/\s]+\/(?<repo>[\w.-]+\/[\w.-]+)\/(?<kind>issues|discussions|pull)\/(?<number>[1-9]\d{0,8})(?:[/?#]\S*)?$/

/**
 * A post by its address, or by `owner/name#12`; null: it is the path of a file.
 * @throws UsageError for another address.
 */
export function postRef(text: string): PostRef | null {
  const found = (NAMED.exec(text) ?? ADDRESS.exec(text))?.groups
  if (found === undefined) {
    if (!/^https?:\/\//i.test(text)) return null
    throw new UsageError(`${excerpt(text)}`, {
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

/** An issue that became a discussion keeps its address. */
function kindOf(part: string | undefined): PostRef['kind'] {
  if (part === 'discussions') return 'discussion'
  return part === 'pull' ? 'pull-request' : 'any'
}
