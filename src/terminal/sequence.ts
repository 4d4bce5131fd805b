import { quote } from '../text/quote.ts'
import type { Answer, Place, Prompter } from './questions.ts'

/** One question of a sequence, as data. `State` holds all answers. */
export type Step<State> = {
  /** Whether it is asked, given the answers so far. */
  readonly applies: (state: State) => boolean
  readonly ask: (state: State, place: Place) => Promise<Answer<State>>
  /** Returns the answers with which the question is asked again when the person comes back to it; by default, all answers. */
  readonly reopen?: (state: State) => State
}

type Walk<State> = {
  readonly state: State
  /** Whether the person can leave the first question backwards; by default, not. */
  readonly canLeave?: (state: State) => boolean
  /** Comes after the questions, and is not counted among them. */
  readonly review?: Step<State>
}

/** Asks the questions in order. If the person goes back, asks the previous question again. */
export async function walk<State>(
  steps: readonly Step<State>[],
  { state: initial, canLeave = () => false, review }: Walk<State>,
): Promise<Answer<State>> {
  const all = review === undefined ? steps : [...steps, review]
  const asked: number[] = []
  const unfinished = new Map<number, string>()
  let state = initial
  let at = 0
  for (;;) {
    const step = all[at]
    if (step === undefined) return { kind: 'answered', value: state }
    if (!step.applies(state)) {
      at++
      continue
    }
    const rest = steps.slice(at).filter(({ applies }) => applies(state)).length
    const answer = await step.ask(state, {
      number: asked.length + 1,
      total: step === review ? 1 : asked.length + rest,
      canGoBack: asked.length > 0 || canLeave(state),
      unfinished: unfinished.get(at) ?? '',
    })
    if (answer.kind === 'answered') {
      state = answer.value
      unfinished.delete(at)
      asked.push(at)
      at++
      continue
    }
    unfinished.set(at, answer.unfinished)
    const before = asked.pop()
    if (before === undefined) return answer
    at = before
    state = all[before]?.reopen?.(state) ?? state
  }
}

/** Explains the keys. Printed once, before a sequence whose answers are saved one by one. */
export function keysLine({ keys }: Prompter): string {
  return `${keys.back}: back · ${keys.stop}: stop; your answers are kept\n`
}

/** A question whose answer the person can review when all questions are answered. */
export type Reviewable<State> = Step<State> & {
  readonly label: string
  /** The answer in a few words; empty if there is none. */
  readonly answer: (state: State) => string
}

/** A question that is asked by itself, from which the person can go back. */
export const ALONE: Place = { number: 1, total: 1, canGoBack: true, unfinished: '' }

const NO_ANSWER = '(no answer)'

/** Shows all answers, and lets the person change any of them. If a change makes other questions apply, asks them at once. */
export function reviewOf<State>(prompter: Prompter, questions: readonly Reviewable<State>[]): Step<State> {
  return {
    applies: () => true,
    ask: async (first, place) => {
      let state = first
      for (;;) {
        const at = prompter.at({ ...place, canGoBack: place.canGoBack && state === first })
        const chosen = await at.select<Reviewable<State> | null>({
          message: 'Is everything right?',
          choices: [
            { value: null, label: 'Yes', hint: 'continue; nothing is sent yet' },
            ...questions
              .filter(({ applies }) => applies(state))
              .map((question) => ({
                value: question,
                label: `Change: ${question.label}`,
                hint: quote(question.answer(state)) || NO_ANSWER,
              })),
          ],
        })
        if (chosen.kind === 'back') return chosen
        if (chosen.value === null) return { kind: 'answered', value: state }
        const changed = await chosen.value.ask(state, ALONE)
        if (changed.kind === 'answered') state = await askThatApplyNow(questions, state, changed.value)
      }
    },
  }
}

/** Asks the questions that apply only because an answer changed. If the person goes back, the question stays for the review. */
async function askThatApplyNow<State>(
  questions: readonly Reviewable<State>[],
  before: State,
  changed: State,
): Promise<State> {
  let state = changed
  for (const question of questions.filter(({ applies }) => !applies(before))) {
    if (!question.applies(state)) continue
    const answer = await question.ask(state, ALONE)
    if (answer.kind === 'answered') state = answer.value
  }
  return state
}
