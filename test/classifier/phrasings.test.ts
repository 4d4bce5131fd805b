import { describe, expect, test } from 'vitest'
import { createClassifier } from '../../src/classifier/classify.ts'
import { recommend } from '../../src/policy/recommend.ts'
import { shippedModel } from '../support/model.ts'
import { mcp } from '../support/policy.ts'

const classify = createClassifier(mcp, shippedModel)

/** What the founding edition and the rules of October 2026 name as a use, in everyday words: rule → texts. */
const USES: Readonly<Record<string, readonly string[]>> = {
  'outcome-to-discuss': [
    'We talked in a Discord thread about retries and it is turning into a proposal; where do I write that down?',
    'A long chat on Discord led to an idea that may become a SEP. Where should it be recorded?',
    'Our conversation in #transports-wg is heading towards a decision, it should move somewhere people can find it later',
  ],
  coordination: [
    'When are the next office hours?',
    'What time do you hold office hours this week?',
    'Are there public office hours I can drop into?',
    'Any maintainer online right now who could take a quick look?',
    'Which maintainers are available this afternoon to pair on a review?',
    'How do I get an item on the agenda of the auth interest group?',
  ],
  'new-group': [
    'I want to propose a new interest group for education',
    'We would like to start a working group on observability',
    'How do I create a new interest group?',
  ],
  bug: [
    'I have a fix for the hang in the Python SDK when the server closes early',
    'I have a fix for the client that hangs on shutdown',
    'My patch stops the TypeScript SDK from hanging when stdin ends',
  ],
  'a-server-to-list': [
    'Please add my server to the servers list',
    'I opened a pull request that adds my server to the README of modelcontextprotocol/servers',
    'PR to add our weather MCP server to the community servers list',
  ],
  'archived-repository': [
    'use-mcp hook loses the connection when the tab sleeps',
    'create-python-server generates a broken pyproject',
    'modelcontextprotocol/docs has a dead link',
  ],
  roadmap: [
    'Let us plan the milestones for the next half year',
    'The roadmap should name what comes after the next revision',
  ],
  announcement: ['Announcing version 2.0 of the Go SDK'],
  feature: [
    'Feature request for the Go SDK: let me set a timeout for each call, we need it because some tools are slow',
  ],
  'ci-or-infrastructure': ['CI of the Kotlin SDK fails on main since yesterday'],
  onboarding: ['New here, how do I start contributing?'],
  conduct: ['A maintainer insulted me in a review'],
  vulnerability: ['I found a CVE-worthy bypass of the token check in the C# SDK'],
}

describe.each(Object.entries(USES))('%s', (rule, texts) => {
  test.each(texts)('%s', (text) => {
    const { answers, group } = classify(text, {})
    expect(recommend(mcp, answers, group).rule).toBe(rule)
  })
})
