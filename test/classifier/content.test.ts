import { expect, test } from 'vitest'
import { isGuess, saysNothing } from '../../src/classifier/content.ts'

test.each([
  ['Task 12'],
  ['Issue 12\nThis is the body of issue 12.'],
  ['r1\nb1'],
  ['Row 3 of 40\n- [ ] step 1\n- [ ] step 2'],
  ['Item 7: do the thing\nDo it.'],
  ['…'],
])('%j has no content', (text) => {
  expect(saysNothing(text)).toBe(true)
})

test.each([
  ['rce'],
  ['0day'],
  ['security issue 3'],
  ['Task 12\nThe token of task 12'],
  ['he hit me'],
  ['漏洞 3'],
  ['дыра'],
  ['Issue 1: xss'],
  ['me too, at the booth'],
])('%j may have content', (text) => {
  expect(saysNothing(text)).toBe(false)
})

test('a text does not say more by repeating its words', () => {
  expect(isGuess('The whole batch. This is about: The whole batch. See the notes of the meeting.', 0.6)).toBe(true)
  expect(isGuess('The whole batch of notes waits for a second reader since the meeting in spring.', 0.6)).toBe(false)
})
