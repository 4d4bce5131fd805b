import { describe, expect, test } from 'vitest'
import type { Answers, Channel } from '../../src/policy/answers.ts'
import { recommend } from '../../src/policy/recommend.ts'
import { answers, mcp } from '../support/policy.ts'

/**
 * A statement of the communication guidelines, by its id under `guidelines` in mcp.yaml: what a person answers, the channel, and
 * words that the recommendation must contain.
 */
type Row = readonly [id: string, given: Partial<Answers> & Pick<Answers, 'type'>, channel: Channel, says: RegExp]

const ROWS: readonly Row[] = [
  ['discord-is-real-time', { type: 'process-change', actionability: 'ad-hoc' }, 'discord', /quick questions/],
  ['live-calls', { type: 'coordination', actionability: 'open-ended' }, 'discord', /meet\.modelcontextprotocol\.io/],
  [
    'discussions-are-structured',
    { type: 'other', actionability: 'open-ended', area: 'go-sdk' },
    'discussion',
    /Longer, structured discussion/,
  ],
  ['issues-are-actionable', { type: 'bug', area: 'go-sdk' }, 'issue', /go-sdk\/issues\/new/],
  ['security-is-private', { type: 'vulnerability', area: 'go-sdk' }, 'security-advisory', /never posted publicly/],
  ['conduct-everywhere', { type: 'conduct' }, 'conduct', /applies in every channel/],
  ['discord-for-contributors', { type: 'support' }, 'docs', /Discord: it is for contributors/],
  ['public-by-default', { type: 'coordination', actionability: 'open-ended' }, 'discord', /public channels/],
  ['development-in-public', { type: 'ci', actionability: 'ad-hoc', area: 'python-sdk' }, 'discord', /#python-sdk-dev/],
  [
    'groups-on-discord',
    { type: 'protocol-change', actionability: 'open-ended', area: 'ext-apps' },
    'discord',
    /#mcp-apps-wg/,
  ],
  ['what-a-working-group-is', { type: 'protocol-change' }, 'sep', /working group/],
  [
    'what-an-interest-group-is',
    { type: 'protocol-change', actionability: 'open-ended', area: 'registry' },
    'discord',
    /with the group first/,
  ],
  ['onboarding-on-discord', { type: 'onboarding', actionability: 'open-ended' }, 'discord', /New contributors/],
  ['feedback-on-discord', { type: 'feedback', actionability: 'ad-hoc' }, 'discord', /brainstorm on Discord/],
  ['office-hours', { type: 'coordination', actionability: 'ad-hoc' }, 'discord', /office hours/],
  [
    'no-support-on-discord',
    { type: 'support', actionability: 'open-ended', area: 'go-sdk' },
    'discussion',
    /if the documentation does not answer/,
  ],
  ['no-marketing', { type: 'marketing' }, 'elsewhere', /vendor-neutral/],
  ['brands-as-examples', { type: 'onboarding', actionability: 'ad-hoc' }, 'discord', /brands only as examples/],
  [
    'private-channels-are-exceptions',
    { type: 'release', sensitivity: 'limited-audience' },
    'private-discord',
    /designated maintainers/,
  ],
  [
    'private-for-security-incidents',
    { type: 'coordination', sensitivity: 'security' },
    'private-discord',
    /security incident/i,
  ],
  ['private-for-people', { type: 'decision', sensitivity: 'people' }, 'private-discord', /matters about people/],
  ['private-read-only', { type: 'decision', sensitivity: 'limited-audience' }, 'private-discord', /read-only/],
  [
    'private-for-focus',
    { type: 'coordination', sensitivity: 'limited-audience' },
    'private-discord',
    /immediate or focused/,
  ],
  ['private-is-documented', { type: 'coordination', sensitivity: 'security' }, 'private-discord', /label `notes`/],
  [
    'individuals-may-stay-private',
    { type: 'coordination', sensitivity: 'people' },
    'private-discord',
    /may stay private/,
  ],
  [
    'private-is-temporary',
    { type: 'ci', sensitivity: 'limited-audience' },
    'private-discord',
    /temporary incident room/,
  ],
  [
    'from-discord-to-a-record',
    { type: 'discord-outcome', actionability: 'open-ended' },
    'discussion',
    /where it can be found later/,
  ],
  ['from-proposal-to-work', { type: 'discord-outcome', actionability: 'ad-hoc' }, 'discussion', /become pull requests/],
  ['roadmap-in-discussions', { type: 'roadmap' }, 'discussion', /Roadmaps and milestones/],
  ['announcements-in-discussions', { type: 'announcement' }, 'discussion', /Announcements/],
  ['polls-in-discussions', { type: 'poll' }, 'discussion', /Polls/],
  ['features-in-discussions', { type: 'feature', area: 'go-sdk' }, 'discussion', /go-sdk\/discussions/],
  ['issue-where-no-discussions', { type: 'feature', area: 'servers' }, 'issue', /has none, so use an issue/],
  ['seps-are-pull-requests', { type: 'protocol-change' }, 'sep', /pull request/],
  ['seps-with-a-group', { type: 'protocol-change', area: 'ext-apps' }, 'sep', /start a thread .*#mcp-apps-wg/],
  ['what-needs-a-sep', { type: 'process-change' }, 'sep', /need a SEP/],
  ['bugs-in-issues', { type: 'bug' }, 'issue', /can be reproduced/],
  ['docs-in-issues', { type: 'docs', area: 'docs' }, 'issue', /Specific improvements to the documentation/],
  [
    'small-changes-are-pull-requests',
    { type: 'docs', actionability: 'ad-hoc', area: 'go-sdk' },
    'pull-request',
    /typo, a dead link/,
  ],
  ['ci-in-issues', { type: 'ci' }, 'issue', /CI and infrastructure/],
  ['releases-in-issues', { type: 'release' }, 'issue', /Release tasks and milestones/],
  [
    'private-report',
    { type: 'vulnerability', area: 'rust-sdk' },
    'security-advisory',
    /rust-sdk\/security\/advisories\/new/,
  ],
  ['contact-maintainers', { type: 'vulnerability' }, 'security-advisory', /lead or core maintainer/],
  ['responsible-disclosure', { type: 'vulnerability' }, 'security-advisory', /responsible disclosure/],
  ['intended-behaviour', { type: 'vulnerability' }, 'security-advisory', /list of intended behavior/],
  ['decisions-in-public', { type: 'decision' }, 'decision-record', /documented in public/],
  ['technical-decisions', { type: 'decision' }, 'decision-record', /recorded in issues and SEPs/],
  ['specification-changes', { type: 'decision' }, 'decision-record', /changelog/],
  ['process-changes', { type: 'decision' }, 'decision-record', /community documentation/],
  ['governance-decisions', { type: 'decision' }, 'decision-record', /governance decisions are recorded/],
  [
    'what-a-record-keeps',
    { type: 'decision' },
    'decision-record',
    /background and motivation, the options considered, the rationale/,
  ],
  ['ai-is-disclosed', { type: 'docs', actionability: 'ad-hoc', area: 'go-sdk' }, 'pull-request', /AI/],
  [
    'pull-requests-of-collaborators',
    { type: 'docs', actionability: 'ad-hoc', area: 'docs' },
    'issue',
    /collaborators only/,
  ],
  [
    'discussions-for-meeting-notes',
    { type: 'protocol-change', actionability: 'open-ended' },
    'discord',
    /limit the Discussions .* to meeting notes/,
  ],
  ['new-groups-on-discord', { type: 'process-change' }, 'discord', /#wg-ig-group-creation/],
  ['listing-a-server', { type: 'marketing' }, 'elsewhere', /mcp-publisher.*quickstart/],
]

describe('each statement of the guidelines', () => {
  test.each(ROWS)('%s', (id, given, channel, says) => {
    const group = id === 'new-groups-on-discord' ? (mcp.groups['new-groups'] ?? null) : null
    const recommendation = recommend(mcp, answers(given), group)
    const { rules } = mcp.guidelines.find((guideline) => guideline.id === id) ?? { rules: [] }
    expect(recommendation.channel).toBe(channel)
    expect(JSON.stringify({ ...recommendation, alternatives: [] })).toMatch(says)
    expect(rules).toContain(recommendation.rule)
  })

  test('has a row, and every row has its statement', () => {
    expect(ROWS.map(([id]) => id).sort()).toEqual(mcp.guidelines.map(({ id }) => id).sort())
  })
})

describe('exceptions for a repository or a product', () => {
  test('a pull request is not an alternative if only collaborators can open one', () => {
    const channels = (area: string) =>
      recommend(mcp, answers({ type: 'bug', area })).alternatives.map(({ channel }) => channel)
    expect(channels('inspector')).not.toContain('pull-request')
    expect(channels('go-sdk')).toContain('pull-request')
  })

  test.each([
    [
      'the Inspector takes no pull requests',
      { type: 'docs', actionability: 'ad-hoc', area: 'inspector' },
      'issue',
      /accepts issues, not pull requests/,
    ],
    [
      'the reference servers take no security reports',
      { type: 'vulnerability', area: 'servers' },
      'security-advisory',
      /does not accept security reports/,
    ],
    [
      'the Python SDK has a form for questions',
      { type: 'support', actionability: 'open-ended', area: 'python-sdk' },
      'discussion',
      /question\.yaml/,
    ],
    [
      'the Java SDK links to a page for questions',
      { type: 'support', actionability: 'open-ended', area: 'java-sdk' },
      'discussion',
      /stackoverflow/,
    ],
    ['Claude is another product', { type: 'bug', area: 'claude' }, 'elsewhere', /anthropics\/claude-ai-mcp/],
    [
      'a vulnerability in another product is private too',
      { type: 'vulnerability', area: 'other-product' },
      'elsewhere',
      /privately/,
    ],
    ['a server is listed by publishing it', { type: 'marketing', area: 'registry' }, 'elsewhere', /quickstart/],
    [
      'an agenda is published as a Discussion',
      { type: 'coordination', area: 'community' },
      'discussion',
      /Meeting Notes/,
    ],
  ] as const)('%s', (_, given, channel, says) => {
    const recommendation = recommend(mcp, answers(given))
    expect(recommendation.channel).toBe(channel)
    expect(JSON.stringify(recommendation)).toMatch(says)
  })
})
