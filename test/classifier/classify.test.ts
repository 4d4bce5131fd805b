import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createClassifier } from '../../src/classifier/classify.ts'
import { ACTIONABILITIES, PRIVATE_SENSITIVITIES, SENSITIVITIES, TYPES } from '../../src/policy/answers.ts'
import { recommend } from '../../src/policy/recommend.ts'
import { anyCharacter } from '../support/any-character.ts'
import { shippedModel } from '../support/model.ts'
import { mcp } from '../support/policy.ts'

const classify = createClassifier(mcp, shippedModel)
const anyText = fc.oneof(fc.string({ unit: anyCharacter, maxLength: 300 }), fc.lorem({ maxCount: 30 }))

describe('an explicit statement', () => {
  test.each([
    ['the inspector crashes when I connect', 'issue', 'inspector'],
    ['how do I declare a tool in the Python SDK?', 'docs', 'python-sdk'],
    ['the python client prints refresh tokens at debug level', 'security-advisory', 'python-sdk'],
    ["in the go sdk you can read another tenant's events if you guess the session id", 'security-advisory', 'go-sdk'],
    ['somebody insults me in the Discord', 'conduct', 'community'],
    ['typo in the quickstart', 'issue', 'docs'],
    ['typo in the readme of the go sdk', 'pull-request', 'go-sdk'],
    ['Cursor does not show my tools', 'elsewhere', 'other-product'],
    ['Claude Desktop shows a blank window', 'elsewhere', 'claude'],
    ['Wo melde ich eine Sicherheitslücke?', 'security-advisory', null],
    ['怎么给 Python SDK 写一个工具?', 'docs', 'python-sdk'],
  ])('%s', (text, channel, area) => {
    const inference = classify(text, {})
    expect(inference.channel).toBe(channel)
    expect(inference.answers.area).toBe(area)
  })

  test('is quoted as evidence, word for word', () => {
    const { evidence } = classify('The kotlin sdk crashes with a NullPointerException', {})
    expect(evidence).toContainEqual({ question: 'area', value: 'kotlin-sdk', words: 'kotlin sdk' })
    expect(evidence.filter(({ question }) => question === 'type').every(({ value }) => value === 'bug')).toBe(true)
    const text = 'The kotlin sdk crashes with a NullPointerException'
    for (const { question, words } of evidence) if (question === 'type') expect(text).toContain(words)
  })
})

describe('for any text', () => {
  test('the channel is the one that the answers lead to', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { answers, channel } = classify(text, {})
        const isPrivate = PRIVATE_SENSITIVITIES.includes(answers.sensitivity)
        const recommendation = recommend(mcp, answers)
        // For a protocol change, the group that the words name can turn a Discussion into a thread on Discord.
        if (answers.type !== 'protocol-change') expect(recommendation.channel).toBe(channel)
        if (isPrivate) expect(recommendation.public).toBe(false)
      }),
    )
  })

  test('known answers are kept', () => {
    const known = fc.record(
      {
        type: fc.constantFrom(...TYPES.filter((type) => mcp.questions.type.options[type].implies === undefined)),
        sensitivity: fc.constantFrom(...SENSITIVITIES),
        actionability: fc.constantFrom(...ACTIONABILITIES),
        area: fc.constantFrom(null, ...Object.keys(mcp.areas)),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(anyText, known, (text, given) => {
        expect(classify(text, given).answers).toMatchObject(given)
      }),
    )
  })

  test('the classification does not depend on earlier texts', () => {
    const reused = createClassifier(mcp, shippedModel)
    fc.assert(
      fc.property(anyText, (text) => {
        expect(reused(text, {})).toEqual(createClassifier(mcp, shippedModel)(text, {}))
      }),
      { numRuns: 30 },
    )
  })

  test('probabilities are between 0 and 1', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { probability, reportProbability } = classify(text, {})
        for (const value of [probability, reportProbability]) {
          expect(value).toBeGreaterThanOrEqual(0)
          expect(value).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  test('`sensitivityOf` returns the same number as the classification, even from the cache', () => {
    const fast = createClassifier(mcp, shippedModel, { evidence: false })
    const text = fc.oneof(
      anyText,
      fc.constantFrom('it prints the access token in the log', 'Wo melde ich eine Sicherheitslücke?'),
    )
    fc.assert(
      fc.property(text, (words) => {
        const { reportProbability } = classify(words, {})
        for (const { reportProbabilityOf: sensitivityOf } of [classify, classify, fast])
          expect(sensitivityOf(words)).toBe(reportProbability)
      }),
    )
  })

  test('the middle of a very long text is ignored', () => {
    const start = 'The inspector crashes when I connect. '
    const filler = 'word '.repeat(2_000)
    const long = classify(start + filler + 'harassment '.repeat(50_000) + filler, {})
    expect(long).toEqual(classify(start + filler + filler, {}))
  })
})

describe('sensitivity', () => {
  test('a text about a token that is printed is private', () => {
    const inference = classify('log rotation prints the access token', {})
    expect(inference.channel).toBe('security-advisory')
  })

  test('an author who says that the text is public is believed', () => {
    expect(classify('the python client prints refresh tokens', { sensitivity: 'public' }).answers.sensitivity).toBe(
      'public',
    )
  })

  test('the confidence is not high if the sensitivity is in doubt', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { isSensitivityDoubtful, confidence } = classify(text, {})
        if (isSensitivityDoubtful) expect(confidence).not.toBe('high')
      }),
    )
  })
})

test('a text that names no other product, such as an error message alone, is taken for ours', () => {
  for (const text of [
    'keyValidator._parse is not a function',
    '[Bug] Unrecognized field "tools"',
    'On Windows 11, initializing a client hangs indefinitely',
  ])
    expect(classify(text, {}).channel).toBe('issue')
  expect(classify('On Windows 11, Claude Desktop hangs indefinitely', {}).channel).toBe('elsewhere')
})
