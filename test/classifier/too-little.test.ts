import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sharedClassifier } from '../support/model.ts'
import { mcp } from '../support/policy.ts'

const classify = sharedClassifier(mcp, { evidence: false })
const saysTooLittle = (text: string) => classify(text, {}).saysTooLittle

describe('a text that says too little to be classified', () => {
  test.each(
    `bug|idea|crash|docs|help|hello|hi there|test|what|token|spec|python sdk|inspector broken|something is wrong|it does not work|漢字|no|
    asdf|asdf qwer|jkl;|qwertz uiop|foo bar baz|lorem ipsum dolor sit amet|xkqj wvbn ptrz`
      .split('|')
      .map((text) => text.trim()),
  )('%s', (text) => expect(saysTooLittle(text)).toBe(true))

  test('includes more than 80% of texts of random consonants', () => {
    const word = fc.string({ unit: fc.constantFrom(...'bcdfghjklmnpqrstvwxyz'), minLength: 4, maxLength: 8 })
    const rows = fc.sample(fc.array(word, { minLength: 1, maxLength: 4 }), { numRuns: 300, seed: 7 })
    const count = rows.filter((words) => saysTooLittle(words.join(' '))).length
    expect(count / rows.length).toBeGreaterThan(0.8)
  })
})

describe('a text that says enough', () => {
  test.each([
    'xss',
    'harassment',
    'vulnerability',
    'inspector crashes',
    'typo in README',
    'what is MCP',
    'Python SDK 2.0 released',
    'wachtwoord zichtbaar in url',
    'tippfehler im readme',
    '세션이 끊겨요',
  ])('%s', (text) => expect(saysTooLittle(text)).toBe(false))

  test('includes nearly every text of the dev and real sets', () => {
    const texts = ['dev', 'real'].flatMap((name) =>
      readFileSync(`test/eval/routing-${name}.jsonl`, 'utf8')
        .trim()
        .split('\n')
        .map((line) => String(JSON.parse(line).text)),
    )
    // A short text also counts as saying too little if it is only a guess that it has to stay private. `where` then asks.
    expect(texts.filter(saysTooLittle).length).toBeLessThanOrEqual(1)
  })
})

test('a text whose type is given says enough, unless it would be private', () => {
  expect(classify('timeout', { type: 'bug' }).saysTooLittle).toBe(false)
  const { saysTooLittle, answers } = classify('hi there', { type: 'bug' })
  expect(saysTooLittle || answers.sensitivity === 'public').toBe(true)
})
