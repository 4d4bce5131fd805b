import type { Classification } from '../../classifier/classify.ts'
import { secondPlaceOf } from '../../classifier/placement.ts'
import type { PartialAnswers } from '../../policy/questions.ts'
import { recommend } from '../../policy/recommend.ts'
import type { Policy } from '../../policy/schema.ts'
import type { Select } from '../../terminal/questions.ts'

/**
 * Returns a question that asks which of two places is meant, or null if the text fits only one. The person's choice answers
 * several questions of the interview at once. The choice is null if neither place fits.
 */
export function tieBreakQuestion(policy: Policy, inference: Classification): Select<PartialAnswers | null> | null {
  const second = secondPlaceOf(policy, inference)
  if (second === null || inference.second === null) return null
  const [firstLabel, secondLabel] = second.conditions
  const { answers: firstAnswers, group } = inference
  const secondAnswers = inference.second.answers
  // If the two places are in different areas, the answer also decides the area.
  const answersOf = ({ type, actionability, area }: Classification['answers']): PartialAnswers =>
    firstAnswers.area === secondAnswers.area ? { type, actionability } : { type, actionability, area }
  return {
    message: 'Your words fit two places. Which is it?',
    choices: [
      {
        value: answersOf(firstAnswers),
        label: capitalize(firstLabel),
        hint: recommend(policy, firstAnswers, group).title,
      },
      { value: answersOf(secondAnswers), label: capitalize(secondLabel), hint: second.recommendation.title },
      { value: null, label: 'Neither', hint: 'answer a few questions instead' },
    ],
  }
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
