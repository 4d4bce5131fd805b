import type { Answer, Place } from './questions.ts'

/** One question of a sequence, as data. `State` holds all answers. */
export type Step<State> = {
  /** Whether it is asked, given the answers so far. */
  readonly applies: (state: State) => boolean
  readonly ask: (state: State, place: Place) => Promise<Answer<State>>
  /** The answers with which it is asked again, when the person comes back to it; by default, all of them. */
  readonly reopen?: (state: State) => State
}

type Walk<State> = {
  readonly state: State
  /** Whether the person can leave the first question backwards. */
  readonly canLeave?: boolean
}

/** Asks the questions in order. Going back from one asks the one before it again. */
export async function walk<State>(
  steps: readonly Step<State>[],
  { state: initial, canLeave = false }: Walk<State>,
): Promise<Answer<State>> {
  const asked: number[] = []
  const unfinished = new Map<number, string>()
  let state = initial
  let at = 0
  for (;;) {
    const step = steps[at]
    if (step === undefined) return { kind: 'answered', value: state }
    if (!step.applies(state)) {
      at++
      continue
    }
    const answer = await step.ask(state, {
      number: asked.length + 1,
      total: asked.length + steps.slice(at).filter(({ applies }) => applies(state)).length,
      canGoBack: canLeave || asked.length > 0,
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
    state = steps[before]?.reopen?.(state) ?? state
  }
}
