import { type Maintainer, type MaintainerRole, maySponsor } from './maintainers.ts'

export type Suggestion = { readonly person: Maintainer; readonly area: string; readonly because: string }
type Scored = Suggestion & { readonly score: number }

/** "Tag 1-2 relevant maintainers, not everyone": https://modelcontextprotocol.io/community/sep-guidelines#step-by-step-process */
const MOST = 2
/** Words of nearly every area, and of nearly every topic. */
const NOT_TOPICS = new Set([
  'mcp',
  'sdk',
  'working',
  'interest',
  'group',
  'maintainer',
  'the',
  'and',
  'for',
  'of',
  'model',
  'context',
  'protocol',
])
/** `auth` is said for `authorization`; `go` is not said for `google`. */
const SHORTEST_START = 4

/**
 * Whom to ask to sponsor a SEP: one or two people whose area the words name, with the reason. Empty: no area is near,
 * and nobody is asked only because they are a maintainer.
 */
export function suggestSponsors(people: readonly Maintainer[], topicWords: readonly string[]): readonly Suggestion[] {
  const topics = topicWords.flatMap(wordsOf)
  return people
    .filter(maySponsor)
    .flatMap((person) => nearestArea(person, topics))
    .toSorted((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(({ person, area, because }) => ({ person, area, because }))
}

function nearestArea(person: Maintainer, topics: readonly string[]): readonly Scored[] {
  const [nearest] = person.roles.flatMap((role) => scored(person, role, topics)).toSorted((a, b) => b.score - a.score)
  return nearest === undefined ? [] : [nearest]
}

/**
 * Of two who are equally near, core maintainers come first: they decide in the end. A note in a group says whom somebody
 * speaks for there, which is nothing to sponsor a SEP with.
 */
function scored(
  person: Maintainer,
  { kind, area, note }: MaintainerRole,
  topics: readonly string[],
): readonly Scored[] {
  if (area === null || kind === 'moderator' || (kind === 'group' && note !== null)) return []
  const words = wordsOf(area)
  const hits = words.filter((word) => topics.some((topic) => isNear(word, topic))).length
  if (hits === 0) return []
  const rank = person.roles.find((role) => role.kind === 'lead' || role.kind === 'core')?.kind
  const because = `is listed under "${area}"${rank === undefined ? '' : `, and as a ${rank} maintainer`}`
  return [{ person, area, because, score: hits / words.length + hits + (rank === undefined ? 0 : 0.5) }]
}

function isNear(word: string, topic: string): boolean {
  if (word === topic) return true
  const [short, long] = word.length < topic.length ? [word, topic] : [topic, word]
  return short.length >= SHORTEST_START && long.startsWith(short)
}

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}#+]+/u)
    .map((word) => (word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word))
    .filter((word) => word !== '' && !NOT_TOPICS.has(word))
}
