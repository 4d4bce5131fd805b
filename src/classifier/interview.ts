import { QUESTIONS, type Question } from '../policy/answers.ts'
import { completeAnswers, openQuestions, type PartialAnswers } from '../policy/questions.ts'
import type { Policy } from '../policy/schema.ts'
import type { Classification } from './classify.ts'
import { type AnsweredBy, type FolderArea, mapQuestions, type Placement, toPlacement } from './placement.ts'

/** The answers so far, and where each comes from. `reopened`: the questions that the person wants to answer again. */
export type Interview = {
  readonly answers: PartialAnswers
  readonly answeredBy: ReadonlyMap<Question, AnsweredBy>
  readonly reopened: ReadonlySet<Question>
}

export function startInterview(flags: PartialAnswers): Interview {
  const givenAnswers = QUESTIONS.filter((question) => flags[question] !== undefined)
  return {
    answers: flags,
    answeredBy: new Map(givenAnswers.map((question) => [question, 'flag'])),
    reopened: new Set(),
  }
}

export function withAnswers(interview: Interview, givenAnswers: PartialAnswers, by: AnsweredBy): Interview {
  const questions = QUESTIONS.filter((question) => givenAnswers[question] !== undefined)
  return {
    ...interview,
    answers: { ...interview.answers, ...givenAnswers },
    answeredBy: new Map([...interview.answeredBy, ...questions.map((question) => [question, by] as const)]),
  }
}

/** Removes one answer, and all answers that we only inferred from the words, because they may depend on it. */
export function reopen({ answers, answeredBy, reopened }: Interview, question: Question): Interview {
  const keeps = (other: Question) => other !== question && answeredBy.get(other) !== 'text'
  const { type, sensitivity, actionability, area } = answers
  return {
    answers: {
      type: keeps('type') ? type : undefined,
      sensitivity: keeps('sensitivity') ? sensitivity : undefined,
      actionability: keeps('actionability') ? actionability : undefined,
      area: keeps('area') ? area : undefined,
    },
    answeredBy: new Map([...answeredBy].filter(([other]) => keeps(other))),
    reopened: new Set([...reopened, question]),
  }
}

/** Whether the question still needs an answer: it has none yet, and the answer can change the recommendation. */
export function isOpen(policy: Policy, { answers }: Interview, question: Question): boolean {
  return openQuestions(policy, answers).includes(question)
}

/** Whether to ask the person: they want to answer the question again, or their words do not answer it clearly enough. */
export function mustAsk({ reopened }: Interview, question: Question, inference: Classification): boolean {
  // The type decides what "actionability" asks, so a person who corrects the type must answer that question again too.
  if (reopened.has(question) || (question === 'actionability' && reopened.has('type'))) return true
  switch (question) {
    case 'sensitivity':
      return inference.isSensitivityDoubtful
    case 'area':
      return inference.answers.area === null
    case 'type':
    case 'actionability':
      return inference.confidence !== 'high'
    default:
      return question satisfies never
  }
}

/** The person's words, what they were classified as, and the areas that the working directory suggests. */
type InterviewContext = {
  readonly text: string
  readonly inference: Classification | null
  readonly folder: readonly FolderArea[]
}

export function finishInterview(
  policy: Policy,
  { answers, answeredBy }: Interview,
  { text, inference, folder }: InterviewContext,
): Placement {
  // If the person chose the type when asked, the recommendation does not depend on how well we understood their words.
  const isCertain = inference !== null && answeredBy.get('type') === 'prompt'
  return toPlacement(policy, {
    answers: completeAnswers(policy, answers),
    answeredBy: mapQuestions((question) => answeredBy.get(question) ?? 'default'),
    text,
    classification: isCertain ? { ...inference, confidence: 'high' } : inference,
    folder,
  })
}
