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

test('what is made of a word is made once', () => {
  const { made, read } = counting()
  expect(read('token')).toEqual({ length: 5 })
  expect(read('token')).toBe(read('token'))
  expect(made).toEqual(['token'])
})

test('a very long word is not kept', () => {
  const { made, read } = counting()
  const long = 'a'.repeat(100)
  expect(read(long)).toEqual(read(long))
  expect(made).toEqual([long, long])
})

test('what is kept does not grow with the number of words', () => {
  const { made, read } = counting()
  for (let index = 0; index < 10_000; index++) read(`word ${index}`)
  expect(made).toHaveLength(10_000)
  read('word 0')
  expect(made).toHaveLength(10_001)
})
