import type { Classification } from '../../classifier/classify.ts'
import { secondOf } from '../../classifier/placement.ts'
import type { PartialAnswers } from '../../policy/questions.ts'
import { recommend } from '../../policy/recommend.ts'
import type { Policy } from '../../policy/schema.ts'
import type { Select } from '../../terminal/questions.ts'

/**
 * The question about what decides between the two places that words fit; its answer is that of several questions, or null if
 * neither fits. null: there is one place only.
 */
export function betweenQuestion(policy: Policy, inference: Classification): Select<PartialAnswers | null> | null {
  const second = secondOf(policy, inference)
  if (second === null || inference.second === null) return null
  const [ofFirst, ofSecond] = second.decides
  const { answers: first, group } = inference
  const other = inference.second.answers
  // The area is decided, too, if it is what differs: the product of others, or something of ours.
  const given = ({ type, actionability, area }: Classification['answers']): PartialAnswers =>
    first.area === other.area ? { type, actionability } : { type, actionability, area }
  return {
    message: 'Which is it?',
    choices: [
      { value: given(first), label: capitalize(ofFirst), hint: recommend(policy, first, group).title },
      { value: given(other), label: capitalize(ofSecond), hint: second.recommendation.title },
      { value: null, label: 'Neither', hint: 'answer a few questions instead' },
    ],
  }
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
