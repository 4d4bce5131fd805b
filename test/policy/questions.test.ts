import { describe, expect, test } from 'vitest'
import { ACTIONABILITIES, type Question, SENSITIVITIES, TYPES } from '../../src/policy/answers.ts'
import {
  choices,
  completeAnswers,
  openQuestions,
  type PartialAnswers,
  questionsToAsk,
  wordingOf,
} from '../../src/policy/questions.ts'
import { type RuleInput, smallPolicy } from '../support/small-policy.ts'

const PUBLIC_ACTIONABLE_BUG = { type: 'bug', sensitivity: 'public', actionability: 'actionable' } as const

describe('a question is open', () => {
  const BUG_RULE: Partial<RuleInput> = {
    id: 'bugs',
    when: { type: ['bug'], sensitivity: ['public'], actionability: ['actionable'] },
    repository: 'area',
  }
  const OTHER_PROJECTS_RULE: Partial<RuleInput> = {
    id: 'others',
    when: { sensitivity: ['public'], ours: false },
    channel: 'elsewhere',
  }

  test.each<[why: string, rules: readonly Partial<RuleInput>[], answered: PartialAnswers, open: readonly Question[]]>([
    [
      'if some answers to the other open questions make it matter',
      [BUG_RULE],
      {},
      ['type', 'sensitivity', 'actionability', 'area'],
    ],
    ['if its answer changes nothing but the repository', [BUG_RULE], PUBLIC_ACTIONABLE_BUG, ['area']],
    ['not if it has an answer', [BUG_RULE], { ...PUBLIC_ACTIONABLE_BUG, area: 'site' }, []],
    ['not if its answer is "I do not know"', [BUG_RULE], { ...PUBLIC_ACTIONABLE_BUG, area: null }, []],
    ['only if the known answers leave it any influence', [BUG_RULE], { sensitivity: 'people' }, []],
    ['only if it still matters for the type', [BUG_RULE], { type: 'poll' }, ['sensitivity']],
    ['not if the type implies its answer', [BUG_RULE], { type: 'vulnerability' }, []],
    [
      'not even if an answer contradicts what the type implies',
      [BUG_RULE],
      { type: 'vulnerability', sensitivity: 'public' },
      [],
    ],
    [
      'if one of its answers leads to another rule',
      [OTHER_PROJECTS_RULE],
      { sensitivity: 'public', type: 'bug' },
      ['area'],
    ],
    [
      'not because of the repository, if the rule needs no repository',
      [{ ...BUG_RULE, repository: 'none' }],
      PUBLIC_ACTIONABLE_BUG,
      [],
    ],
    [
      'even if it matters only together with another open question',
      [BUG_RULE],
      { sensitivity: 'public', area: 'site' },
      ['type', 'actionability'],
    ],
    [
      'with others, in the order in which we ask them',
      [OTHER_PROJECTS_RULE, BUG_RULE],
      { type: 'bug' },
      ['sensitivity', 'actionability', 'area'],
    ],
    ['only if more than one rule remains', [], { type: 'poll', sensitivity: 'public' }, []],
  ])('%s', (_, rules, answered, open) => {
    expect(openQuestions(smallPolicy(rules), answered)).toEqual(open)
  })

  test('even if we do not ask it: for some types, the area comes only from words and flags', () => {
    const policy = smallPolicy([OTHER_PROJECTS_RULE])
    const answered = { sensitivity: 'public', actionability: 'actionable' } as const
    expect(questionsToAsk(policy, answered)).toEqual(['type', 'area'])
    expect(questionsToAsk(policy, { ...answered, type: 'bug' })).toEqual(['area'])
    expect(questionsToAsk(policy, { ...answered, type: 'protocol-change' })).toEqual([])
    expect(openQuestions(policy, { ...answered, type: 'protocol-change' })).toEqual(['area'])
    expect(questionsToAsk(policy, { type: 'protocol-change' })).toEqual(['sensitivity'])
  })
})

