import { describe, expect, test } from 'vitest'
import type { Channel } from '../../src/policy/answers.ts'
import { recommend } from '../../src/policy/recommend.ts'
import { sharedClassifier } from '../support/model.ts'
import { mcp } from '../support/policy.ts'

const classify = sharedClassifier(mcp)

/**
 * Everyday phrasings of uses that the founding edition of the policy and its rules of October 2026 name, grouped by the rule that
 * decides where they belong.
 */
const TEXTS_BY_RULE: Readonly<Record<string, readonly string[]>> = {
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

describe.each(Object.entries(TEXTS_BY_RULE))('the rule %s decides', (rule, texts) => {
  test.each(texts)('%s', (text) => {
    const { answers, group } = classify(text, {})
    expect(recommend(mcp, answers, group).rule).toBe(rule)
  })
})

/** The uses that the founding edition of the policy names, each with the right channels and three everyday phrasings. */
const FOUNDING_USES: readonly (readonly [use: string, channels: readonly Channel[], texts: readonly string[]])[] = [
  [
    'development of an SDK or a tool, in public',
    ['discord'],
    [
      'Where can I chat with the people who develop the Inspector?',
      'Which Discord channel is for planning the next TypeScript SDK release?',
      'Talking through an idea with the Go SDK developers, live',
    ],
  ],
  [
    'talk of a working or an interest group',
    ['discord'],
    [
      "I'd like to follow the discussions of the agents working group",
      'Where does the client implementors group talk?',
      'How do I bring a topic to the transports working group?',
    ],
  ],
  [
    'onboarding',
    ['discord'],
    [
      "I'm new and want to contribute, who can help me get going?",
      'How do I make my first contribution?',
      'Looking for somebody to guide me through my first pull request',
    ],
  ],
  [
    'feedback and brainstorming',
    ['discord', 'discussion'],
    [
      'Some feedback: the contributor guide took me a while to understand',
      'Can we brainstorm how to make reviews faster?',
      'Just throwing ideas around about how we could welcome newcomers',
    ],
  ],
  [
    'office hours and the time of maintainers',
    ['discord'],
    [
      'When are the office hours of the maintainers?',
      'Is a maintainer around to look at something with me?',
      'Do you hold office hours on Thursdays?',
    ],
  ],
  [
    'user support',
    ['docs', 'discussion', 'discord'],
    [
      'How do I connect my first MCP server?',
      'What is a resource template?',
      "I don't understand how prompts work, where is that explained?",
    ],
  ],
  [
    'marketing',
    ['elsewhere'],
    [
      'We just launched our MCP platform and want to tell everybody',
      'May I advertise our product on your Discord?',
      'Please promote our new MCP hosting service',
    ],
  ],
  [
    'a security incident',
    ['security-advisory', 'private-discord'],
    [
      'There is a CVE coming for the Python SDK, who coordinates it?',
      "I found a weakness in the protocol that lets a server read other servers' data",
      'Someone leaked an exploit for the registry, what now?',
    ],
  ],
  [
    'a matter about people',
    ['conduct', 'private-discord'],
    [
      'A maintainer has been insulting contributors in reviews',
      'Somebody keeps harassing me on Discord',
      'I want to report a violation of the code of conduct',
    ],
  ],
  [
    'a private matter of one contributor',
    ['conduct', 'private-discord'],
    [
      'A contributor was banned and wants to appeal',
      'I need to talk in confidence about how a colleague treats me here',
      'A disciplinary matter about one of the moderators',
    ],
  ],
  [
    'a decision to document',
    ['decision-record', 'discussion'],
    [
      'The core maintainers decided to move the release, this has to be written down',
      "Notes of the auth group's meeting of 4 November",
      'We agreed on the error codes, here is who decided and why',
    ],
  ],
  [
    'a talk on Discord that leads somewhere',
    ['discussion', 'decision-record'],
    [
      'Our Discord discussion about batching is turning into a proposal, where should it be recorded?',
      'We had a long talk on Discord that should end in a decision, where do we keep a record of it?',
      'A Discord thread led to a proposal; it should be findable later',
    ],
  ],
  [
    'work that follows from a proposal',
    ['issue'],
    [
      'The proposal was accepted, now we need an issue for the work in the Rust SDK',
      'Track the implementation of the accepted SEP in the Java SDK',
      'Work item: implement the agreed change in the Kotlin SDK',
    ],
  ],
  [
    'roadmap and milestones',
    ['discussion', 'issue'],
    [
      'What should be on the roadmap for next year?',
      "Let's plan the milestones of the coming release",
      'Roadmap discussion: what comes after the current revision?',
    ],
  ],
  [
    'an announcement',
    ['discussion'],
    [
      'Announcing version 1.0 of the Kotlin SDK',
      'Announcement: the new specification revision is out',
      'We released the Inspector 2.0, here is what is new',
    ],
  ],
  [
    'a poll',
    ['discussion', 'discord'],
    [
      'Poll: which day suits you for the community call?',
      "Let's vote on the name of the new extension",
      'A quick survey to find consensus on the default timeout',
    ],
  ],
  [
    'a feature request with its reasons',
    ['discussion', 'issue'],
    [
      'Feature request for the C# SDK: a retry policy, because our network drops connections',
      'It would help us a lot if the Java SDK could reload tools at runtime',
      'Please add a search box to the Inspector, I have 80 tools',
    ],
  ],
  [
    'a feature where there are no Discussions',
    ['issue'],
    [
      'Feature request: the filesystem server should be able to append to a file',
      'The memory server should support tags, please add them',
      "I'd like the time server to list all time zones",
    ],
  ],
  [
    'a SEP',
    ['sep', 'discord'],
    [
      'I want to submit a SEP that adds a cost field to tools',
      'My SEP about streaming results is written, what is next?',
      'Proposal: tools/list must accept a filter parameter',
    ],
  ],
  [
    'a bug',
    ['issue'],
    [
      'The Python client hangs when the server closes the stream, steps below',
      'TypeError in the TypeScript SDK when a tool returns undefined, version 1.20',
      'Ruby SDK: a notification without params raises NoMethodError, here is how to reproduce it',
    ],
  ],
  [
    'documentation',
    ['issue', 'pull-request'],
    [
      'The page on cancellation should say what happens to progress notifications',
      'The example in the transports chapter uses a removed option',
      'The quickstart for Java does not compile any more',
    ],
  ],
  [
    'CI and infrastructure',
    ['issue'],
    [
      'CI of the Go SDK has been failing on main since the runner update',
      'The docs deployment is broken',
      "The release pipeline of the Rust SDK can't publish to crates.io",
    ],
  ],
  [
    'release tasks',
    ['issue'],
    [
      'Release tasks for Python SDK 1.21',
      'Tracking the milestone for the November revision',
      'Checklist for releasing the Swift SDK',
    ],
  ],
  [
    'a report to the maintainers, in private',
    ['security-advisory'],
    [
      'How do I report a vulnerability responsibly?',
      'Whom do I tell about a security hole in the TypeScript SDK?',
      'I want to disclose a vulnerability in the protocol to the core maintainers',
    ],
  ],
  [
    'a technical decision',
    ['decision-record', 'discussion'],
    [
      'Recording the decision to drop SSE, with the options we considered',
      'Technical decision: one JSON schema dialect, rationale below',
      'We chose not to support batching; decision makers, background and reasons inside',
    ],
  ],
  [
    'a governance decision',
    ['decision-record', 'discussion'],
    [
      'A governance decision has to be documented',
      'The steering group voted for the new charter, recording the result',
      'Decision of the core maintainers about the sponsor rule, with background',
    ],
  ],
  [
    'a new group',
    ['discord'],
    [
      "I'd like to propose a new working group for robotics",
      'How do I start an interest group on healthcare?',
      'Proposal of a new interest group: embedded systems',
    ],
  ],
  [
    'a fix that is ready',
    ['issue', 'pull-request'],
    [
      'I have a fix for the memory leak in the Go client',
      'I have a fix for the race when the server hangs up',
      'My patch fixes the hang of stdio_client on Windows, where do I send it?',
    ],
  ],
]

describe.each(FOUNDING_USES)('one of the right channels is found for %s', (_, channels, texts) => {
  test.each(texts)('%s', (text) => {
    expect(channels).toContain(classify(text, {}).channel)
  })
})
