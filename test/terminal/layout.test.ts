import stringWidth from 'fast-string-width'
import { describe, expect, test } from 'vitest'
import { allAnswers } from '../../src/policy/problems.ts'
import { recommend } from '../../src/policy/recommend.ts'
import { makeStyle } from '../../src/terminal/rich-style.ts'
import { answerView } from '../../src/terminal/views/where/answer.ts'
import { mcp } from '../support/policy.ts'

const plainStyle = makeStyle({ color: 0, hyperlinks: false, unicode: false })
const aGroup = mcp.groups['apps'] ?? null
const answeredByFlags = { type: 'flag', sensitivity: 'flag', actionability: 'flag', area: 'flag' } as const

const everything = [...allAnswers(mcp)].flatMap((answers) => [
  recommend(mcp, answers),
  recommend(mcp, answers, aGroup),
  recommend(mcp, answers, mcp.groups['new-groups'] ?? null),
])
/** One answer for each rule: the one with the longest title. */
const answered = mcp.rules.map(({ id }) => {
  const fitting = everything.filter(({ rule }) => rule === id)
  const [longest] = fitting.sort((a, b) => b.title.length - a.title.length)
  if (longest === undefined) throw new Error(`no answers reach ${id}`)
  return {
    recommendation: longest,
    answeredBy: answeredByFlags,
    confidence: 'high',
    repoConfidence: 'high',
    repoCandidates: [],
    evidence: [],
    saysTooLittle: false,
    second: null,
    also: null,
  } as const
})

describe('the answer fits the terminal', () => {
  test.each([60, 80, 200])('at %i columns, apart from addresses and commands', (columns) => {
    for (const one of answered)
      for (const line of answerView(mcp, one, plainStyle, columns).split('\n'))
        if (!line.includes('://') && !line.includes('--repo '))
          expect(stringWidth(line), line).toBeLessThanOrEqual(columns)
  })

  test('on one screen of 80 by 25, or a little more if a reason is not in the published pages', () => {
    for (const one of answered) {
      const { because, rule } = one.recommendation
      const limit = because.some(({ standing }) => standing !== 'published') ? 30 : 25
      expect(answerView(mcp, one, plainStyle, 80).split('\n').length, rule).toBeLessThanOrEqual(limit)
    }
  })
})

describe('a style', () => {
  test('without colours leaves text as it is', () => {
    expect(plainStyle.answer('a') + plainStyle.warning('b') + plainStyle.link('c', 'https://d.example')).toBe('abc')
    expect(plainStyle.symbols.tick).toBe('v')
  })

  test('with colours adds escape sequences', () => {
    const rich = makeStyle({ color: 1, hyperlinks: true, unicode: true })
    expect(rich.answer('a')).toBe('\u001B[1ma\u001B[22m')
    expect(rich.link('c', 'https://d.example')).toBe('\u001B]8;;https://d.example\u0007c\u001B]8;;\u0007')
  })
})
