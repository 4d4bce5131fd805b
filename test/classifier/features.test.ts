import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Features, featuresOf } from '../../src/classifier/features.ts'

const NAMING = { first: null }

function lengthOf({ bucket, weight }: Features): number {
  const sums = new Map<number, number>()
  for (const [index, one] of bucket.entries()) sums.set(one, (sums.get(one) ?? 0) + (weight[index] ?? 0))
  return Math.sqrt([...sums.values()].reduce((sum, value) => sum + value * value, 0))
}

test('the features of a text form a vector of length one, however long the text is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1500 }), fc.string({ unit: 'grapheme' }), (words, more) => {
      const text = Array.from({ length: words }, (_, index) => `word${index % 400}`).join(' ') + more
      expect(lengthOf(featuresOf(text, NAMING, { listWords: true }))).toBeCloseTo(1)
    }),
    { numRuns: 50 },
  )
})

test('features do not depend on earlier texts', () => {
  const text = 'the server prints the token of another user'
  const first = featuresOf(text, NAMING)
  featuresOf('words '.repeat(800), NAMING)
  expect(featuresOf(text, NAMING)).toEqual(first)
})

test('features without the list of single words have the same length and the same other features', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const all = featuresOf(text, NAMING, { listWords: true })
      const few = featuresOf(text, NAMING)
      expect(few.length).toBe(all.length)
      expect(othersOf(few)).toEqual(othersOf(all))
      expect(featuresOf(text, NAMING, { listWords: true })).toEqual(all)
    }),
    { numRuns: 100 },
  )
})

function othersOf({ others, bucket, weight, word }: Features) {
  return Array.from(others, (index) => [bucket[index], weight[index], word[index]])
}

test('the lines that most issues have in common do not change the features', () => {
  const bug = 'The handshake stalls\n\nwhen a reply is split'
  const form =
    'The handshake stalls\n### Steps to reproduce\nwhen a reply is split\n\n- [x] I searched the open issues\n\n### Version\n\n_No response_'
  const of = (text: string) => featuresOf(text, NAMING).words.map(({ lower }) => lower)
  expect(of(form)).toEqual(of(bug))
  for (const own of ['## I leaked my key\n\nWhat now?', '- [x] I searched, and Bob insulted me for it\n\nReally.'])
    expect(of(own).length).toBe(own.match(/[\w]+/g)?.length)
})
