import { parseRepoName } from '../text/repo-name.ts'
import type { Client } from './client.ts'
import type { SimilarPost } from './github.ts'
import { FindDuplicates, type FoundFragment, MergedPullRequests } from './operations.ts'
import { present } from './present.ts'
import { searchesFor } from './searches.ts'

/** Of each search. */
const RESULTS = 10
const KINDS = { Issue: 'issue', PullRequest: 'pull-request', Discussion: 'discussion' } as const

/** One request, whatever the number of searches. */
export async function findDuplicates(
  client: Client,
  repo: string,
  words: readonly string[],
): Promise<readonly SimilarPost[]> {
  const [search, search2, search3] = searchesFor(repo, words)
  if (search === undefined) return []
  const others = { search2: search2 ?? '', search3: search3 ?? '' }
  const which = { hasSearch2: search2 !== undefined, hasSearch3: search3 !== undefined }
  const found = await client.read(FindDuplicates, { search, ...others, ...which, most: RESULTS }, repo)
  const posts = [found.posts, found.posts2, found.posts3]
  const discussions = [found.discussions, found.discussions2, found.discussions3]
  return eachOnce([...posts, ...discussions].flatMap((part) => present(part?.nodes).flatMap(resemblance)))
}

export async function countMergedPullRequests(client: Client, repo: string, login: string): Promise<number> {
  parseRepoName(repo)
  const words = `repo:${repo} is:pr is:merged author:${login.replace(/[^\w-]/g, '')}`
  const { search } = await client.read(MergedPullRequests, { words }, repo)
  return search.issueCount
}

function eachOnce(found: readonly SimilarPost[]): readonly SimilarPost[] {
  return [...new Map(found.map((post) => [post.number, post])).values()]
}

type Found = NonNullable<NonNullable<FoundFragment['nodes']>[number]>

function resemblance(found: Found): readonly SimilarPost[] {
  if (!('number' in found)) return []
  const { __typename, number, title, url, closed, updatedAt } = found
  return [{ kind: KINDS[__typename], number, title, url, closed, updatedAt: new Date(updatedAt) }]
}
