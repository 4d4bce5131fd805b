import { describe, expect, test } from 'vitest'
import { aiAgent } from '../../src/checks/ai-agent.ts'
import { inputWith, SPEC, TYPESCRIPT } from '../support/check-input.ts'

const maintainers = `# Maintainers

## Core Maintainers

- [Ada](https://github.com/ada-l)
- [Bob](https://github.com/Bob/) (lead), [Cy](https://github.com/cy)

## Emeritus

- [Dan](https://github.com/dan)

### Of the first year

- [Eve](https://github.com/eve)

## SDK Maintainers

- [Fay](https://github.com/fay)
#### Registry Emeritus
- [Gus](https://github.com/gus)
#### Registry
- [Hal](https://github.com/hal), not https://github.com/nobody and not [a repository](https://github.com/o/r)
`

test('an agent for anybody else is stopped, and told what to do', () => {
  const facts = { agent: 'Claude Code', viewer: 'newcomer', mergedPullRequests: 3, maintainers }
  expect(aiAgent(inputWith({ facts }))).toEqual([
    {
      check: 'ai-agent',
      severity: 'block',
      message: `Claude Code runs this, and ${SPEC} takes posts from an AI agent only for maintainers listed in MAINTAINERS.md and people with more than 3 merged pull requests there; newcomer has 3 and is not listed`,
      line: 3,
      fix: 'Stop here and show the draft to the person you work for: they can read it and open it themselves. This cannot be overridden: https://github.com/modelcontextprotocol/modelcontextprotocol/blob/main/AGENTS.md#contribution-policy-for-ai-agents',
    },
  ])
})

describe('who may post', () => {
  const agent = 'Codex'
  test.each([
    ['a person', { agent: null, viewer: 'newcomer', mergedPullRequests: 0, maintainers }, SPEC, null],
    ['an agent elsewhere', { agent, viewer: 'newcomer', mergedPullRequests: 0, maintainers }, TYPESCRIPT, null],
    ['an agent nowhere yet', { agent, viewer: 'newcomer', mergedPullRequests: 0, maintainers }, null, null],
    ['for somebody with 4 merged', { agent, viewer: 'regular', mergedPullRequests: 4, maintainers }, SPEC, null],
    ['for a maintainer', { agent, viewer: 'ada-l', mergedPullRequests: 0, maintainers }, SPEC, null],
    ['for a maintainer, in other letters', { agent, viewer: 'FAY', mergedPullRequests: null, maintainers }, SPEC, null],
    ['with 4 merged and no list', { agent, viewer: 'regular', mergedPullRequests: 4, maintainers: null }, SPEC, null],
    [
      'for a former maintainer',
      { agent, viewer: 'dan', mergedPullRequests: 0, maintainers },
      SPEC,
      /dan has 0 and is not listed$/,
    ],
    [
      'with 3 merged',
      { agent, viewer: 'newcomer', mergedPullRequests: 3, maintainers },
      SPEC,
      /newcomer has 3 and is not listed$/,
    ],
    [
      'when the list cannot be read',
      { agent, viewer: 'ada-l', mergedPullRequests: 0, maintainers: null },
      SPEC,
      /ada-l has 0, and the list could not be read$/,
    ],
    [
      'when the pull requests are not known',
      { agent, viewer: 'newcomer', mergedPullRequests: null, maintainers },
      SPEC,
      /what newcomer has merged there is not known$/,
    ],
    [
      'when nobody is known',
      { agent, viewer: null, mergedPullRequests: 9, maintainers },
      SPEC,
      /who posts is not known$/,
    ],
    [
      'in other letters',
      { agent, viewer: 'newcomer', mergedPullRequests: 0, maintainers },
      SPEC.toUpperCase(),
      /newcomer has 0/,
    ],
  ])('%s', (_, facts, repo, message) => {
    const found = aiAgent(inputWith({ draft: { repo }, facts })).map((finding) => finding.message)
    expect(found).toEqual(message === null ? [] : [expect.stringMatching(message)])
  })

  test('a policy that says nothing of it asks nothing', () => {
    const input = inputWith({ facts: { agent } })
    expect(aiAgent({ ...input, policy: { ...input.policy, ai: null } })).toEqual([])
  })
})
