import { isOpen, startInterview, withAnswers } from '../../classifier/interview.ts'
import { QUESTIONS, type Question } from '../../policy/answers.ts'
import type { PartialAnswers } from '../../policy/questions.ts'
import { intendedQuestion } from '../../preflight/ask-about-ai-and-intent.ts'
import type { Answer, Choice, PlaceInSequence } from '../../terminal/questions.ts'
import { askInOrder, type SequenceStep } from '../../terminal/sequence.ts'
import { privacyWarning } from '../../terminal/views/where/answer.ts'
import { quote } from '../../text/quote.ts'
import { promptFor, type WhereSession } from './prompt-for.ts'
import { reviewStep } from './review.ts'
import {
  inferAnswers,
  inferFrom,
  isForeignArea,
  type OwnWords,
  sensitivityOf,
  shouldAsk,
  type WhereResult,
  type WhereState,
} from './state.ts'
import { tieBreakQuestion } from './tie-break.ts'

export async function askQuestions(session: WhereSession, flags: PartialAnswers): Promise<WhereResult | OwnWords> {
  const initial: WhereState = {
    interview: inferAnswers(session, startInterview(flags)),
    chosen: {},
    wasAskedTieBreak: false,
    wasAskedReason: false,
    wasAskedIntended: false,
    ownWords: null,
    result: null,
    previous: null,
  }
  await warnIfSensitive(session, null, initial)
  const steps = stepsOf(session)
  const answer = await askInOrder(steps, { state: initial, review: reviewStep(session, steps) })
  const { ownWords, result } = answer.kind === 'answered' ? answer.value : initial
  if (ownWords !== null) return { ownWords }
  if (result !== null) return result
  throw new Error('where ended without a recommendation')
}

function stepsOf(session: WhereSession): readonly SequenceStep<WhereState>[] {
  const questions = QUESTIONS.flatMap((question) =>
    question === 'sensitivity'
      ? [questionStep(session, question), reasonStep(session), intendedStep(session)]
      : [questionStep(session, question)],
  )
  return [tieBreakStep(session), ...questions]
}

/** Makes a step that remembers the state before its question, so that going back also undoes what followed from the answer. */
function stepOf(
  session: WhereSession,
  applies: SequenceStep<WhereState>['applies'],
  ask: (state: WhereState, place: PlaceInSequence) => Promise<Answer<WhereState>>,
): SequenceStep<WhereState> {
  return {
    applies: (state) => state.ownWords === null && applies(state),
    reopen: (state) => ({ ...(state.previous ?? state), chosen: state.chosen }),
    ask: async (state, place) => {
      const answer = await ask(state, place)
      if (answer.kind === 'back') return answer
      const next = { ...answer.value, interview: inferAnswers(session, answer.value.interview), previous: state }
      await warnIfSensitive(session, state, next)
      return { kind: 'answered', value: next }
    },
  }
}

/** If the text fits two places, asks which one is meant. The answer replaces several questions. */
function tieBreakStep(session: WhereSession): SequenceStep<WhereState> {
  const questionOf = ({ interview, wasAskedTieBreak }: WhereState) => {
    const inference = wasAskedTieBreak || interview.reopened.has('type') ? null : inferFrom(session, interview)
    return inference === null ? null : tieBreakQuestion(session.policy, inference)
  }
  return stepOf(
    session,
    (state) => isOpen(session.policy, state.interview, 'type') && questionOf(state) !== null,
    async (state, place) => {
      const question = questionOf(state)
      const stateAfter = { ...state, wasAskedTieBreak: true }
      if (question === null) return { kind: 'answered', value: stateAfter }
      const answer = await session.prompter.at(place).select(question)
      if (answer.kind === 'back') return answer
      if (answer.value === null) return { kind: 'answered', value: stateAfter }
      const interview = withAnswers(state.interview, answer.value, 'prompt')
      return { kind: 'answered', value: { ...stateAfter, interview } }
    },
  )
}

