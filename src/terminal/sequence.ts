import { CancelledError } from '../errors.ts'
import { quote } from '../text/quote.ts'
import type { Answer, PlaceInSequence, Prompter } from './questions.ts'

/** `State` holds the answers to all questions. */
export type SequenceStep<State> = {
  /** Whether to ask the question, given the answers so far. */
  readonly applies: (state: State) => boolean
  readonly ask: (state: State, place: PlaceInSequence) => Promise<Answer<State>>
  /** Returns the answers to start from when the person comes back to the question; by default, all answers. */
  readonly reopen?: (state: State) => State
  /** Saves what the person had typed before they went back from the question. Called if they then stop, or leave the sequence. */
  readonly keep?: (unfinished: string) => Promise<void>
}

type SequenceOptions<State> = {
  readonly state: State
  /** Whether the person can go back from the first question, which leaves the sequence; by default, they cannot. */
  readonly canLeave?: (state: State) => boolean
  /** The step after the questions. It is not counted as one of them. */
  readonly review?: SequenceStep<State>
}

/** Asks the questions in order. If the person goes back, asks the previous question again. Returns all answers. */
export async function askInOrder<State>(
  steps: readonly SequenceStep<State>[],
  { state: initial, canLeave = () => false, review }: SequenceOptions<State>,
): Promise<Answer<State>> {
  const allSteps = review === undefined ? steps : [...steps, review]
  const asked: number[] = []
  const unfinished = new Map<SequenceStep<State>, string>()
  const mayLeave = (current: State, otherTexts: readonly unknown[]) => canLeave(current) && otherTexts.length === 0
  let state = initial
  let index = 0
  let isBack = false
  for (;;) {
    const step = allSteps[index]
    if (step === undefined) return { kind: 'answered', value: state }
    if (!step.applies(state)) {
      index++
      continue
    }
    const remaining = steps.slice(index).filter(({ applies }) => applies(state)).length
    const otherTexts = unfinishedElsewhere(allSteps, unfinished, state, step)
    const place: PlaceInSequence = {
      number: asked.length + 1,
      total: step === review ? 1 : asked.length + remaining,
      canGoBack: asked.length > 0 || mayLeave(state, otherTexts),
      unfinished: unfinished.get(step) ?? '',
      isBack,
    }
    const answer = await keepOnCancel(otherTexts, () => step.ask(state, place))
    isBack = answer.kind === 'back'
    if (answer.kind === 'answered') {
      state = answer.value
      unfinished.delete(step)
      asked.push(index)
      index++
      continue
    }
    unfinished.set(step, answer.unfinished)
    const previous = asked.pop()
    if (previous === undefined) {
      await keepTexts([{ step, text: answer.unfinished }])
      return answer
    }
    index = previous
    state = allSteps[previous]?.reopen?.(state) ?? state
  }
}

type UnfinishedText<State> = { readonly step: SequenceStep<State>; readonly text: string }

/** What the person had typed at other questions before they went back. */
function unfinishedElsewhere<State>(
  steps: readonly SequenceStep<State>[],
  unfinished: ReadonlyMap<SequenceStep<State>, string>,
  state: State,
  current?: SequenceStep<State>,
): readonly UnfinishedText<State>[] {
  return steps.flatMap((step) => {
    const text = unfinished.get(step) ?? ''
    return step === current || text.trim() === '' || !step.applies(state) ? [] : [{ step, text }]
  })
}

async function keepOnCancel<State, Value>(
  texts: readonly UnfinishedText<State>[],
  ask: () => Promise<Answer<Value>>,
): Promise<Answer<Value>> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof CancelledError) await keepTexts(texts)
    throw error
  }
}

async function keepTexts<State>(texts: readonly UnfinishedText<State>[]): Promise<void> {
  for (const { step, text } of texts) if (text.trim() !== '') await step.keep?.(text)
}

/** Explains the keys. Printed once, before a sequence whose answers are saved one by one. */
export function keysLine({ keys }: Prompter): string {
  return `${keys.back}: back · ${keys.cancel}: cancel; your answers are kept\n`
}

export type Reviewable<State> = SequenceStep<State> & {
  readonly label: string
  /** The answer in a few words; empty if there is none. */
  readonly answer: (state: State) => string
}

/** The place of a question that is not part of a sequence, but from which the person can go back. */
export const SINGLE_QUESTION: PlaceInSequence = { number: 1, total: 1, canGoBack: true, unfinished: '' }

const NO_ANSWER = '(no answer)'

/** The step that shows all answers and lets the person change any of them. If a change makes other questions apply, asks them next. */
export function createReviewStep<State>(
  prompter: Prompter,
  questions: readonly Reviewable<State>[],
): SequenceStep<State> {
  const { askAgain, unfinishedTexts } = reviewAsker(questions)
  return {
    applies: () => true,
    ask: async (first, place) => {
      let state = first
      for (;;) {
        const texts = unfinishedTexts(state)
        const canGoBack = place.canGoBack && state === first && texts.length === 0
        const choices = [
          { value: null, label: 'Yes', hint: 'continue; nothing is sent yet' },
          ...questions
            .filter(({ applies }) => applies(state))
            .map((question) => ({
              value: question,
              label: `Change: ${question.label}`,
              hint: quote(question.answer(state)) || NO_ANSWER,
            })),
        ]
        const chosen = await keepOnCancel(texts, () =>
          prompter
            .at({ ...place, canGoBack })
            .select<Reviewable<State> | null>({ message: 'Is everything right?', choices }),
        )
        if (chosen.kind === 'back') return chosen
        if (chosen.value === null) return { kind: 'answered', value: state }
        const changed = await askAgain(chosen.value, state)
        if (changed.kind === 'answered') state = await askNewlyApplicable(askAgain, questions, state, changed.value)
      }
    },
  }
}

type AskAgain<State> = (question: Reviewable<State>, state: State) => Promise<Answer<State>>

/**
 * `askAgain` asks a question of the review once more. If the person goes back from it, their text is kept for the next time that they
 * change that answer. `unfinishedTexts` returns these texts, which are saved if the person cancels.
 */
function reviewAsker<State>(questions: readonly Reviewable<State>[]) {
  const unfinished = new Map<SequenceStep<State>, string>()
  const unfinishedTexts = (state: State, current?: Reviewable<State>) =>
    unfinishedElsewhere(questions, unfinished, state, current)
  const askAgain: AskAgain<State> = async (question, state) => {
    const answer = await keepOnCancel(unfinishedTexts(state, question), () =>
      question.ask(state, { ...SINGLE_QUESTION, unfinished: unfinished.get(question) ?? '' }),
    )
    unfinished.set(question, answer.kind === 'back' ? answer.unfinished : '')
    return answer
  }
  return { askAgain, unfinishedTexts }
}

/** Asks the questions that did not apply before an answer changed. If the person goes back, they can still answer in the review. */
async function askNewlyApplicable<State>(
  askAgain: AskAgain<State>,
  questions: readonly Reviewable<State>[],
  before: State,
  changed: State,
): Promise<State> {
  let state = changed
  for (const question of questions.filter(({ applies }) => !applies(before))) {
    if (!question.applies(state)) continue
    const answer = await askAgain(question, state)
    if (answer.kind === 'answered') state = answer.value
  }
  return state
}
