import { describe, expect, test } from 'vitest'
import { checkAiAgent } from '../../src/checks/ai.ts'
import { agentRulesOf } from '../../src/policy/parse.ts'
import { maintainerOf, parseMaintainers } from '../../src/seps/maintainers.ts'
import { inputWith, SPEC, TYPESCRIPT } from '../support/check-input.ts'

const MAINTAINERS = parseMaintainers(`# Maintainers

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
`)

/** The facts that the check needs about a viewer. */
function factsOf({ agent, viewer, merged, isListKnown = true }: KnownFacts) {
  const isMaintainer = isListKnown ? maintainerOf(MAINTAINERS, viewer ?? '') !== null : null
  return { agent, viewer, mergedPullRequests: merged, isMaintainer }
}

type KnownFacts = {
  readonly agent: string | null
  readonly viewer: string | null
  readonly merged: number | null
  readonly isListKnown?: boolean
}

test('an agent that acts for somebody with too few merged pull requests is blocked, and learns what to do instead', () => {
  const facts = factsOf({ agent: 'Claude Code', viewer: 'newcomer', merged: 3 })
  expect(checkAiAgent(inputWith({ facts }))).toEqual([
    {
      check: 'ai-agent',
      severity: 'block',
      message: `Claude Code is running this, and ${SPEC} only accepts posts from an AI agent on behalf of maintainers listed in MAINTAINERS.md and people with more than 3 merged pull requests there; newcomer has 3 and is not listed`,
      line: 3,
      fix: 'Stop here and show the draft to the person you work for: they can read it and post it themselves. This cannot be overridden: https://github.com/modelcontextprotocol/modelcontextprotocol/blob/main/AGENTS.md#contribution-policy-for-ai-agents',
    },
  ])
})

describe('whether a draft may be posted', () => {
  const agent = 'Codex'
  test.each([
    ['by a person', { agent: null, viewer: 'newcomer', merged: 0 }, SPEC, null],
    [
      'by an agent, in a repository without a rule for agents',
      { agent, viewer: 'newcomer', merged: 0 },
      TYPESCRIPT,
      null,
    ],
    ['by an agent, before a repository is chosen', { agent, viewer: 'newcomer', merged: 0 }, null, null],
    ['for somebody with 4 merged pull requests', { agent, viewer: 'regular', merged: 4 }, SPEC, null],
    ['for a maintainer', { agent, viewer: 'ada-l', merged: 0 }, SPEC, null],
    ['for a maintainer whose login is in another letter case', { agent, viewer: 'FAY', merged: null }, SPEC, null],
    [
      'for somebody with 4 merged pull requests, without the list of maintainers',
      { agent, viewer: 'regular', merged: 4, isListKnown: false },
      SPEC,
      null,
    ],
    ['for a former maintainer', { agent, viewer: 'dan', merged: 0 }, SPEC, /dan has 0 and is not listed$/],
    [
      'for somebody with 3 merged pull requests',
      { agent, viewer: 'newcomer', merged: 3 },
      SPEC,
      /newcomer has 3 and is not listed$/,
    ],
    [
      'for a maintainer, when the list cannot be read',
      { agent, viewer: 'ada-l', merged: 0, isListKnown: false },
      SPEC,
      /ada-l has 0, and the list could not be read$/,
    ],
    [
      'when the number of merged pull requests is unknown',
      { agent, viewer: 'newcomer', merged: null },
      SPEC,
      /it is unknown how many newcomer has$/,
    ],
    ['when the account is unknown', { agent, viewer: null, merged: 9 }, SPEC, /the account is unknown$/],
    [
      'in a repository whose name is in another letter case',
      { agent, viewer: 'newcomer', merged: 0 },
      SPEC.toUpperCase(),
      /newcomer has 0/,
    ],
  ])('%s', (_, known: KnownFacts, repo, message) => {
    const found = checkAiAgent(inputWith({ draft: { repo }, facts: factsOf(known) })).map((finding) => finding.message)
    expect(found).toEqual(message === null ? [] : [expect.stringMatching(message)])
  })

  test('in a repository that the draft names by its earlier name', () => {
    const { policy } = inputWith({})
    const { spec, ...others } = policy.repositories
    if (spec === undefined) throw new Error('the policy has no specification repository')
    const repositories = { spec: { ...spec, formerly: ['modelcontextprotocol/before'] }, ...others }
    const renamed = { ...policy, repositories, agentRules: agentRulesOf({ ...policy, repositories }) }
    const facts = factsOf({ agent, viewer: 'newcomer', merged: 0 })
    const input = inputWith({ draft: { repo: 'modelcontextprotocol/Before' }, facts })
    expect(checkAiAgent({ ...input, policy: renamed })).toHaveLength(1)
  })

  test('there is no finding if the policy has no rule for agents', () => {
    const input = inputWith({ facts: { agent } })
    expect(checkAiAgent({ ...input, policy: { ...input.policy, agentRules: [] } })).toEqual([])
  })
})
