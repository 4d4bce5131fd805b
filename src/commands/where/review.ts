import { finishInterview, reopen } from '../../classifier/interview.ts'
import type { Placement } from '../../classifier/placement.ts'
import { QUESTIONS, type Question } from '../../policy/answers.ts'
import { wordingOf } from '../../policy/questions.ts'
import type { Answer, PlaceInSequence, Prompter } from '../../terminal/questions.ts'
import { askInOrder, type SequenceStep } from '../../terminal/sequence.ts'
import { answerLabel } from '../../terminal/views/where/answer.ts'
import type { WhereSession } from './prompt-for.ts'
import { inferFrom, type WhereState } from './state.ts'

export function reviewStep(
  session: WhereSession,
  steps: readonly SequenceStep<WhereState>[],
): SequenceStep<WhereState> {
  return {
    applies: ({ ownWords }) => ownWords === null,
    ask: async (initialState, place) => {
      let state = initialState
      for (;;) {
        const placement = await placementFor(session, state)
        await session.show(placement)
        const choice = await askToWriteOrChange(session, placement, session.prompter, {
          ...place,
          canGoBack: place.canGoBack && state === initialState,
        })
        if (choice.kind === 'back') return choice
        const { value } = choice
        if (typeof value === 'boolean')
          return { kind: 'answered', value: { ...state, result: { placement, wantsToWrite: value } } }
        const answer = await askInOrder(steps, { state: reopenQuestion(state, value), canLeave: () => true })
        if (answer.kind === 'answered') state = answer.value
        if (state.ownWords !== null) return { kind: 'answered', value: state }
      }
    },
  }
}

/** Reopens a question, and the other questions that depend on its answer. */
function reopenQuestion(state: WhereState, question: Question): WhereState {
  const { interview, wasAskedReason, wasAskedIntended } = state
  const decidesPrivacy = question === 'type' || question === 'sensitivity'
  const reopened = question === 'type' ? reopen(interview, 'actionability') : interview
  return {
    ...state,
    interview: reopen(reopened, question),
    wasAskedReason: wasAskedReason && !decidesPrivacy,
    wasAskedIntended: wasAskedIntended && !decidesPrivacy,
  }
}

/** Returns whether to start writing, or the question whose answer the person wants to change. */
async function askToWriteOrChange(
  { policy, canWrite }: WhereSession,
  placement: Placement,
  prompter: Prompter,
  place: PlaceInSequence,
): Promise<Answer<boolean | Question>> {
  const { recommendation, answeredBy } = placement
  const offersToWrite = canWrite && recommendation.draftTarget !== null
  const changeableQuestions = QUESTIONS.filter(
    (question) => answeredBy[question] === 'text' || answeredBy[question] === 'prompt',
  )
  if (!offersToWrite && changeableQuestions.length === 0) return { kind: 'answered', value: false }
  return prompter.at(place).select<boolean | Question>({
    message: offersToWrite ? 'Start writing it now?' : 'Is that what you meant?',
    choices: [
      { value: offersToWrite, label: 'Yes', hint: offersToWrite ? 'a draft; nothing is sent yet' : 'looks right' },
      ...(offersToWrite ? [{ value: false, label: 'Not now', hint: 'the command above starts it later' }] : []),
      ...changeableQuestions.map((question) => ({
        value: question,
        label: `Change: ${wordingOf(policy, question, recommendation.answers.type)}`,
        hint: answerLabel(policy, recommendation.answers, question),
      })),
    ],
  })
}

async function placementFor(session: WhereSession, { interview }: WhereState): Promise<Placement> {
  const { policy, text } = session
  const inference = inferFrom(session, interview)
  return finishInterview(policy, interview, { text, inference, folder: await session.readFolderAreas() })
}
