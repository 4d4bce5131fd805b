import { parseRepoName } from '../text/github-names.ts'
import { getOrCreate } from '../text/words.ts'
import type { Client } from './client.ts'
import { FindDuplicates, type FoundFragment } from './operations.ts'
import { type PostKind, withoutNulls } from './target.ts'

export type SimilarPost = {
  readonly kind: PostKind | 'pull-request'
  readonly number: number
  readonly title: string
  readonly url: string
  readonly closed: boolean
  readonly updatedAt: Date
}

const RESULTS_PER_SEARCH = 10
const KINDS = { Issue: 'issue', PullRequest: 'pull-request', Discussion: 'discussion' } as const

/**
 * Finds posts and pull requests that contain some of the words, with at most one request.
 * @param words the most distinctive first
 * @returns issues and pull requests, then discussions; of each, the results of the most distinctive search first
 */
export async function findDuplicates(
  client: Client,
  repo: string,
  words: readonly string[],
): Promise<readonly SimilarPost[]> {
  const [search, search2, search3] = searchesFor(repo, words)
  if (search === undefined) return []
  const more = { search2: search2 ?? '', search3: search3 ?? '' }
  const included = { hasSearch2: search2 !== undefined, hasSearch3: search3 !== undefined }
  const results = await client.read(FindDuplicates, { search, ...more, ...included, first: RESULTS_PER_SEARCH }, repo)
  const posts = [results.posts, results.posts2, results.posts3]
  const discussions = [results.discussions, results.discussions2, results.discussions3]
  return uniquePosts([...posts, ...discussions].flatMap((part) => withoutNulls(part?.nodes).flatMap(toSimilarPosts)))
}

function uniquePosts(posts: readonly SimilarPost[]): readonly SimilarPost[] {
  return [...new Map(posts.map((post) => [post.number, post])).values()]
}

type SearchResult = NonNullable<NonNullable<FoundFragment['nodes']>[number]>

function toSimilarPosts(result: SearchResult): readonly SimilarPost[] {
  if (!('number' in result)) return []
  const { __typename, number, title, url, closed, updatedAt } = result
  return [{ kind: KINDS[__typename], number, title, url, closed, updatedAt: new Date(updatedAt) }]
}

/** GitHub refuses longer searches. */
const MAX_SEARCH_LENGTH = 256
/** The number of searches that the query `FindDuplicates` takes. */
const MAX_SEARCHES = 3
/** Three words make three pairs, so one for each search. */
const MAX_WORDS = 3
/** At most this many spellings of one word are searched for. */
const MAX_SPELLINGS = 2

/**
 * The searches for posts that contain some of the words, the most distinctive first. GitHub returns only posts that contain every word of a
 * search, so a search has at most two words. Each word is quoted, so that none acts as a qualifier or an operator.
 * @param words the most distinctive first
 * @throws UsageError if `repo` is not owner/name, because it could then contain another qualifier
 */
export function searchesFor(repo: string, words: readonly string[]): readonly string[] {
  parseRepoName(repo)
  const terms = words.map(plainWord).filter((word) => word !== '' && fits(searchOf(repo, [word])))
  const spellingGroups = groupSpellings(terms)
  const [firstSpellings = []] = spellingGroups
  const bestWords = spellingGroups.flatMap((spellings) => spellings.slice(0, 1)).slice(0, MAX_WORDS)
  const pairs = bestWords.flatMap((word, index) => bestWords.slice(index + 1).map((other) => [word, other]))
  // A word with several spellings is a compound name, which is distinctive enough without another word.
  const isEnoughAlone = firstSpellings.length > 1 || pairs.length === 0
  const singleWords = firstSpellings.slice(0, MAX_SPELLINGS).map((word) => [word])
  // With three words, the last pair is the second and the third, which are not searched for alone.
  const wordSets = isEnoughAlone ? [...singleWords, ...pairs.slice(-1)] : pairs
  const searches = wordSets.map((set) => searchOf(repo, fits(searchOf(repo, set)) ? set : set.slice(0, 1)))
  return [...new Set(searches)].slice(0, MAX_SEARCHES)
}

function searchOf(repo: string, words: readonly string[]): string {
  return [`repo:${repo}`, ...words.map((word) => `"${word}"`)].join(' ')
}

function fits(search: string): boolean {
  return search.length <= MAX_SEARCH_LENGTH
}

function plainWord(word: string): string {
  return word.replace(/[^\p{L}\p{N}_.-]+/gu, ' ').trim()
}

/** Groups the words by what they spell, so that `inputSchema` and `input Schema` are in one group. */
function groupSpellings(words: readonly string[]): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>()
  for (const word of words) {
    const letters = word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
    const group = getOrCreate(groups, letters, () => [])
    if (!group.includes(word)) group.push(word)
  }
  return [...groups.values()]
}
