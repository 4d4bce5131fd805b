import { expect, test } from 'vitest'
import { memoize } from '../../src/text/words.ts'

function setUpMemo() {
  const computed: string[] = []
  const read = memoize((word) => {
    computed.push(word)
    return { length: word.length }
  })
  return { computed, read }
}

test('computes the value of a word once', () => {
  const { computed, read } = setUpMemo()
  expect(read('token')).toEqual({ length: 5 })
  expect(read('token')).toBe(read('token'))
  expect(computed).toEqual(['token'])
})

test('does not keep the value of a very long word', () => {
  const { computed, read } = setUpMemo()
  const long = 'a'.repeat(100)
  expect(read(long)).toEqual(read(long))
  expect(computed).toEqual([long, long])
})

test('keeps a bounded number of values', () => {
  const { computed, read } = setUpMemo()
  for (let index = 0; index < 10_000; index++) read(`word ${index}`)
  expect(computed).toHaveLength(10_000)
  read('word 0')
  expect(computed).toHaveLength(10_001)
})
