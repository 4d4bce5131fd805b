import { isOpen, startInterview, withAnswers } from '../../classifier/interview.ts'
import { QUESTIONS, type Question } from '../../policy/answers.ts'
import type { PartialAnswers } from '../../policy/questions.ts'
import { intendedQuestion } from '../../preflight/ask-intended.ts'
import type { Answer, PlaceInSequence } from '../../terminal/questions.ts'
import { type SequenceStep, walk } from '../../terminal/sequence.ts'
import { privacyWarning } from '../../terminal/views/where/answer.ts'
import { betweenQuestion } from './between.ts'
import { type Asking, choiceOf } from './choice-of.ts'
import { reviewStep } from './review.ts'
import { inferFrom, isAsked, isForeignArea, type Result, type State, sensitivityOf, settle } from './state.ts'

/**
 * Asks what neither the flags nor the text have answered, shows the recommendation, and lets the person change any answer,
 * also an answer that was inferred from the text.
 */
export async function askQuestions(asking: Asking, flags: PartialAnswers): Promise<Result> {
  const first: State = {
    interview: settle(asking, startInterview(flags)),
    chosen: {},
    isDecidedBetween: false,
    isReasonGiven: false,
    isComparedWithIntended: false,
    result: null,
    before: null,
  }
  await warnIfSensitive(asking, null, first)
  const steps = stepsOf(asking)
  const answer = await walk(steps, { state: first, review: reviewStep(asking, steps) })
  if (answer.kind === 'answered' && answer.value.result !== null) return answer.value.result
  throw new Error('where ended without a recommendation')
}

function stepsOf(asking: Asking): readonly SequenceStep<State>[] {
  const questions = QUESTIONS.flatMap((question) =>
    question === 'sensitivity'
      ? [questionStep(asking, question), reasonStep(asking), intendedStep(asking)]
      : [questionStep(asking, question)],
  )
  return [betweenStep(asking), ...questions]
}

/** Makes a step that keeps the state before its question, so that going back also undoes what followed from the answer. */
function stepOf(
  asking: Asking,
  applies: SequenceStep<State>['applies'],
  ask: (state: State, place: PlaceInSequence) => Promise<Answer<State>>,
): SequenceStep<State> {
  return {
    applies,
    reopen: (state) => ({ ...(state.before ?? state), chosen: state.chosen }),
    ask: async (state, place) => {
      const answer = await ask(state, place)
      if (answer.kind === 'back') return answer
      const next = { ...answer.value, interview: settle(asking, answer.value.interview), before: state }
      await warnIfSensitive(asking, state, next)
      return { kind: 'answered', value: next }
    },
  }
}

/** If the text fits two places, asks only for what decides between them, instead of all questions. */
function betweenStep(asking: Asking): SequenceStep<State> {
  const questionOf = ({ interview, isDecidedBetween }: State) => {
    const inference = isDecidedBetween || interview.reopened.has('type') ? null : inferFrom(asking, interview)
    return inference === null ? null : betweenQuestion(asking.policy, inference)
  }
  return stepOf(
    asking,
    (state) => isOpen(asking.policy, state.interview, 'type') && questionOf(state) !== null,
    async (state, place) => {
      const question = questionOf(state)
      const decided = { ...state, isDecidedBetween: true }
      if (question === null) return { kind: 'answered', value: decided }
      const answer = await asking.prompter.at(place).select(question)
      if (answer.kind === 'back' || answer.value === null)
        return answer.kind === 'back' ? answer : { kind: 'answered', value: decided }
      const interview = withAnswers(state.interview, answer.value, 'prompt')
      return { kind: 'answered', value: { ...decided, interview } }
    },
  )
}

function questionStep(asking: Asking, question: Question): SequenceStep<State> {
  return stepOf(
    asking,
    ({ interview }) => isAsked(asking, interview, question),
    async (state, place) => {
      const { interview, chosen } = state
      const choice = await choiceOf(asking, interview, question, inferFrom(asking, interview))
      const previous = chosen[question]
      const answer = await asking.prompter
        .at(place)
        .select({ ...choice, ...(previous === undefined ? {} : { preselected: previous }) })
      if (answer.kind === 'back') return answer
      const newAnswer: PartialAnswers = { [question]: answer.value }
      return {
        kind: 'answered',
        value: {
          ...state,
          interview: withAnswers(interview, newAnswer, 'prompt'),
          chosen: { ...chosen, ...newAnswer },
        },
      }
    },
  )
}

/** A private channel is an exception, so asks about each possible reason for it. Without a reason, the matter is public. */
function reasonStep(asking: Asking): SequenceStep<State> {
  const { private: reasons } = asking.policy.questions
  return stepOf(
    asking,
    ({ interview, isReasonGiven }) =>
      interview.answers.sensitivity === 'limited-audience' &&
      reasons !== null &&
      !isReasonGiven &&
      interview.answeredBy.get('sensitivity') !== 'flag',
    async (state, place) => {
      type Reason = { readonly sensitivity: PartialAnswers['sensitivity'] | null }
      const steps = (reasons?.criteria ?? []).map(
        ({ ask, sensitivity }): SequenceStep<Reason> => ({
          applies: (reason) => reason.sensitivity === null,
          reopen: () => ({ sensitivity: null }),
          ask: async (reason, reasonPlace) => {
            const answer = await asking.prompter
              .at({ ...reasonPlace, total: 1 })
              .confirm({ message: ask, preset: false })
            if (answer.kind === 'back') return answer
            return { kind: 'answered', value: answer.value ? { sensitivity } : reason }
          },
        }),
      )
      const canLeave = () => place.canGoBack
      const answer = await walk<Reason>(steps, { state: { sensitivity: null }, canLeave })
      if (answer.kind === 'back') return answer
      const { sensitivity } = answer.value
      if (sensitivity === null) asking.app.terminal.err.write(`${reasons?.none ?? ''}\n`)
      const given = { sensitivity: sensitivity ?? 'public' }
      return {
        kind: 'answered',
        value: { ...state, interview: withAnswers(state.interview, given, 'prompt'), isReasonGiven: true },
      }
    },
  )
}

/**
 * A possible vulnerability may be behaviour that the project intends (SECURITY.md, "Behaviors That Are Not
 * Vulnerabilities"), so we ask about that before we suggest a private report.
 */
function intendedStep(asking: Asking): SequenceStep<State> {
  const { policy } = asking
  return stepOf(
    asking,
    ({ interview, isComparedWithIntended }) =>
      !isComparedWithIntended && sensitivityOf(policy, interview) === 'security' && !isForeignArea(policy, interview),
    async (state, place) => {
      const answer = await asking.prompter.at(place).select(intendedQuestion(policy))
      if (answer.kind === 'back') return answer
      const intended = answer.value === null ? undefined : policy.questions.intended.options[answer.value]?.answers
      const interview = intended === undefined ? state.interview : withAnswers(state.interview, intended, 'prompt')
      return { kind: 'answered', value: { ...state, interview, isComparedWithIntended: true } }
    },
  )
}

/** Warns as soon as an answer makes the matter sensitive. */
async function warnIfSensitive({ app, policy }: Asking, before: State | null, after: State): Promise<void> {
  const isSensitive = (state: Pick<State, 'interview'>) =>
    ['security', 'people'].includes(sensitivityOf(policy, state.interview))
  if (!isSensitive(after) || (before !== null && isSensitive(before))) return
  app.terminal.err.write(privacyWarning(await app.terminal.err.style()))
}
