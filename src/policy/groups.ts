import { lettersOf } from './letters.ts'
import type { Group, Policy } from './schema.ts'

export type NearGroup = {
  readonly id: string
  readonly group: Group
  /** The group's own topics that were found in the words. */
  readonly topics: readonly string[]
}

/** Each topic by its words, with the groups that work on it; made once, when a policy is parsed. */
export type TopicIndex = {
  readonly topics: Readonly<Record<string, readonly (readonly [group: string, topic: string])[]>>
}

export function indexTopics(groups: Readonly<Record<string, Pick<Group, 'name' | 'topics'>>>): TopicIndex {
  const topics = new Map<string, [string, string][]>()
  for (const [id, group] of Object.entries(groups))
    for (const topic of [...group.topics, group.name, id]) {
      const key = words(topic)
      topics.set(key.join(' '), [...(topics.get(key.join(' ')) ?? []), [id, topic]])
    }
  return { topics: Object.fromEntries(topics) }
}

/** The groups whose charter topics are named in a text, nearest first. A longer topic says more, so its words count. */
export function nearestGroups(policy: Policy, text: string): readonly NearGroup[] {
  const found = new Map<string, Set<string>>()
  for (const [id, topic] of topicsIn(policy.topicIndex, words(text))) {
    found.set(id, (found.get(id) ?? new Set()).add(topic))
  }
  return [...found]
    .map(([id, topics]) => ({ id, group: groupById(policy, id), topics: [...topics] }))
    .sort((a, b) => weight(b.topics) - weight(a.topics))
}

function* topicsIn(index: TopicIndex, said: readonly string[]): Generator<readonly [string, string]> {
  const beginnings = beginningsOf(index)
  for (let from = 0; from < said.length; from++)
    for (let to = from, key = said[to] ?? ''; to < said.length && beginnings.has(key); key = `${key} ${said[++to]}`)
      if (Object.hasOwn(index.topics, key)) yield* index.topics[key] ?? []
}

const beginningsIn = new WeakMap<TopicIndex, ReadonlySet<string>>()

/** The first words of every topic, and all of them: what begins with none of these goes on to no topic. */
function beginningsOf(index: TopicIndex): ReadonlySet<string> {
  const known = beginningsIn.get(index)
  if (known !== undefined) return known
  const made = new Set<string>()
  for (const topic of Object.keys(index.topics)) {
    for (let end = topic.indexOf(' '); end > 0; end = topic.indexOf(' ', end + 1)) made.add(topic.slice(0, end))
    made.add(topic)
  }
  beginningsIn.set(index, made)
  return made
}

function groupById(policy: Policy, id: string): Group {
  const group = policy.groups[id]
  if (group === undefined) throw new Error(`policy ${policy.name}: no group "${id}"`)
  return group
}

function weight(topics: readonly string[]): number {
  return topics.reduce((sum, topic) => sum + words(topic).length, 0)
}

function words(text: string): readonly string[] {
  const lower = text.toLowerCase()
  return (lower.match(lettersOf(lower).word) ?? []).map(singular)
}

function singular(word: string): string {
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word
}
