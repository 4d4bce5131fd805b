import { describe, expect, test } from 'vitest'
import { aiAgent } from '../../src/checks/ai.ts'
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
function factsOf({ agent, viewer, merged, isListKnown = true }: Known) {
  const isMaintainer = isListKnown ? maintainerOf(MAINTAINERS, viewer ?? '') !== null : null
  return { agent, viewer, mergedPullRequests: merged, isMaintainer }
}

type Known = {
  readonly agent: string | null
  readonly viewer: string | null
  readonly merged: number | null
  readonly isListKnown?: boolean
}

test('an agent that acts for someone else is blocked, and learns what to do instead', () => {
  const facts = factsOf({ agent: 'Claude Code', viewer: 'newcomer', merged: 3 })
  expect(aiAgent(inputWith({ facts }))).toEqual([
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
    ['a person', { agent: null, viewer: 'newcomer', merged: 0 }, SPEC, null],
    ['an agent elsewhere', { agent, viewer: 'newcomer', merged: 0 }, TYPESCRIPT, null],
    ['an agent nowhere yet', { agent, viewer: 'newcomer', merged: 0 }, null, null],
    ['for somebody with 4 merged', { agent, viewer: 'regular', merged: 4 }, SPEC, null],
    ['for a maintainer', { agent, viewer: 'ada-l', merged: 0 }, SPEC, null],
    ['for a maintainer, in another letter case', { agent, viewer: 'FAY', merged: null }, SPEC, null],
    ['with 4 merged and no list', { agent, viewer: 'regular', merged: 4, isListKnown: false }, SPEC, null],
    ['for a former maintainer', { agent, viewer: 'dan', merged: 0 }, SPEC, /dan has 0 and is not listed$/],
    ['with 3 merged', { agent, viewer: 'newcomer', merged: 3 }, SPEC, /newcomer has 3 and is not listed$/],
    [
      'when the list cannot be read',
      { agent, viewer: 'ada-l', merged: 0, isListKnown: false },
      SPEC,
      /ada-l has 0, and the list could not be read$/,
    ],
    [
      'when the pull requests are not known',
      { agent, viewer: 'newcomer', merged: null },
      SPEC,
      /it is unknown how many newcomer has$/,
    ],
    ['when the account is not known', { agent, viewer: null, merged: 9 }, SPEC, /the account is unknown$/],
    [
      'in the repository in another letter case',
      { agent, viewer: 'newcomer', merged: 0 },
      SPEC.toUpperCase(),
      /newcomer has 0/,
    ],
  ])('%s', (_, known: Known, repo, message) => {
    const found = aiAgent(inputWith({ draft: { repo }, facts: factsOf(known) })).map((finding) => finding.message)
    expect(found).toEqual(message === null ? [] : [expect.stringMatching(message)])
  })

  test('a policy without such a rule has no finding', () => {
    const input = inputWith({ facts: { agent } })
    expect(aiAgent({ ...input, policy: { ...input.policy, agentRules: [] } })).toEqual([])
  })
})
