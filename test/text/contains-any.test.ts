import { expect, test } from 'vitest'
import { containsAny } from '../../src/text/words.ts'

const TEXTS = [
  ['please call alert(1)', true],
  ['read the .env file', true],
  ['コードが漏ら された', true],
  ['an alert, and an environment', false],
  ['', false],
] as const

test('a text contains a part, whether it is the first text or one of many', () => {
  const contains = containsAny(['alert(', '.env', '漏ら'])
  for (let round = 0; round < 100; round++)
    expect(TEXTS.map(([text]) => contains(text))).toEqual(TEXTS.map(([, isFound]) => isFound))
})
