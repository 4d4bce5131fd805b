import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Features, featuresOf, passingFeaturesOf } from '../../src/classifier/features.ts'
import { COUNTS } from '../../src/classifier/kinds.ts'
import { logits } from '../../src/classifier/score.ts'
import { shippedModel } from '../support/model.ts'

const NAMING = { ours: false, other: false }

function lengthOf({ bucket, weight, apart, times, unit }: Features): number {
  const sums = new Map<number, number>()
  const add = (one: number, strength: number) => sums.set(one, (sums.get(one) ?? 0) + strength)
  for (const [index, one] of bucket.entries()) add(one, weight[index] ?? 0)
  for (const [index, { own, pieces }] of apart.entries()) {
    const often = unit * (times[index] ?? 0)
    add(own, COUNTS.word * often)
    for (const piece of pieces) add(piece, COUNTS.piece * often)
  }
  return Math.sqrt([...sums.values()].reduce((sum, value) => sum + value * value, 0))
}

test('features of a text have length one together, however long it is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1500 }), fc.string({ unit: 'grapheme' }), (words, more) => {
      const text = Array.from({ length: words }, (_, index) => `word${index % 400}`).join(' ') + more
      expect(lengthOf(passingFeaturesOf(text, NAMING))).toBeCloseTo(1)
    }),
    { numRuns: 50 },
  )
})

test('features do not depend on the texts that were read before', () => {
  const text = 'the server prints the token of another user'
  const first = featuresOf(text, NAMING)
  featuresOf('words '.repeat(800), NAMING)
  expect(featuresOf(text, NAMING)).toEqual(first)
})

test('what is remembered of words makes the sums that all their features make', () => {
  const text = 'the server prints the token of another user, and the servers print it again: überall'
  for (const head of [shippedModel.channel, shippedModel.type]) {
    const whole = logits(head, featuresOf(text, NAMING))
    // The second time, the words are known.
    for (const sums of [logits(head, passingFeaturesOf(text, NAMING)), logits(head, passingFeaturesOf(text, NAMING))])
      for (const [index, sum] of sums.entries()) expect(sum).toBeCloseTo(whole[index] ?? Number.NaN, 4)
  }
})
