import { expect, test } from 'vitest'
import { memoize } from '../../src/text/words.ts'

function counting() {
  const made: string[] = []
  const read = memoize((word) => {
    made.push(word)
    return { length: word.length }
  })
  return { made, read }
}

test('computes the value of a word once', () => {
  const { made, read } = counting()
  expect(read('token')).toEqual({ length: 5 })
  expect(read('token')).toBe(read('token'))
  expect(made).toEqual(['token'])
})

test('does not keep the value of a very long word', () => {
  const { made, read } = counting()
  const long = 'a'.repeat(100)
  expect(read(long)).toEqual(read(long))
  expect(made).toEqual([long, long])
})

test('keeps a bounded number of values', () => {
  const { made, read } = counting()
  for (let index = 0; index < 10_000; index++) read(`word ${index}`)
  expect(made).toHaveLength(10_000)
  read('word 0')
  expect(made).toHaveLength(10_001)
})
