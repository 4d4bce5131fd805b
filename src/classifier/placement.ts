import { type Answers, QUESTIONS, type Question } from '../policy/answers.ts'
import { nearestGroups } from '../policy/groups.ts'
import { complete, type PartialAnswers } from '../policy/questions.ts'
import { type Recommendation, recommend } from '../policy/recommend.ts'
import type { Group, Policy } from '../policy/schema.ts'
import type { Classification, Classifier, Confidence } from './classify.ts'
import type { Evidence } from './evidence.ts'

/** Where an answer comes from. `default`: nobody had to give it, because it changes nothing. */
export type AnsweredBy = 'flag' | 'text' | 'prompt' | 'default'

/** Where a text belongs, and how that was found. */
export type Placement = {
  readonly recommendation: Recommendation
  readonly answeredBy: { readonly [Q in Question]: AnsweredBy }
  readonly confidence: Confidence
  readonly evidence: readonly Evidence[]
}

/** A text, and the answers that are known already. */
export type PlacementRequest = { readonly known: PartialAnswers; readonly text: string }

/** Places a text without asking anybody: by the known answers and, where they leave something open, by the words. */
export function placeText(policy: Policy, known: PartialAnswers, text: string, classify: Classifier | null): Placement {
  const classification = text === '' ? null : (classify?.(text, known) ?? null)
  const answeredBy = forEachQuestion((question): AnsweredBy => {
    if (known[question] !== undefined) return 'flag'
    return classification === null ? 'default' : 'text'
  })
  return toPlacement(policy, classification?.answers ?? complete(policy, known), text, answeredBy, classification)
}

export function toPlacement(
  policy: Policy,
  answers: Answers,
  text: string,
  answeredBy: Placement['answeredBy'],
  classification: Classification | null,
): Placement {
  const group = classification === null ? groupOf(policy, text) : classification.group
  return {
    recommendation: recommend(policy, answers, group),
    answeredBy,
    confidence: classification?.confidence ?? 'high',
    evidence: classification?.evidence ?? [],
  }
}

function groupOf(policy: Policy, text: string): Group | null {
  return text === '' ? null : (nearestGroups(policy, text)[0]?.group ?? null)
}

/** The questions that the words answered. How actionable a text is does not matter where it is not public. */
export function questionsAnsweredByText({ answeredBy, recommendation }: Placement): readonly Question[] {
  const { sensitivity } = recommendation.answers
  return QUESTIONS.filter(
    (question) => answeredBy[question] === 'text' && (question !== 'actionability' || sensitivity === 'public'),
  )
}

export function forEachQuestion(answeredBy: (question: Question) => AnsweredBy): Placement['answeredBy'] {
  return {
    type: answeredBy('type'),
    sensitivity: answeredBy('sensitivity'),
    actionability: answeredBy('actionability'),
    area: answeredBy('area'),
  }
}
