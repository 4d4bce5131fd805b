import { getOrCreate, splitIntoWords } from '../text/words.ts'
import type { Group, Policy, TopicIndex } from './schema.ts'

export type NearGroup = {
  readonly id: string
  readonly group: Group
  /** The topics and names of the group that the text mentions. */
  readonly topics: readonly string[]
}

export function indexTopics(groups: Readonly<Record<string, Pick<Group, 'name' | 'formerly' | 'topics'>>>): TopicIndex {
  const byKey = new Map<string, [string, string][]>()
  for (const [id, group] of Object.entries(groups))
    for (const topic of [...group.topics, group.name, ...group.formerly, id]) {
      getOrCreate(byKey, normalWords(topic).join(' '), () => []).push([id, topic])
    }
  return { topics: Object.fromEntries(byKey) }
}

/** The groups whose topics or names a text mentions, the best match first. Topics of more words count more, because they are more specific. */
export function nearestGroups(policy: Policy, text: string): readonly NearGroup[] {
  return nearestGroupsByWords(policy, normalWords(text))
}

/** Does the same as `nearestGroups` for words that have passed through `normalWord`. */
export function nearestGroupsByWords(policy: Policy, words: readonly string[]): readonly NearGroup[] {
  const topicsById = new Map<string, Set<string>>()
  for (const [id, topic] of findTopics(policy.topicIndex, words))
    getOrCreate(topicsById, id, () => new Set()).add(topic)
  return [...topicsById]
    .map(([id, topics]) => ({ id, group: groupById(policy, id), topics: [...topics] }))
    .sort((a, b) => weightOf(b.topics) - weightOf(a.topics))
}

type TopicMatch = readonly [group: string, topic: string]

function findTopics(index: TopicIndex, words: readonly string[]): readonly TopicMatch[] {
  const matches: TopicMatch[] = []
  for (let from = 0; from < words.length; from++) addTopicsAt(from, words, index, matches)
  return matches
}

/** Adds the topics that begin with the word at `from`. Takes one more word at a time, as long as some topic begins with these words. */
function addTopicsAt(from: number, words: readonly string[], index: TopicIndex, matches: TopicMatch[]): void {
  const prefixes = prefixesOf(index)
  let key = words[from] ?? ''
  let next = from + 1
  while (prefixes.has(key)) {
    if (Object.hasOwn(index.topics, key)) for (const match of index.topics[key] ?? []) matches.push(match)
    if (next === words.length) return
    key = `${key} ${words[next]}`
    next += 1
  }
}

const prefixesByIndex = new WeakMap<TopicIndex, ReadonlySet<string>>()

/** All prefixes of all topics, in whole words. If some words are not among them, no topic starts with those words. */
function prefixesOf(index: TopicIndex): ReadonlySet<string> {
  const cached = prefixesByIndex.get(index)
  if (cached !== undefined) return cached
  const prefixes = new Set<string>()
  for (const topic of Object.keys(index.topics)) {
    for (let end = topic.indexOf(' '); end > 0; end = topic.indexOf(' ', end + 1)) prefixes.add(topic.slice(0, end))
    prefixes.add(topic)
  }
  prefixesByIndex.set(index, prefixes)
  return prefixes
}

function groupById(policy: Policy, id: string): Group {
  const group = policy.groups[id]
  if (group === undefined) throw new Error(`policy ${policy.name}: no group "${id}"`)
  return group
}

function weightOf(topics: readonly string[]): number {
  return topics.reduce((sum, topic) => sum + normalWords(topic).length, 0)
}

function normalWords(text: string): readonly string[] {
  return splitIntoWords(text).map(normalWord)
}

/** Converts a word to lower case, and removes the final `s` of what may be a plural. */
export function normalWord(text: string): string {
  const word = text.toLowerCase()
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word
}

/** Returns the group whose current or earlier name the text begins with. If there are several such names, the longest one counts. */
export function groupNamed({ groups }: Policy, text: string): Group | undefined {
  const words = normalWords(text)
  const named = Object.values(groups).flatMap((group) =>
    [group.name, ...group.formerly]
      .map(normalWords)
      .filter((name) => name.length > 0 && name.every((word, index) => word === words[index]))
      .map(({ length }) => ({ group, length })),
  )
  return named.toSorted((a, b) => b.length - a.length)[0]?.group
}
