import { type NearGroup, nearestGroups } from '../policy/groups.ts'
import type { Policy } from '../policy/schema.ts'
import { type Maintainer, type MaintainerRole, maintainerOf, maySponsor } from './maintainers.ts'

export type SuggestedSponsor = { readonly person: Maintainer; readonly because: string }
export type SponsorSuggestions = {
  /** At most two people; empty if nobody matches the topic. */
  readonly suggested: readonly SuggestedSponsor[]
  readonly groups: readonly NearGroup[]
  readonly eligible: readonly Maintainer[]
}

/** "Tag 1-2 relevant maintainers, not everyone": https://modelcontextprotocol.io/community/sep-guidelines#step-by-step-process */
const MAX_SUGGESTIONS = 2
/** Groups further down the list are unlikely to adopt the SEP. */
const MAX_GROUPS = 3

/** Who could sponsor a SEP about a topic: first the leads of the groups that work on it, then the people whose area it is. */
export function suggestSponsors(people: readonly Maintainer[], policy: Policy, topic: string): SponsorSuggestions {
  const groups = nearestGroups(policy, topic).slice(0, MAX_GROUPS)
  const byLogin = new Map<string, SuggestedSponsor>()
  for (const suggestion of [...groups.flatMap((group) => leadsOf(group, people)), ...sponsorsByArea(people, topic)])
    if (!byLogin.has(suggestion.person.login)) byLogin.set(suggestion.person.login, suggestion)
  return { suggested: [...byLogin.values()].slice(0, MAX_SUGGESTIONS), groups, eligible: people.filter(maySponsor) }
}

/** Leads who are not maintainers cannot sponsor. */
function leadsOf({ group, topics }: NearGroup, people: readonly Maintainer[]): readonly SuggestedSponsor[] {
  const kind = group.kind === 'working-group' ? 'working group' : 'interest group'
  return group.leads
    .flatMap((login) => maintainerOf(people, login) ?? [])
    .filter(maySponsor)
    .toSorted(compareRank)
    .map((person) => ({ person, because: `leads the ${kind} ${group.name}, which works on ${topics.join(', ')}` }))
}

/** Core and lead maintainers come first, because they make the final decision. */
function compareRank(a: Maintainer, b: Maintainer): number {
  const isCore = ({ roles }: Maintainer) => roles.some(({ kind }) => kind === 'core' || kind === 'lead')
  return Number(isCore(b)) - Number(isCore(a))
}

type ScoredSponsor = SuggestedSponsor & { readonly score: number }

/** Words that are too common to tell one area from another. */
const STOP_WORDS = new Set([
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
/** `auth` matches `authorization`, but `go` must not match `google`. */
const MIN_PREFIX_LENGTH = 4

/** At most two people whose area the topic mentions, with the reason. */
export function sponsorsByArea(people: readonly Maintainer[], topic: string): readonly SuggestedSponsor[] {
  const words = wordsOf(topic)
  return people
    .filter(maySponsor)
    .flatMap((person) => bestMatch(person, words))
    .toSorted((a, b) => b.score - a.score || compareRank(a.person, b.person))
    .slice(0, MAX_SUGGESTIONS)
    .map(({ person, because }) => ({ person, because }))
}

function bestMatch(person: Maintainer, topicWords: readonly string[]): readonly ScoredSponsor[] {
  const [nearest] = person.roles
    .flatMap((role) => scoreArea(person, role, topicWords))
    .toSorted((a, b) => b.score - a.score)
  return nearest === undefined ? [] : [nearest]
}

/** A group member with a note represents a company or another project, so the group is not their area. */
function scoreArea(
  person: Maintainer,
  { kind, area, note }: MaintainerRole,
  topicWords: readonly string[],
): readonly ScoredSponsor[] {
  if (area === null || kind === 'moderator' || (kind === 'group' && note !== null)) return []
  const words = wordsOf(area)
  const hits = words.filter((word) => topicWords.some((topicWord) => isSimilarWord(word, topicWord))).length
  if (hits === 0) return []
  const rank = person.roles.find((role) => role.kind === 'lead' || role.kind === 'core')?.kind
  const because = `is listed under "${area}"${rank === undefined ? '' : `, and as a ${rank} maintainer`}`
  // The number of shared words counts most. Among areas with the same number, the area with the fewest other words comes first.
  return [{ person, because, score: hits + hits / words.length }]
}

function isSimilarWord(left: string, right: string): boolean {
  if (left === right) return true
  const [short, long] = left.length < right.length ? [left, right] : [right, left]
  return short.length >= MIN_PREFIX_LENGTH && long.startsWith(short)
}

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}#+]+/u)
    .map((word) => (word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word))
    .filter((word) => word !== '' && !STOP_WORDS.has(word))
}
