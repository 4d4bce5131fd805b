import type { Answered } from '../../classifier/answered.ts'
import type { Question } from '../../policy/answers.ts'
import type { Policy } from '../../policy/schema.ts'
import type { Choice } from '../../terminal/prompter.ts'
import { answerLabel } from '../../terminal/views/where/answer.ts'

/** "Yes", and one line for each answer that was read from the words and may have been read wrong. */
export function correctionChoices(
  policy: Policy,
  { recommendation }: Answered,
  read: readonly Question[],
): readonly Choice<Question | null>[] {
  return [
    { value: null, label: 'Yes', hint: 'that is all' },
    ...read.map((question) => ({
      value: question,
      label: `No: ${policy.questions[question].ask}`,
      hint: `not "${answerLabel(policy, recommendation.answers, question)}"`,
    })),
  ]
}
