import { finishInterview, reopen } from '../../classifier/interview.ts'
import type { Placement } from '../../classifier/placement.ts'
import { QUESTIONS, type Question } from '../../policy/answers.ts'
import { wordingOf } from '../../policy/questions.ts'
import type { Answer, PlaceInSequence, Prompter } from '../../terminal/questions.ts'
import { type SequenceStep, walk } from '../../terminal/sequence.ts'
import { answerLabel } from '../../terminal/views/where/answer.ts'
import type { Asking } from './choice-of.ts'
import { inferFrom, type State } from './state.ts'

/** Shows the recommendation and all answers, and lets the person change any of them. */
export function reviewStep(asking: Asking, steps: readonly SequenceStep<State>[]): SequenceStep<State> {
  return {
    applies: () => true,
    ask: async (first, place) => {
      let state = first
      for (;;) {
        const placement = await placeOf(asking, state)
        await asking.show(placement)
        const choice = await askNext(asking, placement, asking.prompter, {
          ...place,
          canGoBack: place.canGoBack && state === first,
        })
        if (choice.kind === 'back') return choice
        const { value } = choice
        if (typeof value === 'boolean')
          return { kind: 'answered', value: { ...state, result: { placement, wantsToWrite: value } } }
        const changed = await walk(steps, { state: reopenQuestion(state, value), canLeave: () => true })
        if (changed.kind === 'answered') state = changed.value
      }
    },
  }
}

/** Opens a question again, and also the questions that follow from its answer. */
function reopenQuestion(state: State, question: Question): State {
  const { interview, isReasonGiven, isComparedWithIntended } = state
  const decidesPrivacy = question === 'type' || question === 'sensitivity'
  const reopened = question === 'type' ? reopen(interview, 'actionability') : interview
  return {
    ...state,
    interview: reopen(reopened, question),
    isReasonGiven: isReasonGiven && !decidesPrivacy,
    isComparedWithIntended: isComparedWithIntended && !decidesPrivacy,
  }
}

/** Returns whether to start writing, or the question whose answer the person wants to change. */
async function askNext(
  { policy, canWrite }: Asking,
  placement: Placement,
  prompter: Prompter,
  place: PlaceInSequence,
): Promise<Answer<boolean | Question>> {
  const { recommendation, answeredBy } = placement
  const offersToWrite = canWrite && recommendation.draftTarget !== null
  const changeable = QUESTIONS.filter(
    (question) => answeredBy[question] === 'text' || answeredBy[question] === 'prompt',
  )
  if (!offersToWrite && changeable.length === 0) return { kind: 'answered', value: false }
  return prompter.at(place).select<boolean | Question>({
    message: offersToWrite ? 'Start writing it now?' : 'Is that what you meant?',
    choices: [
      { value: offersToWrite, label: 'Yes', hint: offersToWrite ? 'a draft; nothing is sent yet' : 'looks right' },
      ...(offersToWrite ? [{ value: false, label: 'Not now', hint: 'the command above starts it later' }] : []),
      ...changeable.map((question) => ({
        value: question,
        label: `Change: ${wordingOf(policy, question, recommendation.answers.type)}`,
        hint: answerLabel(policy, recommendation.answers, question),
      })),
    ],
  })
}

async function placeOf(asking: Asking, { interview }: State): Promise<Placement> {
  const inference = inferFrom(asking, interview)
  return finishInterview(asking.policy, interview, asking.text, inference, await asking.folder())
}
