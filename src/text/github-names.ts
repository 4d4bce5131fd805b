import { Failure } from '../errors.ts'

export type RepoName = { readonly owner: string; readonly name: string }

/**
 * The pattern of a user or an organization, as the source of a regular expression. The name of a company's managed account ends
 * in `_` and the company's short name: `ada_corp`.
 */
export const OWNER = String.raw`[A-Za-z0-9][\w-]*`

/**
 * The pattern of `owner/name`, as the source of a regular expression. Allows only the characters that GitHub allows, so that a
 * name cannot inject anything into a search or a path, and not the names `.` and `..`.
 */
export const REPO = String.raw`${OWNER}/(?!\.{1,2}(?![\w.-]))[\w.-]+`

const WHOLE = new RegExp(`^${REPO}$`)

export function isRepoName(text: string): boolean {
  return WHOLE.test(text)
}

export function parseRepoName(repo: string): RepoName {
  const [owner, name] = repo.split('/')
  if (!isRepoName(repo) || owner === undefined || name === undefined)
    throw new Failure('validation', `"${repo}" isn't a repository`, { hint: 'expected owner/name' })
  return { owner, name }
}

/** GitHub ignores the case of names. */
export function isSameRepo(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

/** The owner of `owner/name`, in lower case. */
export function ownerOf(repo: string): string {
  return (repo.split('/')[0] ?? '').toLowerCase()
}

/**
 * Compares names as GitHub does, which ignores case in the names of labels, milestones, categories and people. So does Discord.
 * Some programs write `é` as two characters (Unicode NFD), which look the same.
 */
export function isSameName(left: string, right: string): boolean {
  return left === right || comparableName(left) === comparableName(right)
}

function comparableName(name: string): string {
  return name.normalize('NFC').toLowerCase()
}
