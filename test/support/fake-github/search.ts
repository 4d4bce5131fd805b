import type { Post, World } from './world.ts'

type SearchType = 'ISSUE' | 'DISCUSSION'

/** The part of GitHub's search that we use: qualifiers, and words that must all match. The index lags behind writes. */
export function searchPosts(world: World, query: string, type: SearchType): readonly Post[] {
  const { qualifiers, words } = parseSearch(query)
  const indexedUntil = world.clock.now().getTime() - world.lag.search * 1000
  return world.repositories
    .flatMap(({ posts }) => posts)
    .filter((post) => (post.type === 'Discussion') === (type === 'DISCUSSION'))
    .filter((post) => post.createdAt.getTime() <= indexedUntil)
    .filter((post) => qualifiers.every(([name, value]) => matchesQualifier(post, name, value)))
    .filter((post) => words.every((word) => padWords(`${post.title} ${post.body}`).includes(` ${word} `)))
    .sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime())
}

type Qualifier = readonly [name: string, value: string]

function parseSearch(query: string) {
  const qualifiers: Qualifier[] = []
  const words: string[] = []
  for (const [, name, quotedValue, value, quoted, word] of query.matchAll(
    /(?:(-?\w+):(?:"([^"]*)"|(\S+)))|"([^"]*)"|(\S+)/g,
  )) {
    if (name === undefined) words.push(padWords(quoted ?? word ?? '').trim())
    else qualifiers.push([name, quotedValue ?? value ?? ''])
  }
  return { qualifiers, words }
}

/** The words in lower case, with one space before, between and after them, so that only whole words match. */
const padWords = (text: string) =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `

function matchesQualifier(post: Post, name: string, value: string): boolean {
  switch (name) {
    case 'repo':
      return post.repository.nameWithOwner.toLowerCase() === value.toLowerCase()
    case 'author':
      return post.author.login === value
    case 'label':
      return post.labels.some((label) => label.name === value)
    case 'is':
    case 'type':
    case 'state':
      return matchesTypeOrState(post, value)
    default:
      return true
  }
}

function matchesTypeOrState(post: Post, what: string): boolean {
  switch (what) {
    case 'issue':
      return post.type === 'Issue'
    case 'pr':
      return post.type === 'PullRequest'
    case 'open':
      return !post.closed
    case 'closed':
      return post.closed
    case 'merged':
      return post.type === 'PullRequest' && post.merged
    default:
      return true
  }
}
