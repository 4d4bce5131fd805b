import { describe, expect, test } from 'vitest'
import { checkChannel } from '../../src/checks/wrong-place.ts'
import type { Draft } from '../../src/drafts/draft.ts'
import type { Answers } from '../../src/policy/answers.ts'
import { classifiedInput, inputWith, SPEC, TYPESCRIPT } from '../support/check-input.ts'

type Kind = Draft['kind']
type KnownAnswers = Partial<Answers> & Pick<Answers, 'type'>

test('a protocol change filed as an issue is blocked, with the right channel and its source', () => {
  expect(checkChannel(inputWith({ answers: { type: 'protocol-change' } }))).toEqual([
    {
      check: 'wrong-channel',
      severity: 'block',
      message: 'a GitHub Issue may not be the right place for this; it looks like something for a SEP',
      line: 3,
      fix: 'Develop a SEP with a working group: https://modelcontextprotocol.io/community/sep-guidelines. New features, breaking changes and other substantial changes to the protocol need a SEP (specification enhancement proposal), not an issue. Fixes, clarifications and examples do not. (https://modelcontextprotocol.io/community/sep-guidelines#when-to-write-a-sep)',
    },
  ])
})

describe('the check agrees with what `where` would recommend', () => {
  test.each<[string, Kind, KnownAnswers, 'block' | 'warn' | null]>([
    ['a bug as an issue', 'issue', { type: 'bug' }, null],
    ['a bug as a discussion', 'discussion', { type: 'bug' }, 'block'],
    ['a protocol change as a SEP', 'sep', { type: 'protocol-change' }, null],
    ['a protocol change as a discussion', 'discussion', { type: 'protocol-change' }, 'block'],
    [
      'an open-ended process change as a discussion',
      'discussion',
      { type: 'process-change', actionability: 'open-ended' },
      'warn',
    ],
    ['a bug as a SEP', 'sep', { type: 'bug' }, 'block'],
    ['a roadmap as an issue', 'issue', { type: 'roadmap' }, 'warn'],
    ['a question as a SEP', 'sep', { type: 'support' }, 'block'],
    ['a roadmap as a discussion', 'discussion', { type: 'roadmap' }, null],
    ['a decision as a decision', 'decision', { type: 'decision' }, null],
    ['a decision as an issue', 'issue', { type: 'decision' }, 'block'],
    ['a decision as a discussion', 'discussion', { type: 'decision' }, 'warn'],
    ['a typo as an issue', 'issue', { type: 'docs', actionability: 'ad-hoc', area: 'go-sdk' }, 'warn'],
    ['a typo as an issue, where pull requests are closed', 'issue', { type: 'docs', actionability: 'ad-hoc' }, null],
    ['a weakness, which has its own check', 'issue', { type: 'vulnerability', sensitivity: 'security' }, null],
    ['a matter about a person, which has its own check', 'issue', { type: 'conduct', sensitivity: 'people' }, null],
    ['something for a few people', 'issue', { type: 'bug', sensitivity: 'limited-audience' }, 'block'],
    ['a product of others, which wrong-repo reports', 'issue', { type: 'bug', area: 'other-product' }, null],
    ['a bug as a private report', 'advisory', { type: 'bug' }, 'warn'],
    ['a roadmap as a private report', 'advisory', { type: 'roadmap' }, 'warn'],
    ['a weakness as a private report', 'advisory', { type: 'vulnerability', sensitivity: 'security' }, null],
  ])('%s', (_, kind, answers, severity) => {
    const found = checkChannel(inputWith({ draft: { kind }, answers }))
    expect(found.map((finding) => finding.severity)).toEqual(severity === null ? [] : [severity])
  })

  test.each([
    ['high', 'block'],
    ['medium', 'warn'],
    ['low', 'warn'],
  ] as const)('with %s confidence, the severity is %s', (confidence, severity) => {
    expect(checkChannel(inputWith({ answers: { type: 'protocol-change' }, confidence }))[0]?.severity).toBe(severity)
  })

  test.each<[string | null, number]>([
    [null, 1],
    [TYPESCRIPT, 1],
    ['ModelContextProtocol/not-in-the-policy', 1],
    ['somebody/else', 0],
  ])('applies to drafts without a repository, and to all repositories of an owner in the policy: %s', (repo, count) => {
    expect(checkChannel(inputWith({ draft: { repo }, answers: { type: 'protocol-change' } }))).toHaveLength(count)
  })
})

test.each([SPEC, 'elsewhere/repo'])('a policy with repositories of two owners applies to both: %s', (repo) => {
  const { policy, ...input } = inputWith({ draft: { repo }, answers: { type: 'protocol-change' } })
  const [known] = Object.values(policy.repositories)
  if (known === undefined) throw new Error('the policy knows no repository')
  const repositories = { ...policy.repositories, elsewhere: { ...known, repo: 'elsewhere/other' } }
  expect(checkChannel({ ...input, policy: { ...policy, repositories } })).toHaveLength(1)
})

describe('realistic texts, classified as `where` classifies them', () => {
  test.each<[Kind, boolean, string, string]>([
    [
      'issue',
      true,
      'SEP: add a streaming result type',
      'I propose to add a new field to the tools/call result in the protocol so that servers can stream partial results. A new capability is negotiated in initialize.',
    ],
    [
      'issue',
      false,
      'ReadBuffer drops the last message',
      'When the last line has no line feed the TypeScript SDK drops it. Reproduce: printf without newline. Version 1.20.1.',
    ],
    [
      'discussion',
      false,
      'What should the roadmap for 2027 hold?',
      'Which priorities should we set for the next year? I would like to hear opinions about the direction.',
    ],
    [
      'issue',
      true,
      'What should the roadmap for 2027 hold?',
      'Which priorities should we set for the next year? I would like to hear opinions about the direction.',
    ],
  ])('as %s, wrong (%s): %s', (kind, isWrong, title, body) => {
    expect(checkChannel(classifiedInput({ kind, title, body, repo: SPEC }))).toHaveLength(isWrong ? 1 : 0)
  })
})
