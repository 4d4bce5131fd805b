import { describe, expect, test } from 'vitest'
import { PRIVATE_SENSITIVITIES } from '../../src/policy/answers.ts'
import { everyAnswers, findPolicyProblems } from '../../src/policy/faults.ts'
import { recommend } from '../../src/policy/recommend.ts'
import { mcp } from '../support/policy.ts'

const all = [...everyAnswers(mcp)]
const aGroup = Object.values(mcp.groups).find(({ channel }) => channel !== null) ?? null
const newGroups = mcp.groups['new-groups'] ?? null
const everyRecommendation = () =>
  all.flatMap((answers) => [null, aGroup, newGroups].map((group) => recommend(mcp, answers, group)))

describe('every combination of answers', () => {
  test('there are as many as the vocabulary allows', () => {
    expect(all).toHaveLength(21 * 4 * 3 * (Object.keys(mcp.areas).length + 1))
    expect(new Set(all.map((answers) => JSON.stringify(answers))).size).toBe(all.length)
  })

  test('ends in exactly one recommendation, complete and without a placeholder left over', () => {
    for (const recommendation of everyRecommendation()) {
      expect(recommendation.title).not.toBe('')
      expect(recommendation.because.length).toBeGreaterThan(0)
      expect(recommendation.steps.length).toBeGreaterThan(0)
      expect(JSON.stringify(recommendation)).not.toMatch(/\{[a-zA-Z]+\}/)
    }
  })

  test('reaches every rule', () => {
    const reached = new Set(everyRecommendation().map(({ rule }) => rule))
    expect(mcp.rules.map(({ id }) => id).filter((id) => !reached.has(id))).toEqual([])
  })

  test('leads nothing about security or people to a public channel', () => {
    const leaks = everyRecommendation().filter(
      (recommendation) => recommendation.public && PRIVATE_SENSITIVITIES.includes(recommendation.answers.sensitivity),
    )
    expect(leaks).toEqual([])
  })

  test('names a repository where the channel is one, and only there', () => {
    for (const { channel, repo, rule, answers } of everyRecommendation()) {
      if (channel === 'discussion' && answers.area === null && repo === null) continue
      const inARepository = ['discussion', 'issue', 'sep', 'pull-request', 'decision-record', 'security-advisory']
      if (inARepository.includes(channel)) expect(repo, rule).toMatch(/^[\w.-]+\/[\w.-]+$/)
      if (['discord', 'private-discord', 'conduct'].includes(channel)) expect(repo, rule).toBeNull()
    }
  })

  test('gives only links that a browser or a mail program opens', () => {
    for (const { url, steps, because } of everyRecommendation()) {
      const links = [url, ...steps.map((step) => step.url), ...because.map(({ source }) => source)]
      for (const link of links.filter((one) => one !== null && one !== undefined))
        expect(link).toMatch(/^(https|mailto):/)
    }
  })
})

test('the policy has no fault', () => {
  expect(findPolicyProblems(mcp)).toEqual([])
})

test('a rule id names one rule', () => {
  const ids = mcp.rules.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
})
