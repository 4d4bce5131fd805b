import type { Classification } from '../../classifier/classify.ts'
import { type Interview, isOpen, mustAsk, withAnswers } from '../../classifier/interview.ts'
import type { Placement } from '../../classifier/placement.ts'
import { QUESTIONS, type Question } from '../../policy/answers.ts'
import { completeAnswers, type PartialAnswers, questionsToAsk } from '../../policy/questions.ts'
import { withImplied } from '../../policy/recommend.ts'
import type { Policy } from '../../policy/schema.ts'
import type { Asking } from './choice-of.ts'

/** What `where` knows after some of its questions. */
export type State = {
  readonly interview: Interview
  /** The person's latest answer to each question, kept even if the person has gone back to an earlier question since. */
  readonly chosen: PartialAnswers
  /** Whether the person was asked what decides between two places. */
  readonly isDecidedBetween: boolean
  /** Whether the person was asked for the reason why the matter must be private. */
  readonly isReasonGiven: boolean
  /** Whether the person was asked if the problem is intended behaviour. */
  readonly isComparedWithIntended: boolean
  /** null: the answer is not complete yet. */
  readonly result: Result | null
  /** The state before the last question. */
  readonly before: State | null
}

export type Result = { readonly placement: Placement; readonly wantsToWrite: boolean }

/** Adds the answers that are clear enough from the text, up to the first question that must be asked. */
export function settle(asking: Asking, first: Interview): Interview {
  let interview = first
  for (const question of QUESTIONS) {
    if (!isOpen(asking.policy, interview, question)) continue
    const inference = inferFrom(asking, interview)
    if (inference === null || mustAsk(interview, question, inference)) return interview
    interview = withAnswers(interview, { [question]: inference.answers[question] }, 'text')
  }
  return interview
}

export function isAsked(asking: Asking, interview: Interview, question: Question): boolean {
  const { policy } = asking
  const mayBeAsked = interview.reopened.has(question)
    ? isOpen(policy, interview, question)
    : questionsToAsk(policy, interview.answers).includes(question)
  if (!mayBeAsked) return false
  const inference = inferFrom(asking, interview)
  return inference === null || mustAsk(interview, question, inference)
}

/** Returns null for a text that says too little, because it suggests nothing, and certainly not that it must stay private. */
export function inferFrom({ text, classify }: Asking, { answers }: Interview): Classification | null {
  const inference = text === '' ? null : (classify?.(text, answers) ?? null)
  return inference === null || inference.saysTooLittle ? null : inference
}

export function sensitivityOf(policy: Policy, { answers }: Interview) {
  return withImplied(policy, completeAnswers(policy, answers)).sensitivity
}

/** Whether the area belongs to another project, whose intended behaviour we do not know. */
export function isForeignArea({ areas }: Policy, { answers }: Interview): boolean {
  return typeof answers.area === 'string' && areas[answers.area]?.ours === false
}