describe('completed answers', () => {
  const policy = smallPolicy([])
  test.each<[answered: PartialAnswers, completed: ReturnType<typeof completeAnswers>]>([
    [{}, { type: 'other', sensitivity: 'public', actionability: 'open-ended', area: null }],
    [{ type: 'conduct' }, { type: 'conduct', sensitivity: 'people', actionability: 'open-ended', area: null }],
    [
      { type: 'conduct', sensitivity: 'public', area: 'site' },
      { type: 'conduct', sensitivity: 'people', actionability: 'open-ended', area: 'site' },
    ],
    [
      { sensitivity: 'security', actionability: 'ad-hoc', area: 'site' },
      { type: 'other', sensitivity: 'security', actionability: 'ad-hoc', area: 'site' },
    ],
  ])('have the sensitivity that the type implies, and a default for what is missing: %o', (answered, completed) => {
    expect(completeAnswers(policy, answered)).toEqual(completed)
  })
})

describe('the words of a question', () => {
  const policy = smallPolicy([])

  test.each<[question: Question, type: Parameters<typeof wordingOf>[2], words: string]>([
    ['type', undefined, 'What is it?'],
    ['sensitivity', 'bug', 'May everyone read it?'],
    ['actionability', undefined, 'Can someone start on it?'],
    ['actionability', 'ci', 'Can someone start on it?'],
    ['actionability', 'docs', 'Can someone start on it?'],
    ['actionability', 'bug', 'Does it happen each time?'],
    ['area', 'bug', 'Where is it?'],
  ])('%s, if the type is %s: %s', (question, type, words) => {
    expect(wordingOf(policy, question, type)).toBe(words)
  })
})

describe('the choices of a question', () => {
  const policy = smallPolicy([])
  const labels = (question: Question, type?: (typeof TYPES)[number]) =>
    choices(policy, question, type).map(({ label }) => label)

  test('about the type are all types, by section, and within a section in the order of the vocabulary', () => {
    const types = choices(policy, 'type', undefined)
    const others = TYPES.filter((type) => !['vulnerability', 'conduct', 'bug', 'docs', 'ci'].includes(type))
    expect(types.map(({ value }) => value)).toEqual(['vulnerability', 'conduct', ...others, 'bug', 'docs', 'ci'])
    expect(types.find(({ value }) => value === 'bug')).toMatchObject({
      label: 'A bug',
      hint: 'it broke',
      section: 'Fix',
      words: ['crash'],
    })
  })

  test('about the sensitivity are all sensitivities', () => {
    expect(choices(policy, 'sensitivity', undefined).map(({ value }) => value)).toEqual(SENSITIVITIES)
    expect(choices(policy, 'sensitivity', 'bug')[0]).toEqual({
      value: 'public',
      label: 'Yes',
      hint: 'it harms nobody',
    })
  })

  test('about the actionability have the wording of the type, if the type has its own', () => {
    expect(choices(policy, 'actionability', 'ci').map(({ value }) => value)).toEqual(ACTIONABILITIES)
    expect(labels('actionability')).toEqual(['Yes', 'No', 'Right now'])
    expect(labels('actionability', 'ci')).toEqual(['Yes', 'No', 'Right now'])
    expect(labels('actionability', 'bug')).toEqual(['Each time', 'No', 'Right now'])
    expect(labels('actionability', 'docs')).toEqual(['Yes', 'No', 'I fix it'])
  })

  test('about the area are the listed areas, and "I do not know" at the end', () => {
    expect(choices(policy, 'area', 'bug').map(({ value, label, hint }) => ({ value, label, hint }))).toEqual([
      { value: 'engine', label: 'The engine', hint: 'it turns' },
      { value: 'site', label: 'The site', hint: 'it shows' },
      { value: 'manual', label: 'The manual', hint: 'it explains' },
      { value: 'plugin', label: 'A plugin', hint: 'made by others' },
      { value: null, label: 'I do not know', hint: 'somebody will' },
    ])
  })
})
