import { describe, expect, test } from 'vitest'
import { SENSITIVITIES, TYPES } from '../../src/policy/answers.ts'
import { allAnswers } from '../../src/policy/problems.ts'
import { choices, completeAnswers, openQuestions } from '../../src/policy/questions.ts'
import { recommend } from '../../src/policy/recommend.ts'
import { mcp } from '../support/policy.ts'

describe('questions that still matter', () => {
  test.each([
    ['nothing', {}, ['type', 'sensitivity', 'actionability', 'area']],
    ['a bug', { type: 'bug' }, ['sensitivity', 'actionability', 'area']],
    ['a public bug', { type: 'bug', sensitivity: 'public' }, ['actionability', 'area']],
    ['conduct, which settles everything', { type: 'conduct' }, []],
    ['a vulnerability, which needs only its area', { type: 'vulnerability' }, ['area']],
    [
      'any other post about security, which needs only its area',
      { type: 'support', sensitivity: 'security' },
      ['area'],
    ],
    ['a matter about people, which settles everything', { type: 'bug', sensitivity: 'people' }, []],
    ['a limited audience, which has one place', { type: 'ci', sensitivity: 'limited-audience' }, []],
    ['marketing, which needs only its area', { type: 'marketing', sensitivity: 'public' }, ['area']],
    ['another product, which settles the rest', { type: 'bug', sensitivity: 'public', area: 'other-product' }, []],
  ] as const)('if we know: %s', (_, answered, open) => {
    expect(openQuestions(mcp, answered)).toEqual(open)
  })

  test('the answer to a question that is not open would not change the rule', () => {
    const all = [...allAnswers(mcp)]
    for (const type of TYPES) {
      for (const sensitivity of SENSITIVITIES) {
        if (openQuestions(mcp, { type, sensitivity }).length > 0) continue
        const completions = all.filter((answers) => answers.type === type && answers.sensitivity === sensitivity)
        const { rule } = recommend(mcp, completeAnswers(mcp, { type, sensitivity }))
        expect(new Set(completions.map((answers) => recommend(mcp, answers).rule))).toEqual(new Set([rule]))
      }
    }
  })

  test('"I do not know" is an answer to the question about the area', () => {
    expect(openQuestions(mcp, { type: 'vulnerability', area: null })).toEqual([])
  })
})

describe('the choices of a question', () => {
  test('include every type once, section by section', () => {
    const types = choices(mcp, 'type', undefined)
    expect(types).toHaveLength(21)
    expect(new Set(types.map(({ value }) => value)).size).toBe(21)
    const sections = types.map(({ section }) => section)
    const runs = sections.filter((section, index) => section !== sections[index - 1])
    expect(runs).toEqual([...new Set(sections)])
  })

  test('about the actionability depend on the type', () => {
    expect(choices(mcp, 'actionability', 'docs').map(({ label }) => label)).toContain('A small fix I can make myself')
    expect(choices(mcp, 'actionability', 'roadmap').map(({ label }) => label)).toContain(
      'No, it needs discussion first',
    )
  })

  test('about the area end with "I do not know"', () => {
    expect(choices(mcp, 'area', 'bug').at(-1)?.value).toBeNull()
  })
})
