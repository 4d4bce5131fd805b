import { parseRepoName } from '../text/repo-name.ts'

/** GitHub refuses a search that is longer. */
const MAX_SEARCH = 256
const MOST_SEARCHES = 3

/**
 * Searches for posts that resemble one with these words, the most telling first. GitHub finds what has every word of a
 * search, and few posts have all of them: so a joined name, which tells enough, is searched for alone in each of its
 * spellings, and other words two at a time. Words are only words: no qualifier, quote or operator of theirs reaches
 * GitHub.
 */
export function searchesFor(repo: string, words: readonly string[]): readonly string[] {
  parseRepoName(repo)
  const terms = words.map(plainWord).filter((word) => word !== '' && fits(searchOf(repo, [word])))
  const groups = spellingsOf(terms)
  const [name = []] = groups
  const best = groups.flatMap((spellings) => spellings.slice(0, 1)).slice(0, 3)
  const pairs = best.flatMap((one, at) => best.slice(at + 1).map((other) => [one, other]))
  const isName = name.length > 1 || pairs.length === 0
  const wanted = isName ? [...name.slice(0, 2).map((word) => [word]), ...pairs.slice(-1)] : pairs
  const searches = wanted.map((pair) => searchOf(repo, fits(searchOf(repo, pair)) ? pair : pair.slice(0, 1)))
  return [...new Set(searches)].slice(0, MOST_SEARCHES)
}

function searchOf(repo: string, words: readonly string[]): string {
  return [`repo:${repo}`, ...words.map((word) => `"${word}"`)].join(' ')
}

function fits(search: string): boolean {
  return search.length <= MAX_SEARCH
}

function plainWord(word: string): string {
  return word.replace(/[^\p{L}\p{N}_.-]+/gu, ' ').trim()
}

/** `inputSchema` and `input Schema`, one after the other, are one word in two spellings. */
function spellingsOf(words: readonly string[]): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>()
  for (const word of words) {
    const letters = word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
    const group = groups.get(letters) ?? []
    groups.set(letters, group)
    if (!group.includes(word)) group.push(word)
  }
  return [...groups.values()]
}
