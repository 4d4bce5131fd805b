import { describe, expect, test } from 'vitest'
import { ACTIONABILITIES, type Answers, type Question, SENSITIVITIES, TYPES } from '../../src/policy/answers.ts'
import { areaContextOf } from '../../src/policy/match.ts'
import { allAnswers, findPolicyProblems } from '../../src/policy/problems.ts'
import { channelFor, recommend } from '../../src/policy/recommend.ts'
import { AREAS, BUG, type RuleInput, smallPolicy } from '../support/small-policy.ts'

/** The values of an answer that a rule with this condition matches. */
function matchingValues<Q extends Question>(question: Q, values: readonly Answers[Q][], when: RuleInput['when']) {
  const policy = smallPolicy([{ id: 'special', when: { sensitivity: ['public'], ...when } }])
  return values.filter((value) => recommend(policy, { ...BUG, [question]: value }).rule === 'special')
}

describe('a rule with a condition', () => {
  test('on the type fits the types that it names', () => {
    expect(matchingValues('type', TYPES, { type: ['bug', 'docs'] })).toEqual(['bug', 'docs'])
  })

  test('on the sensitivity fits the sensitivities that it names', () => {
    const policy = smallPolicy([
      { id: 'people', when: { sensitivity: ['people', 'security'] }, channel: 'conduct' },
      { id: 'few', when: { sensitivity: ['limited-audience'] }, channel: 'private-discord' },
    ])
    expect(SENSITIVITIES.map((sensitivity) => recommend(policy, { ...BUG, sensitivity }).rule)).toEqual([
      'rest',
      'people',
      'people',
      'few',
    ])
  })

  test('on the actionability fits the actionabilities that it names', () => {
    const named = ['open-ended', 'ad-hoc'] as const
    expect(matchingValues('actionability', ACTIONABILITIES, { actionability: [...named] })).toEqual(named)
  })

  test.each<[condition: string, when: RuleInput['when'], areas: readonly (string | null)[]]>([
    ['no condition', {}, AREAS],
    ['some areas', { area: ['site', 'plugin'] }, ['site', 'plugin']],
    ['a known area', { areaKnown: true }, ['engine', 'site', 'manual', 'old', 'plugin']],
    ['an unknown area', { areaKnown: false }, [null]],
    ['code of the project', { ours: true }, ['engine', 'site', 'manual', 'old', null]],
    ['code of others', { ours: false }, ['plugin']],
    // The plugin has no repository, so the policy's home repository is used.
    ['no Discussions', { discussions: false }, ['engine', 'plugin']],
    ['Discussions for meeting notes only', { discussions: 'meeting-notes' }, ['old']],
    ['pull requests with an issue', { pullRequests: ['linked-issue'] }, ['manual']],
    [
      'no pull requests from strangers',
      { pullRequests: ['collaborators-only', 'issues-only'] },
      ['engine', 'old', 'plugin'],
    ],
    ['an archived repository', { archived: true }, ['old']],
    ['a repository in use', { archived: false }, ['engine', 'site', 'manual', 'plugin', null]],
    ['questions in a form', { questions: 'form' }, ['engine', 'plugin']],
    ['questions on a linked page', { questions: 'link' }, ['old']],
    ['no private reports', { advisories: false }, ['old']],
    ['unknown whether private reports are accepted', { advisories: 'unknown' }, ['site', 'manual', null]],
    ['any group', { group: true }, ['engine', 'site']],
    ['a group', { group: ['gears'] }, ['engine', 'site']],
    ['either of two groups', { group: ['wheels', 'gears'] }, ['engine', 'site']],
    ['another group', { group: ['wheels'] }, []],
    ['two conditions', { discussions: false, ours: true }, ['engine']],
  ])('on the area, its repository or its group fits the areas for which it holds: %s', (_, when, areas) => {
    expect(matchingValues('area', AREAS, when)).toEqual(areas)
  })
})

describe('the rule that decides', () => {
  test('is the first that fits', () => {
    const policy = smallPolicy([
      { id: 'docs-only', when: { type: ['docs'], sensitivity: ['public'] } },
      { id: 'first', when: { type: ['bug'], sensitivity: ['public'] } },
      { id: 'second', when: { type: ['bug', 'ci'], sensitivity: ['public'] } },
    ])
    expect((['docs', 'bug', 'ci', 'poll'] as const).map((type) => recommend(policy, { ...BUG, type }).rule)).toEqual([
      'docs-only',
      'first',
      'second',
      'rest',
    ])
  })

  test('depends on the sensitivity that the type implies, or else on the answer about sensitivity', () => {
    const policy = smallPolicy([])
    const { rule, answers } = recommend(policy, { ...BUG, type: 'vulnerability', sensitivity: 'public' })
    expect([rule, answers.sensitivity]).toEqual(['never-public', 'security'])
    expect(recommend(policy, { ...BUG, sensitivity: 'people' }).answers.sensitivity).toBe('people')
  })

  test('prefers the group that the words are about over the group that owns the area', () => {
    const policy = smallPolicy([
      { id: 'for-gears', when: { sensitivity: ['public'], group: ['gears'] } },
      { id: 'for-wheels', when: { sensitivity: ['public'], group: ['wheels'] } },
    ])
    const { gears = null, wheels = null } = policy.groups
    const rules = [
      recommend(policy, { ...BUG, area: 'engine' }),
      recommend(policy, { ...BUG, area: 'engine' }, wheels),
      recommend(policy, BUG, gears),
      recommend(policy, BUG),
    ].map(({ rule }) => rule)
    expect(rules).toEqual(['for-gears', 'for-wheels', 'for-gears', 'rest'])
  })

  test('leads to the same channel in `route` as in `recommend`', () => {
    const policy = smallPolicy([
      { when: { type: ['bug'], sensitivity: ['public'], ours: true } },
      { id: 'for-wheels', when: { sensitivity: ['public'], group: ['wheels'] }, channel: 'discord' },
    ])
    for (const group of [null, policy.groups['wheels'] ?? null])
      for (const answers of allAnswers(policy))
        expect(channelFor(policy, answers, areaContextOf(policy, answers, group))).toBe(
          recommend(policy, answers, group).channel,
        )
  })
})

test('an incomplete policy gives no recommendation, and the error says what is missing', () => {
  const policy = smallPolicy([])
  const failing = (parts: object) => () => recommend({ ...policy, ...parts }, BUG)
  expect(failing({ rules: [] })).toThrow('policy gearbox: no rule for {"type":"bug","sensitivity":"public"')
  expect(failing({ sources: {} })).toThrow('policy gearbox: no source "guide"')
  expect(failing({ home: 'gone' })).toThrow('policy gearbox: no repository "gone"')
  expect(channelFor({ ...policy, rules: [] }, BUG, areaContextOf(policy, BUG))).toBeUndefined()
})

test('a policy is incomplete if no rule fits answers whose topic is one of another group', () => {
  const policy = smallPolicy([])
  const [rule] = policy.rules
  if (rule === undefined) throw new Error('the policy has no rules')
  const rules = [
    { ...rule, id: 'engine', when: { area: ['engine'], group: ['gears'] } },
    { ...rule, id: 'others', when: { area: ['site', 'manual', 'old', 'plugin'] } },
    { ...rule, id: 'unknown', when: { areaKnown: false } },
  ]
  expect(findPolicyProblems({ ...policy, rules })).toMatchObject([
    {
      code: 'no-answer',
      message: 'no rule fits bug · public · actionable · engine, if the topic is one of the group "Wheels"',
    },
  ])
})
