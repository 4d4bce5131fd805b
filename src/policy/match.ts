import type { Answers } from './answers.ts'
import type { Place } from './place.ts'
import type { Policy, Rule } from './schema.ts'

/** The first rule that fits wins. Every complete policy has one for each set of answers: see `findFaults`. */
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

/** Only the facts that a rule names are looked at. */
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
