import type { Client } from './client.ts'
import type { Resemblance } from './github.ts'
import { FindDuplicates, type FindDuplicatesQuery, MergedPullRequests } from './operations.ts'
import { present } from './present.ts'
import { parseRepoName } from './repo-name.ts'

const RESULTS = 10
/** GitHub refuses a search that is longer. */
const MAX_SEARCH = 256
const KINDS = { Issue: 'issue', PullRequest: 'pull-request', Discussion: 'discussion' } as const

export async function findDuplicates(
  client: Client,
  repo: string,
  words: readonly string[],
): Promise<readonly Resemblance[]> {
  const search = searchFor(repo, words)
  if (search === null) return []
  const { posts, discussions } = await client.read(FindDuplicates, { words: search, first: RESULTS }, repo)
  return [...present(posts.nodes), ...present(discussions.nodes)].flatMap(resemblance)
}

export async function countMergedPullRequests(client: Client, repo: string, login: string): Promise<number> {
  parseRepoName(repo)
  const words = `repo:${repo} is:pr is:merged author:${login.replace(/[^\w-]/g, '')}`
  const { search } = await client.read(MergedPullRequests, { words }, repo)
  return search.issueCount
}

/** Words are searched for as they are: no qualifier, quote or operator of theirs reaches GitHub. */
function searchFor(repo: string, words: readonly string[]): string | null {
  parseRepoName(repo)
  let search = `repo:${repo}`
  for (const word of words) {
    const plain = word.replace(/[^\p{L}\p{N}_.-]+/gu, ' ').trim()
    const longer = `${search} "${plain}"`
    if (plain !== '' && longer.length <= MAX_SEARCH) search = longer
  }
  return search.includes('"') ? search : null
}

type Found = NonNullable<NonNullable<FindDuplicatesQuery['posts' | 'discussions']['nodes']>[number]>

function resemblance(found: Found): readonly Resemblance[] {
  if (!('number' in found)) return []
  const { __typename, number, title, url, closed, updatedAt } = found
  return [{ kind: KINDS[__typename], number, title, url, closed, updatedAt: new Date(updatedAt) }]
}
