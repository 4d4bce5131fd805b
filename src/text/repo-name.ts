import { Failure } from '../errors.ts'

export type RepoName = { readonly owner: string; readonly name: string }

/** Allows only the characters that GitHub allows, so that a name cannot inject anything into a search or a path. */
export function parseRepoName(repo: string): RepoName {
  const [, owner, name] = /^([A-Za-z0-9][A-Za-z0-9-]*)\/([\w.-]+)$/.exec(repo) ?? []
  if (owner === undefined || name === undefined)
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
