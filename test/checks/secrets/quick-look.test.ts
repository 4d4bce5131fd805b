import { expect, test } from 'vitest'
import { mayHoldSecret } from '../../../src/checks/secrets/quick-look.ts'

type Rule = Parameters<typeof mayHoldSecret>[0][number]
type File = NonNullable<ReturnType<Rule['create']>['file']>

function rule(file: (context: Parameters<Rule['create']>[0]) => File): Rule {
  return {
    messages: {},
    meta: { id: 'test', type: 'scanner', recommended: true, supportedContentTypes: ['all'] },
    create: (context) => ({ file: file(context) }),
  }
}

const silent = rule(() => () => undefined)
const reporting = rule((context) => ({ content }) => {
  const message = context.createTranslator({ found: { en: () => 'found' } })('found')
  if (content.includes('secret')) context.report({ message, range: [0, 1] })
})

test('a text of which no rule reports anything holds none', () => {
  expect(mayHoldSecret([silent, reporting])('plain words')).toBe(false)
})

test('what one text holds is not said of the next', () => {
  const mayHold = mayHoldSecret([silent, reporting, silent])
  expect([mayHold('a secret'), mayHold('plain words'), mayHold('a secret')]).toEqual([true, false, true])
})

test.each([
  [
    'throws',
    rule(() => () => {
      throw new Error('broken')
    }),
  ],
  ['goes on later', rule(() => async () => undefined)],
  [
    'asks for a place',
    rule(() => (source) => {
      source.indexToPosition(0)
    }),
  ],
])('a rule that %s is left to secretlint', (_, odd) => {
  expect(mayHoldSecret([silent, odd])('plain words')).toBe(true)
})

test('so is a text that begins with the mark of the byte order', () => {
  expect(mayHoldSecret([silent])('\ufeffplain words')).toBe(true)
})
