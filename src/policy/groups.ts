import type { Group, Policy } from './schema.ts'

export type NearGroup = {
  readonly id: string
  readonly group: Group
  /** The group's own topics that were found in the words. */
  readonly topics: readonly string[]
}

type TopicIndex = { readonly longest: number; readonly topics: ReadonlyMap<string, readonly [string, string][]> }

const indexes = new WeakMap<Policy, TopicIndex>()

/** The groups whose charter topics are named in a text, nearest first. A longer topic says more, so its words count. */
export function nearestGroups(policy: Policy, text: string): readonly NearGroup[] {
  const found = new Map<string, Set<string>>()
  for (const [id, topic] of topicsIn(indexOf(policy), words(text))) {
    found.set(id, (found.get(id) ?? new Set()).add(topic))
  }
  return [...found]
    .map(([id, topics]) => ({ id, group: groupById(policy, id), topics: [...topics] }))
    .sort((a, b) => weight(b.topics) - weight(a.topics))
}

function* topicsIn({ longest, topics }: TopicIndex, said: readonly string[]): Generator<[string, string]> {
  for (let from = 0; from < said.length; from++)
    for (let length = 1; length <= longest; length++) yield* topics.get(said.slice(from, from + length).join(' ')) ?? []
}

function indexOf(policy: Policy): TopicIndex {
  const known = indexes.get(policy)
  if (known !== undefined) return known
  const topics = new Map<string, [string, string][]>()
  let longest = 1
  for (const [id, group] of Object.entries(policy.groups))
    for (const topic of [...group.topics, group.name, id]) {
      const key = words(topic)
      longest = Math.max(longest, key.length)
      topics.set(key.join(' '), [...(topics.get(key.join(' ')) ?? []), [id, topic]])
    }
  const index = { longest, topics }
  indexes.set(policy, index)
  return index
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
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => (word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word))
}
