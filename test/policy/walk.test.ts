import { describe, expect, test } from 'vitest'
import { PRIVATE_SENSITIVITIES } from '../../src/policy/answers.ts'
import { allAnswers, findPolicyProblems } from '../../src/policy/problems.ts'
import { type Recommendation, recommend } from '../../src/policy/recommend.ts'
import { mcp } from '../support/policy.ts'

const all = [...allAnswers(mcp)]
const groupWithChannel = Object.values(mcp.groups).find(({ channel }) => channel !== null) ?? null
const newGroups = mcp.groups['new-groups'] ?? null
const everyRecommendation = all.flatMap((answers) =>
  [null, groupWithChannel, newGroups].map((group) => recommend(mcp, answers, group)),
)

describe('the combinations of answers', () => {
  test('are listed once each', () => {
    expect(all).toHaveLength(21 * 4 * 3 * (Object.keys(mcp.areas).length + 1))
    expect(new Set(all.map((answers) => JSON.stringify(answers))).size).toBe(all.length)
  })

  test('lead to complete recommendations, without an unfilled placeholder', () => {
    const isIncomplete = (recommendation: Recommendation) =>
      recommendation.title === '' ||
      recommendation.because.length === 0 ||
      recommendation.steps.length === 0 ||
      /\{[a-zA-Z]+\}/.test(JSON.stringify(recommendation))
    expect(everyRecommendation.filter(isIncomplete)).toEqual([])
  })

  test('together reach every rule', () => {
    const reached = new Set(everyRecommendation.map(({ rule }) => rule))
    expect(mcp.rules.map(({ id }) => id).filter((id) => !reached.has(id))).toEqual([])
  })

  test('route nothing about security or people to a public channel', () => {
    const leaks = everyRecommendation.filter(
      (recommendation) => recommendation.public && PRIVATE_SENSITIVITIES.includes(recommendation.answers.sensitivity),
    )
    expect(leaks).toEqual([])
  })

  test('lead to a repository if the channel is in one, and to none for Discord or conduct', () => {
    const channelsInARepository = ['discussion', 'issue', 'sep', 'pull-request', 'decision-record', 'security-advisory']
    const channelsWithoutRepository = ['discord', 'private-discord', 'conduct']
    const isWrong = ({ channel, repo, repoBy, answers }: Recommendation) => {
      // An unknown repository is not named, because there is no default.
      if (repoBy === 'area' && answers.area === null) return repo !== null
      if (channelsInARepository.includes(channel)) return repo === null || !/^[\w.-]+\/[\w.-]+$/.test(repo)
      return channelsWithoutRepository.includes(channel) && repo !== null
    }
    expect(everyRecommendation.filter(isWrong)).toEqual([])
  })

  test('give only links that a browser or a mail program opens', () => {
    const links = new Set(
      everyRecommendation.flatMap(({ url, steps, because }) => [
        url,
        ...steps.map((step) => step.url ?? null),
        ...because.map(({ source }) => source),
      ]),
    )
    expect([...links].filter((link) => link !== null && !/^(https|mailto):/.test(link))).toEqual([])
  })
})

test('the policy has no problems', () => {
  expect(findPolicyProblems(mcp)).toEqual([])
})

test('rule ids are unique', () => {
  const ids = mcp.rules.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
})
