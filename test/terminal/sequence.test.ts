import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answer, PlaceInSequence } from '../../src/terminal/questions.ts'
import { askInOrder, type SequenceStep } from '../../src/terminal/sequence.ts'

type Answers = { readonly a?: string; readonly b?: string; readonly c?: string }
type Question = keyof Answers
/** The person's action at the next question: an answer, or going back with what they had typed. */
type Move = { readonly answer: string } | { readonly back: string }

/** Walks through a, b and c; b is asked only if a is not "skip". */
async function walkSteps(moves: readonly Move[], canLeave = false) {
  const asked: (PlaceInSequence & { readonly key: Question; readonly earlierAnswer: string | undefined })[] = []
  const remaining = [...moves]
  const step = (key: Question, applies: SequenceStep<Answers>['applies'] = () => true): SequenceStep<Answers> => ({
    applies,
    ask: (state, place): Promise<Answer<Answers>> => {
      asked.push({ ...place, key, earlierAnswer: state[key] })
      const move = remaining.shift() ?? { answer: 'rest' }
      return Promise.resolve(
        'answer' in move
          ? { kind: 'answered', value: { ...state, [key]: move.answer } }
          : { kind: 'back', unfinished: move.back },
      )
    },
  })
  const answer = await askInOrder([step('a'), step('b', ({ a }) => a !== 'skip'), step('c')], {
    state: {},
    canLeave: () => canLeave,
  })
  return { answer, asked, keys: asked.map(({ key }) => key).join('') }
}

describe('a sequence of questions', () => {
  test('is asked in order, with the place of each', async () => {
    const { answer, asked } = await walkSteps([{ answer: '1' }, { answer: '2' }, { answer: '3' }])
    expect(answer).toEqual({ kind: 'answered', value: { a: '1', b: '2', c: '3' } })
    expect(asked.map(({ number, total, canGoBack }) => [number, total, canGoBack])).toEqual([
      [1, 3, false],
      [2, 3, true],
      [3, 3, true],
    ])
  })

  test('skips questions that earlier answers make unnecessary, forward and backward', async () => {
    const { keys, asked } = await walkSteps([{ answer: 'skip' }, { back: '' }, { answer: '1' }, { answer: '2' }])
    expect(keys).toBe('acabc')
    expect(asked.map(({ total }) => total)).toEqual([3, 2, 2, 3, 3])
  })

  test('keeps the answer to which the person goes back, and the text that they were typing', async () => {
    const { asked, keys } = await walkSteps([{ answer: '1' }, { back: 'half a wo' }, { answer: '1!' }, { answer: '2' }])
    expect(keys).toBe('ababc')
    expect(asked[2]).toMatchObject({ earlierAnswer: '1', unfinished: '' })
    expect(asked[3]).toMatchObject({ unfinished: 'half a wo' })
    expect(asked.map(({ isBack }) => isBack)).toEqual([false, false, true, false, false])
  })

  test('goes back out of its first question, if it is part of another sequence', async () => {
    const { answer, keys } = await walkSteps([{ answer: '1' }, { back: '' }, { back: '' }], true)
    expect(keys).toBe('aba')
    expect(answer).toEqual({ kind: 'back', unfinished: '' })
  })

  test('does not go back out of its first question while another question has unfinished text', async () => {
    const { asked } = await walkSteps([{ answer: '1' }, { back: 'half' }, { answer: '1' }], true)
    expect(asked.map(({ canGoBack }) => canGoBack)).toEqual([true, true, false, true, true])
  })

  test('ends with the answers to a and c, unless the person goes back out of it', async () => {
    const move = fc.oneof(fc.constant({ answer: 'x' }), fc.constant({ answer: 'skip' }), fc.constant({ back: '' }))
    await fc.assert(
      fc.asyncProperty(fc.array(move, { maxLength: 12 }), async (moves) => {
        const { answer, asked } = await walkSteps(moves, true)
        for (const { number, total } of asked) expect(number).toBeLessThanOrEqual(total)
        if (answer.kind === 'back') return
        expect(answer.value.a).toBeDefined()
        expect(answer.value.c).toBeDefined()
      }),
    )
  })
})
