import { UsageError } from '../errors.ts'

export type RepoName = { readonly owner: string; readonly name: string }

/**
 * The pattern of a user's or an organization's name, as the source of a regular expression. The name of a company's managed
 * account ends in `_` and the company's short name: `ada_corp`.
 */
export const OWNER = String.raw`[A-Za-z0-9][\w-]*`

/**
 * The pattern of `owner/name`, as the source of a regular expression. Allows only the characters that GitHub allows, and neither
 * `.` nor `..` as a name, so that a name cannot inject anything into a search or a path.
 */
export const REPO = String.raw`${OWNER}/(?!\.{1,2}(?![\w.-]))[\w.-]+`

const WHOLE_REPO = new RegExp(`^${REPO}$`)

export function isRepoName(text: string): boolean {
  return WHOLE_REPO.test(text)
}

export function parseRepoName(repo: string): RepoName {
  const [owner, name] = repo.split('/')
  if (!isRepoName(repo) || owner === undefined || name === undefined)
    throw new UsageError(`"${maskLogin(repo)}" isn't a repository`, { hint: 'expected owner/name' })
  return { owner, name }
}

/** Hides the user and the password in an address, because the address of a clone may contain a token. */
export function maskLogin(address: string): string {
  return address.replace(/:\/\/[^/]*@/, '://***@')
}

/** GitHub ignores the case of names. */
export function isSameRepo(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

/** The owner of `owner/name`, in lower case. */
export function ownerOf(repo: string): string {
  return (repo.split('/')[0] ?? '').toLowerCase()
}

/** A reference to an issue, a discussion or a pull request: its address, `owner/name#12` or `#12`. */
export type PostRef = {
  /** null: the text does not say, as in `#12`. */
  readonly repo: string | null
  readonly number: number
  /** null: the text is not an address, so it does not say whether the post is an issue, a discussion or a pull request. */
  readonly address: PostAddress | null
}
export type PostAddress = {
  /** In lower case. */
  readonly host: string
  readonly page: 'issues' | 'discussions' | 'pull'
  /** What follows the number, such as `#issuecomment-5` or `/files`. */
  readonly rest: string
}

/** At most nine digits, which always fit into the 32-bit numbers of GitHub's schema. */
const NUMBER = String.raw`(?<number>[1-9]\d{0,8})`
const SHORT_REF = new RegExp(`^(?:(?<repo>${REPO})?#)?${NUMBER}$`)
/** The pattern of a server in an address. It is strict, because we print addresses that strangers have written. */
export const HOST = String.raw`[\w.-]+(?::\d{1,5})?`
const ADDRESS = new RegExp(
  String.raw`^https?://(?<host>${HOST})/(?<repo>${REPO})/(?<page>issues|discussions|pull)/${NUMBER}(?<rest>(?:[/?#]\S*)?)$`,
)

/** Parses the address of a post as a browser shows it, `owner/name#12`, `#12` or `12`. null: it is none of these. */
export function parsePostRef(text: string): PostRef | null {
  const { repo = null, number, host, page, rest = '' } = (SHORT_REF.exec(text) ?? ADDRESS.exec(text))?.groups ?? {}
  if (number === undefined) return null
  const address = host === undefined ? null : { host: host.toLowerCase(), page: page as PostAddress['page'], rest }
  return { repo, number: Number(number), address }
}

/** Whether an address leads to the post or to one of its comments, not to a page below it, such as the files of a pull request. */
export function isPageOfPost({ rest }: PostAddress): boolean {
  return /^\/?(?:[?#]|$)/.test(rest)
}

/** An issue, named by its address, or as `owner/name#12`, `#12` or `12`. */
export type IssueRef = {
  readonly repo: string
  readonly number: number
  /** The host of an address, because another server may have an issue with the same repository and number. */
  readonly host?: string
}

/** @returns null if the text does not name an issue. A number without a repository belongs to `repo`. */
export function issueRef(text: string, repo: string): IssueRef | null {
  const ref = parsePostRef(text.trim())
  if (ref === null) return null
  const { address, number } = ref
  const issue = { repo: ref.repo ?? repo, number }
  if (address === null) return issue
  return address.page === 'issues' && isPageOfPost(address) ? { ...issue, host: address.host } : null
}

/**
 * Ignores case, as GitHub does in the names of labels, milestones, categories and people, and as Discord does.
 * Some programs write `é` as two characters (Unicode NFD), which together look the same as the single one.
 */
export function isSameName(left: string, right: string): boolean {
  return left === right || comparableName(left) === comparableName(right)
}

export function comparableName(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

/** Returns the posts with a title, even if it differs in capitals, spaces or accents. */
export function postsWithTitle<P extends { readonly title: string }>(title: string, posts: readonly P[]): readonly P[] {
  const normalized = normalizeTitle(title)
  return posts.filter((post) => normalizeTitle(post.title) === normalized)
}

function normalizeTitle(title: string): string {
  return comparableName(title).trim().replaceAll(/\s+/g, ' ')
}

/** GitHub refuses longer titles and bodies. */
export const MAX_TITLE_LENGTH = 256
export const MAX_BODY_LENGTH = 65_536

/** Counts characters as GitHub does for titles: a surrogate pair counts once. */
export function countCharacters(text: string): number {
  return /[\uD800-\uDBFF]/.test(text) ? [...text].length : text.length
}
