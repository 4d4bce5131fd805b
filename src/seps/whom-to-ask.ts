import { type NearGroup, nearestGroups } from '../policy/groups.ts'
import type { Policy } from '../policy/schema.ts'
import { type Maintainer, maintainerOf, maySponsor } from './maintainers.ts'
import { suggestSponsors } from './sponsors.ts'

export type Asked = { readonly person: Maintainer; readonly because: string }
export type WhomToAsk = {
  /** One or two; none where nobody's group or area is near. */
  readonly suggested: readonly Asked[]
  readonly groups: readonly NearGroup[]
  /** Everybody who may sponsor a SEP. */
  readonly all: readonly Maintainer[]
}

/** "Tag 1-2 relevant maintainers, not everyone": https://modelcontextprotocol.io/community/sep-guidelines#step-by-step-process */
const MOST = 2
/** What is further from the topic is not the group that would take the SEP on. */
const NEAR_GROUPS = 3

/** Whom to ask to sponsor a SEP about a topic: who leads a group that works on it, then whose area it is. */
export function whomToAsk(people: readonly Maintainer[], policy: Policy, topic: string): WhomToAsk {
  const groups = nearestGroups(policy, topic).slice(0, NEAR_GROUPS)
  const byArea = suggestSponsors(people, [topic]).map(({ person, because }) => ({ person, because }))
  const each = new Map<string, Asked>()
  for (const asked of [...groups.flatMap((near) => leadsOf(near, people)), ...byArea])
    if (!each.has(asked.person.login)) each.set(asked.person.login, asked)
  return { suggested: [...each.values()].slice(0, MOST), groups, all: people.filter(maySponsor) }
}

/** A group may be led by somebody who is no maintainer, and cannot sponsor. Core maintainers decide in the end. */
function leadsOf({ group, topics }: NearGroup, people: readonly Maintainer[]): readonly Asked[] {
  const isCore = ({ roles }: Maintainer) => roles.some(({ kind }) => kind === 'core' || kind === 'lead')
  const kind = group.kind === 'working-group' ? 'working group' : 'interest group'
  return group.leads
    .flatMap((login) => maintainerOf(people, login) ?? [])
    .filter(maySponsor)
    .toSorted((a, b) => Number(isCore(b)) - Number(isCore(a)))
    .map((person) => ({ person, because: `leads the ${kind} ${group.name}, which works on ${topics.join(', ')}` }))
}
