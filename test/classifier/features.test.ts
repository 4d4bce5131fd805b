import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NO_AREAS } from '../../src/classifier/areas.ts'
import { type Features, featuresOf } from '../../src/classifier/features.ts'

function lengthOf({ bucket, weight }: Features): number {
  const sums = new Map<number, number>()
  for (const [index, one] of bucket.entries()) sums.set(one, (sums.get(one) ?? 0) + (weight[index] ?? 0))
  return Math.sqrt([...sums.values()].reduce((sum, value) => sum + value * value, 0))
}

test('the features of a text form a vector of length one, however long the text is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1500 }), fc.string({ unit: 'grapheme' }), (words, more) => {
      const text = Array.from({ length: words }, (_, index) => `word${index % 400}`).join(' ') + more
      expect(lengthOf(featuresOf(text, NO_AREAS, { listWords: true }))).toBeCloseTo(1)
    }),
    { numRuns: 50 },
  )
})

test('features do not depend on earlier texts', () => {
  const text = 'the server prints the token of another user'
  const first = featuresOf(text, NO_AREAS)
  featuresOf('words '.repeat(800), NO_AREAS)
  expect(featuresOf(text, NO_AREAS)).toEqual(first)
})

test('without the list of single words, the length of the vector and all other features are the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const withWords = featuresOf(text, NO_AREAS, { listWords: true })
      const withoutWords = featuresOf(text, NO_AREAS)
      expect(withoutWords.norm).toBe(withWords.norm)
      expect(othersOf(withoutWords)).toEqual(othersOf(withWords))
      expect(featuresOf(text, NO_AREAS, { listWords: true })).toEqual(withWords)
    }),
    { numRuns: 100 },
  )
})

function othersOf({ otherRows: others, bucket, weight, word }: Features) {
  return Array.from(others, (index) => [bucket[index], weight[index], word[index]])
}

test('the lines of a form are left out, but not what a person writes in a heading or beside a box', () => {
  const bug = 'The handshake stalls\n\nwhen a reply is split'
  const form =
    'The handshake stalls\n### Steps to reproduce\nwhen a reply is split\n\n- [x] I searched the open issues\n\n### Version\n\n_No response_'
  const wordsOf = (text: string) => featuresOf(text, NO_AREAS).words.map(({ lower }) => lower)
  expect(wordsOf(form)).toEqual(wordsOf(bug))
  for (const text of ['## I leaked my key\n\nWhat now?', '- [x] I searched, and Bob insulted me for it\n\nReally.'])
    expect(wordsOf(text).length).toBe(text.match(/[\w]+/g)?.length)
})
