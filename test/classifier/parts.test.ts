import { describe, expect, test } from 'vitest'
import { findAreas, indexAreas, NO_AREAS } from '../../src/classifier/areas.ts'
import { featuresOf } from '../../src/classifier/features.ts'
import { bucketOf, HASH_BITS, hash, readModel, rowOf } from '../../src/classifier/model.ts'
import { findSignals } from '../../src/classifier/signals.ts'
import { splitWords } from '../../src/classifier/words.ts'
import { shippedModel } from '../support/model.ts'
import { mcp } from '../support/policy.ts'

describe('the words of a text', () => {
  test.each([
    ['Typos, links!', ['typo', 'link']],
    ['queries running patched less', ['query', 'runn', 'patch', 'less']],
    ['Ｆｕｌｌ width', ['full', 'width']],
    ['脆弱性', ['脆弱', '弱性']],
    ['보안 취약점', ['보안', '취약점']],
    ['', []],
  ])('%j', (text, forms) => {
    expect(splitWords(text).map(({ form }) => form)).toEqual(forms)
  })
})

describe('the area of this project and the product of others that a text names', () => {
  const areaIndex = indexAreas(mcp)

  test.each([
    ['rmcp aborts when VS Code connects', 'rust-sdk', 'other-product'],
    ['the C# SDK', 'csharp-sdk', undefined],
    ['Claude Code and Cursor', undefined, 'claude'],
    ['nothing of the kind', undefined, undefined],
  ])('%s', (text, ours, other) => {
    const found = findAreas(areaIndex, text)
    expect(found.ours?.area).toBe(ours)
    expect(found.other?.area).toBe(other)
  })
})

describe('a signal', () => {
  test.each([
    ['it prints the refresh token', 'a secret shown'],
    ['the password ends up in the debug log', 'a secret shown'],
    ["I see another user's files", 'what is of others'],
    ['works without login', 'without being allowed'],
    ['How do I start?', 'asks how'],
    ['I have a fix ready', 'has a fix ready'],
  ])('is found in: %s', (text, signal) => {
    expect(findSignals(splitWords(text))).toContain(signal)
  })

  test('is not found if its words are far apart', () => {
    expect(findSignals(splitWords('it prints a very long list of all the tools and then a token'))).not.toContain(
      'a secret shown',
    )
  })
})

describe('features', () => {
  test('form a vector of length one', () => {
    const { bucket, weight } = featuresOf('a text with the word text in it twice', NO_AREAS, { listWords: true })
    const sums = new Map<number, number>()
    for (const [index, one] of bucket.entries()) sums.set(one, (sums.get(one) ?? 0) + (weight[index] ?? 0))
    expect([...sums.values()].reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1)
  })
})

test('a hash can be continued from the hash of the text before it, and its bucket is within the range', () => {
  expect(hash('cd', hash('ab'))).toBe(hash('abcd'))
  expect(hash('xabcdx', undefined, 1, 5)).toBe(hash('abcd'))
  expect(bucketOf(hash('anything'))).toBeLessThan(1 << HASH_BITS)
})

describe('a model file', () => {
  test('is rejected if it is damaged', () => {
    expect(() => readModel(new Uint8Array(64))).toThrow(/damaged/)
  })

  test('numbers its rows without a gap', () => {
    const { scale } = shippedModel.channel
    const rows: number[] = []
    for (let bucket = 0; bucket < 1 << HASH_BITS; bucket++) {
      const row = rowOf(shippedModel.channel, bucket)
      if (row >= 0) rows.push(row)
    }
    expect(rows).toEqual([...scale.keys()])
  })

  test('may start at an odd offset in memory', async () => {
    const { readFileSync } = await import('node:fs')
    const bytes = readFileSync('src/classifier/model.bin')
    const shifted = new Uint8Array(bytes.length + 1)
    shifted.set(bytes, 1)
    expect(readModel(shifted.subarray(1)).thresholds).toEqual(shippedModel.thresholds)
  })
})
