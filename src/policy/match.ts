import type { Answers } from './answers.ts'
import type { Place } from './place.ts'
import type { Policy, Rule } from './schema.ts'

/** The first rule that fits wins. Every complete policy has one for each set of answers: see `findFaults`. */
export function matchRule(policy: Policy, answers: Answers, place: Place): Rule | undefined {
  return policy.rules.find((rule) => fits(rule.when, answers, place))
}

function fits(when: Rule['when'], answers: Answers, { ours, repository, group }: Place): boolean {
  const allows = <T>(list: readonly T[] | undefined, value: T | null) =>
    list === undefined || (value !== null && list.includes(value))
  const is = <T>(wanted: T | undefined, fact: T) => wanted === undefined || wanted === fact
  return (
    allows(when.type, answers.type) &&
    allows(when.sensitivity, answers.sensitivity) &&
    allows(when.actionability, answers.actionability) &&
    allows(when.area, answers.area) &&
    is(when.ours, ours) &&
    is<boolean | null>(when.discussions, repository.discussions) &&
    is<string>(when.pullRequests, repository.pullRequests) &&
    is(when.questions, questionsKind(repository.questions)) &&
    is<boolean | null>(when.advisories, repository.security.accepted) &&
    is<boolean>(when.group, group !== null)
  )
}

function questionsKind(place: Place['repository']['questions']): 'discussions' | 'form' | 'link' {
  if (place === 'discussions') return 'discussions'
  return 'form' in place ? 'form' : 'link'
}
