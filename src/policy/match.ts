import type { Answers } from './answers.ts'
import type { Group, Policy, Repository, Rule } from './schema.ts'

/** The first rule that matches. Every valid policy has one for each set of answers: see `findFaults`. */
export function matchRule(policy: Policy, answers: Answers, place: Place): Rule | undefined {
  return policy.rules.find(({ when }) => fitsAnswers(when, answers) && fitsPlace(when, place))
}

function fitsAnswers(when: Rule['when'], { type, sensitivity, actionability, area }: Answers): boolean {
  return (
    allows(when.type, type) &&
    allows(when.sensitivity, sensitivity) &&
    allows(when.actionability, actionability) &&
    allows(when.area, area)
  )
}

/** Compares only the facts that a rule names. */
function fitsPlace(when: Rule['when'], place: Place): boolean {
  const { repository } = place
  return (
    (when.ours === undefined || when.ours === place.ours) &&
    (when.discussions === undefined || when.discussions === repository.discussions) &&
    (when.pullRequests === undefined || when.pullRequests === repository.pullRequests) &&
    (when.questions === undefined || when.questions === questionsKind(repository.questions)) &&
    (when.advisories === undefined || when.advisories === repository.security.accepted) &&
    (when.group === undefined || place.group !== null)
  )
}

function allows<T>(values: readonly T[] | undefined, value: T | null): boolean {
  return values === undefined || (value !== null && values.includes(value))
}

function questionsKind(place: Place['repository']['questions']): 'discussions' | 'form' | 'link' {
  if (place === 'discussions') return 'discussions'
  return 'form' in place ? 'form' : 'link'
}

/** What follows from the answers: whose code it is about, and who works on it. */
export type Place = {
  readonly ours: boolean
  readonly repository: Repository
  readonly group: Group | null
}

/** `topicGroup`: the group that the person's words are about. Without one, it is the group that owns the area. */
export function placeOf(policy: Policy, answers: Answers, topicGroup: Group | null = null): Place {
  const area = answers.area === null ? undefined : policy.areas[answers.area]
  return {
    ours: area?.ours ?? true,
    repository: repositoryById(policy, area?.repository ?? policy.home),
    // Looked up only when it is needed, because hardly any rule asks for it.
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
