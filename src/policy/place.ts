import type { Answers } from './answers.ts'
import type { Group, Policy, Repository } from './schema.ts'

/** What the answers point at, beside the answers themselves: whose code it is, and who works on it. */
export type Place = {
  readonly ours: boolean
  readonly repository: Repository
  readonly group: Group | null
}

/** `topicGroup`: the group that the person's own words are about, if any; else the one that owns the area. */
export function placeOf(policy: Policy, answers: Answers, topicGroup: Group | null = null): Place {
  const area = answers.area === null ? undefined : policy.areas[answers.area]
  return {
    ours: area?.ours ?? true,
    repository: repositoryById(policy, area?.repository ?? policy.home),
    // Hardly any rule asks for it, so it is looked up only then.
    get group() {
      return topicGroup ?? groupOfArea(policy, answers.area)
    },
  }
}

function groupOfArea({ groups }: Policy, area: string | null): Group | null {
  if (area === null) return null
  return Object.values(groups).find(({ areas }) => areas.includes(area)) ?? null
}

function repositoryById(policy: Policy, id: string): Repository {
  const repository = policy.repositories[id]
  if (repository === undefined) throw new Error(`policy ${policy.name}: no repository "${id}"`)
  return repository
}