function questionStep(session: WhereSession, question: Question): SequenceStep<WhereState> {
  return stepOf(
    session,
    ({ interview }) => shouldAsk(session, interview, question),
    async (state, place) => {
      const { interview, chosen } = state
      const prompt = await promptFor(session, interview, question, inferFrom(session, interview))
      const earlierAnswer = chosen[question]
      const answer = await session.prompter.at(place).select<string | null | OwnWords>({
        ...prompt,
        ...(earlierAnswer === undefined ? {} : { preselected: earlierAnswer }),
        ...(question === 'type' ? { choiceFor: ownWordsChoice } : {}),
      })
      if (answer.kind === 'back') return answer
      if (answer.value !== null && typeof answer.value === 'object')
        return { kind: 'answered', value: { ...state, ...answer.value } }
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

function ownWordsChoice(words: string): Choice<OwnWords> {
  return { value: { ownWords: words }, label: `Use my words: "${quote(words, 40)}"`, hint: '' }
}

/**
 * Asks about the possible reasons for a private channel until one applies, because a private channel is an exception. Without a
 * reason, the matter is public.
 */
function reasonStep(session: WhereSession): SequenceStep<WhereState> {
  const { private: reasons } = session.policy.questions
  return stepOf(
    session,
    ({ interview, wasAskedReason }) =>
      interview.answers.sensitivity === 'limited-audience' &&
      reasons !== null &&
      !wasAskedReason &&
      interview.answeredBy.get('sensitivity') === 'prompt',
    async (state, place) => {
      type Reason = { readonly sensitivity: PartialAnswers['sensitivity'] | null }
      // Going back to this step from a later one leads to its first question.
      const isReturnToFirst = ({ number }: PlaceInSequence) => number === 1 && place.isBack === true
      const steps = (reasons?.criteria ?? []).map(
        ({ ask, sensitivity }): SequenceStep<Reason> => ({
          applies: (reason) => reason.sensitivity === null,
          reopen: () => ({ sensitivity: null }),
          ask: async (reason, reasonPlace) => {
            const answer = await session.prompter
              .at({ ...reasonPlace, total: 1, isBack: reasonPlace.isBack === true || isReturnToFirst(reasonPlace) })
              .confirm({ message: ask, preset: false })
            if (answer.kind === 'back') return answer
            return { kind: 'answered', value: answer.value ? { sensitivity } : reason }
          },
        }),
      )
      const canLeave = () => place.canGoBack
      const answer = await askInOrder<Reason>(steps, { state: { sensitivity: null }, canLeave })
      if (answer.kind === 'back') return answer
      const { sensitivity } = answer.value
      if (sensitivity === null) session.app.terminal.err.write(`${reasons?.none ?? ''}\n`)
      const newAnswer = { sensitivity: sensitivity ?? 'public' }
      return {
        kind: 'answered',
        value: { ...state, interview: withAnswers(state.interview, newAnswer, 'prompt'), wasAskedReason: true },
      }
    },
  )
}

/**
 * A possible vulnerability may be behavior that the project intends (SECURITY.md, "Behaviors That Are Not
 * Vulnerabilities"), so this asks about it before a private report is suggested.
 */
function intendedStep(session: WhereSession): SequenceStep<WhereState> {
  const { policy } = session
  return stepOf(
    session,
    ({ interview, wasAskedIntended }) =>
      !wasAskedIntended &&
      sensitivityOf(policy, interview) === 'security' &&
      !isForeignArea(policy, interview) &&
      // Whoever leaked a secret has to revoke it, whatever the project intends.
      inferFrom(session, interview)?.special !== 'own-secret',
    async (state, place) => {
      const answer = await session.prompter.at(place).select(intendedQuestion(policy))
      if (answer.kind === 'back') return answer
      const intendedAnswers =
        answer.value === null ? undefined : policy.questions.intended.options[answer.value]?.answers
      const interview =
        intendedAnswers === undefined ? state.interview : withAnswers(state.interview, intendedAnswers, 'prompt')
      return { kind: 'answered', value: { ...state, interview, wasAskedIntended: true } }
    },
  )
}

/** Warns as soon as an answer makes the matter sensitive. */
async function warnIfSensitive(
  { app, policy }: WhereSession,
  previous: WhereState | null,
  current: WhereState,
): Promise<void> {
  const isSensitive = (state: Pick<WhereState, 'interview'>) =>
    ['security', 'people'].includes(sensitivityOf(policy, state.interview))
  if (!isSensitive(current) || (previous !== null && isSensitive(previous))) return
  app.terminal.err.write(privacyWarning(await app.terminal.err.style()))
}
