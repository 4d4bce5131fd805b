import { expect, test } from 'vitest'
import { hasLongNumber, memoize } from '../../src/text/words.ts'

function setUpMemo() {
  const computed: string[] = []
  const measure = memoize((word) => {
    computed.push(word)
    return { length: word.length }
  })
  return { computed, measure }
}

test('a memoized function computes the value of a word once', () => {
  const { computed, measure } = setUpMemo()
  expect(measure('token')).toEqual({ length: 5 })
  expect(measure('token')).toBe(measure('token'))
  expect(computed).toEqual(['token'])
})

test('a memoized function does not keep the value of a very long word', () => {
  const { computed, measure } = setUpMemo()
  const long = 'a'.repeat(100)
  expect(measure(long)).toEqual(measure(long))
  expect(computed).toEqual([long, long])
})

test('a memoized function keeps a limited number of values', () => {
  const { computed, measure } = setUpMemo()
  for (let index = 0; index < 10_000; index++) measure(`word ${index}`)
  expect(computed).toHaveLength(10_000)
  measure('word 0')
  expect(computed).toHaveLength(10_001)
})

test('a memoized function does not keep the value of a word that is not worth caching', () => {
  let count = 0
  const measure = memoize((word) => ({ length: word.length, count: ++count }), {
    maxLength: 24,
    maxEntries: 10,
    isUncacheable: hasLongNumber,
  })
  for (const word of ['v12', 'v12', 'v1', 'v1']) measure(word)
  expect(count).toBe(3)
})
