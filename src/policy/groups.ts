import { remembered } from '../text/memoize.ts'
import { lettersOf, wordsIn } from '../text/words.ts'
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
  for (const [id, topic] of topicsIn(policy.topicIndex, text)) {
    found.set(id, (found.get(id) ?? new Set()).add(topic))
  }
  if (found.size === 0) return NONE
  return [...found]
    .map(([id, topics]) => ({ id, group: groupById(policy, id), topics: [...topics] }))
    .sort((a, b) => weight(b.topics) - weight(a.topics))
}

const NONE: readonly NearGroup[] = []

function topicsIn(index: TopicIndex, text: string): readonly (readonly [group: string, topic: string])[] {
  const { beginnings, wordOf } = readingOf(index)
  const said = wordsIn(text)
  const found: (readonly [string, string])[] = []
  for (let from = 0; from < said.length; from++) {
    const { form, begins } = wordOf(said[from] ?? '')
    if (!begins) continue
    for (
      let to = from, key = form;
      to < said.length && beginnings.has(key);
      key = `${key} ${wordOf(said[++to] ?? '').form}`
    )
      if (Object.hasOwn(index.topics, key)) found.push(...(index.topics[key] ?? []))
  }
  return found
}

/** What is looked for in every text. */
type Reading = {
  /** The first words of every topic, and all of them: what begins with none of these goes on to no topic. */
  readonly beginnings: ReadonlySet<string>
  /** Few words of a text begin a topic, and texts share most of their words. */
  readonly wordOf: (said: string) => { readonly form: string; readonly begins: boolean }
}

const readings = new WeakMap<TopicIndex, Reading>()

function readingOf(index: TopicIndex): Reading {
  const known = readings.get(index)
  if (known !== undefined) return known
  const beginnings = beginningsOf(index)
  const wordOf = remembered((said) => {
    const form = formOf(said)
    return { form, begins: beginnings.has(form) }
  })
  const made = { beginnings, wordOf }
  readings.set(index, made)
  return made
}

function beginningsOf(index: TopicIndex): ReadonlySet<string> {
  const made = new Set<string>()
  for (const topic of Object.keys(index.topics)) {
    for (let end = topic.indexOf(' '); end > 0; end = topic.indexOf(' ', end + 1)) made.add(topic.slice(0, end))
    made.add(topic)
  }
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
  return (text.match(lettersOf(text).word) ?? []).map(formOf)
}

/** In lower case, and without the ending of a plural. */
function formOf(said: string): string {
  const word = said.toLowerCase()
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word
}
