import type { Classification } from '../../classifier/classify.ts'
import { type Interview, isOpen, mustAsk, withAnswers } from '../../classifier/interview.ts'
import type { Placement } from '../../classifier/placement.ts'
import { QUESTIONS, type Question } from '../../policy/answers.ts'
import { completeAnswers, type PartialAnswers, questionsToAsk } from '../../policy/questions.ts'
import { withImplied } from '../../policy/recommend.ts'
import type { Policy } from '../../policy/schema.ts'
import type { WhereSession } from './prompt-for.ts'

export type WhereState = {
  readonly interview: Interview
  /** The person's latest answer to each question, kept even if the person has gone back to an earlier question since. */
  readonly chosen: PartialAnswers
  /** Whether the person was asked which of two fitting places is meant. */
  readonly wasAskedTieBreak: boolean
  /** Whether the person was asked why the matter must be private. */
  readonly wasAskedReason: boolean
  /** Whether the person was asked about intended behavior. */
  readonly wasAskedIntended: boolean
  /** What the person typed in their own words instead of choosing an answer. null: nothing. */
  readonly ownWords: string | null
  /** null: the answer is not complete yet. */
  readonly result: WhereResult | null
  /** The state before the last question. */
  readonly previous: WhereState | null
}

/** What the person typed instead of choosing an answer. It is classified before anything else is asked. */
export type OwnWords = { readonly ownWords: string }

export type WhereResult = { readonly placement: Placement; readonly wantsToWrite: boolean }

/** Adds the answers that the text makes clear enough, up to the first question that must be asked. */
export function inferAnswers(session: WhereSession, initial: Interview): Interview {
  let interview = initial
  for (const question of QUESTIONS) {
    if (!isOpen(session.policy, interview, question)) continue
    const inference = inferFrom(session, interview)
    if (inference === null || mustAsk(interview, question, inference)) return interview
    interview = withAnswers(interview, inferredAnswers(question, inference), 'text')
  }
  return interview
}

/** A special case answers two questions at once. With only one of the two answers, the classifier would no longer look for the case. */
function inferredAnswers(question: Question, { answers, special }: Classification): PartialAnswers {
  const { type, sensitivity } = answers
  return { [question]: answers[question], ...(special === null ? {} : { type, sensitivity }) }
}

/** Whether the question applies and the text does not answer it clearly enough. */
export function shouldAsk(session: WhereSession, interview: Interview, question: Question): boolean {
  const { policy } = session
  const applies = interview.reopened.has(question)
    ? isOpen(policy, interview, question)
    : questionsToAsk(policy, interview.answers).includes(question)
  if (!applies) return false
  const inference = inferFrom(session, interview)
  return inference === null || mustAsk(interview, question, inference)
}

/** Infers the open answers from the text. Returns null without a text or a classifier, or if the text says too little. */
export function inferFrom({ text, classify }: WhereSession, { answers }: Interview): Classification | null {
  const inference = text === '' ? null : (classify?.(text, answers) ?? null)
  return inference === null || inference.saysTooLittle ? null : inference
}

export function sensitivityOf(policy: Policy, { answers }: Interview) {
  return withImplied(policy, completeAnswers(policy, answers)).sensitivity
}

/** Whether the area belongs to another project, whose intended behavior we do not know. */
export function isForeignArea({ areas }: Policy, { answers }: Interview): boolean {
  return typeof answers.area === 'string' && areas[answers.area]?.ours === false
}
