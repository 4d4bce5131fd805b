import { describe, expect, test } from 'vitest'
import { conditionsFor, type DraftTarget, recommend } from '../../src/policy/recommend.ts'
import type { Policy } from '../../src/policy/schema.ts'
import { mcp } from '../support/policy.ts'
import { BUG, type RuleInput, recommendWith, smallPolicy } from '../support/small-policy.ts'

describe('a placeholder in a text', () => {
  test.each([
    ['{repo}', 'site', 'Gearbox/site'],
    ['{repo}', null, 'the repository that it is about'],
    ['{home}', 'site', 'Gearbox/engine'],
    ['{home}', null, 'Gearbox/engine'],
    ['Write to {dev}', 'engine', 'Write to #engine-dev'],
    ['Write to {dev}', 'site', 'Write to The chat'],
    ['Write to {dev}', null, 'Write to The chat'],
    ['{group}: {groupChannel}', 'site', 'Gears: #gears'],
    ['{group}: {groupChannel}', 'manual', ': The chat'],
    ['See {advisory}', 'engine', 'See https://gearbox.example/engine/report'],
    ['See {docs}', 'engine', 'See https://gearbox.example/engine'],
    ['See {questions}', 'site', 'See https://github.com/Gearbox/site/discussions'],
    ['Use "{instead}"', 'old', 'Use "the engine"'],
    ['Use "{instead}"', 'site', 'Use ""'],
    ['{repo}, not {home}: {repo}', 'site', 'Gearbox/site, not Gearbox/engine: Gearbox/site'],
    ['{} { repo } {2}', 'site', '{} { repo } {2}'],
  ])('%s, area %s: %s', (title, area, filled) => {
    expect(recommendWith({ title }, area).title).toBe(filled)
  })

  test('that is unknown makes the policy invalid', () => {
    expect(() => smallPolicy([{ title: 'Open it in {repo}, {rpeo}' }])).toThrow('there is no placeholder {rpeo}')
  })

  test('becomes the general place of the policy, if the area has no place of its own', () => {
    const policy = { ...smallPolicy([{ title: '{dev} or {groupChannel}' }]), general: '#lobby' }
    const titles = ['site', 'manual'].map((area) => recommend(policy, { ...BUG, area }).title)
    expect(titles).toEqual(['#lobby or #gears', '#lobby or #lobby'])
  })

  test('names the channels of a group and of a repository once if they are the same', () => {
    const policy = { ...smallPolicy([{ title: 'In {channels}' }]), general: '#lobby' }
    const titles = ['site', 'manual', 'engine'].map((area) => recommend(policy, { ...BUG, area }).title)
    expect(titles).toEqual(['In #gears, or in #lobby', 'In #lobby', 'In #gears, or in #engine-dev'])
  })

  test('is replaced in reasons, steps, alternatives and what to avoid', () => {
    const { because, steps, alternatives, avoid } = recommendWith(
      {
        because: [{ text: 'Because of {repo}', source: 'guide' }],
        steps: [{ text: 'Read {repo}', paste: 'Hello {group}', note: true }],
        alternatives: [{ channel: 'discord', when: 'if {repo} sleeps' }],
        avoid: ['Shouting at {repo}'],
      },
      'site',
    )
    expect(because.map(({ text }) => text)).toEqual(['Because of Gearbox/site'])
    expect(steps).toEqual([{ text: 'Read Gearbox/site', paste: 'Hello Gears', note: true }])
    expect(alternatives).toEqual([{ channel: 'discord', when: 'if Gearbox/site sleeps' }])
    // What a rule says comes before what its channel says.
    expect(avoid).toEqual(['Shouting at Gearbox/site', 'Talk, in Gearbox/site'])
  })
})

describe('an address', () => {
  test.each([
    ['https://github.com/{repo}/issues', 'site', 'https://github.com/Gearbox/site/issues'],
    // The list of all repositories, because the repository is unknown.
    ['https://github.com/{repo}/issues', null, 'https://github.com/gearbox'],
    ['https://github.com/{home}/issues', null, 'https://github.com/Gearbox/engine/issues'],
    ['https://gearbox.example', null, 'https://gearbox.example'],
    ['{questions}', 'site', 'https://github.com/Gearbox/site/discussions'],
    ['{questions}', 'engine', 'https://github.com/Gearbox/engine/issues/new?template=question.yml'],
    ['{questions}', 'old', 'https://gearbox.example/ask'],
    ['{questions}', null, 'https://github.com/gearbox'],
    ['{advisory}', 'engine', 'https://gearbox.example/engine/report'],
    ['{advisory}', 'manual', 'https://gearbox.example/report'],
    ['{advisory}', null, 'https://gearbox.example/report'],
    ['{docs}', 'engine', 'https://gearbox.example/engine'],
    ['{docs}', 'site', 'https://gearbox.example/manual'],
    ['{docs}', null, 'https://gearbox.example/manual'],
  ])('%s, area %s: %s', (url, area, filled) => {
    const recommendation = recommendWith({ url, steps: [{ text: 'Go', url }] }, area)
    expect([recommendation.url, recommendation.steps]).toEqual([filled, [{ text: 'Go', url: filled }]])
  })

  test('of a rule with its own repository leads there, whatever the area', () => {
    const url = 'https://github.com/{repo}/issues'
    expect(recommendWith({ repository: 'Gearbox/lab', url }, null).url).toBe('https://github.com/Gearbox/lab/issues')
    expect(recommendWith({ repository: 'home', url }, 'site').url).toBe('https://github.com/Gearbox/engine/issues')
  })

  test.each(['{advisory}', '{docs}'])('is missing if neither the repository nor the channel has a page: %s', (url) => {
    const policy = withoutPages(smallPolicy([{ url, steps: [{ text: 'Go', url }] }]))
    const recommendation = recommend(policy, { ...BUG, area: 'manual' })
    expect([recommendation.url, recommendation.steps]).toEqual([null, [{ text: 'Go' }]])
  })

  test('is missing if the rule has none', () => {
    expect(recommendWith({ url: null }, 'site').url).toBeNull()
  })
})

function withoutPages(policy: Policy): Policy {
  const { channels } = policy
  const [docs, report] = [channels.docs, channels['security-advisory']].map((channel) => ({ ...channel, url: null }))
  if (docs === undefined || report === undefined) throw new Error('unreachable')
  return { ...policy, channels: { ...channels, docs, 'security-advisory': report } }
}

describe('the repository', () => {
  test.each<[repository: string, area: string | null, repo: string | null, repoBy: 'area' | 'rule' | null]>([
    ['none', 'site', null, null],
    ['area', 'site', 'Gearbox/site', 'area'],
    ['area', null, null, 'area'],
    ['home', 'site', 'Gearbox/engine', 'rule'],
    ['home', null, 'Gearbox/engine', 'rule'],
    ['Gearbox/lab', 'site', 'Gearbox/lab', 'rule'],
  ])('of a rule for "%s", area %s, is %s', (repository, area, repo, repoBy) => {
    expect(recommendWith({ repository }, area)).toMatchObject({ repo, repoBy })
  })
})

describe('what this program can write, and the command for it', () => {
  test.each<
    [
      what: string,
      rule: Partial<RuleInput>,
      area: string | null,
      draftTarget: DraftTarget | null,
      command: string | null,
    ]
  >([
    [
      'an issue with a built-in template',
      { template: 'bug', repository: 'area' },
      'site',
      { kind: 'issue', repo: 'Gearbox/site', template: 'bug' },
      'mcp-comms issue new --repo Gearbox/site --template bug',
    ],
    [
      'an issue with a template that its author chooses',
      { template: null, repository: 'area' },
      'site',
      { kind: 'issue', repo: 'Gearbox/site', template: null },
      'mcp-comms issue new --repo Gearbox/site',
    ],
    [
      'an issue with the form of the repository',
      { template: 'bug', repository: 'area' },
      'engine',
      { kind: 'issue', repo: 'Gearbox/engine', template: 'bug.yml' },
      'mcp-comms issue new --repo Gearbox/engine --template bug.yml',
    ],
    [
      'an issue with the form of the repository that the rule names, although the area is unknown',
      { template: 'bug', repository: 'home' },
      null,
      { kind: 'issue', repo: 'Gearbox/engine', template: 'bug.yml' },
      'mcp-comms issue new --repo Gearbox/engine --template bug.yml',
    ],
    [
      'an issue in a repository that the policy does not describe; the forms of the area do not count',
      { template: 'bug', repository: 'Gearbox/lab' },
      'engine',
      { kind: 'issue', repo: 'Gearbox/lab', template: 'bug' },
      'mcp-comms issue new --repo Gearbox/lab --template bug',
    ],
    [
      'an issue in a repository that is still unknown, so that there is only a command',
      { template: 'bug', repository: 'area' },
      null,
      null,
      'mcp-comms issue new --repo OWNER/NAME',
    ],
    [
      'a discussion, for which the forms of issues do not count',
      { channel: 'discussion', template: 'idea', repository: 'area' },
      'engine',
      { kind: 'discussion', repo: 'Gearbox/engine', template: 'idea' },
      'mcp-comms discussion new --repo Gearbox/engine --template idea',
    ],
    [
      'a decision record, for which the command asks for the template',
      { channel: 'decision-record', template: 'technical', repository: 'home' },
      'site',
      { kind: 'decision', repo: 'Gearbox/engine', template: 'technical' },
      'mcp-comms decision new --repo Gearbox/engine',
    ],
    [
      'a proposal, for which the first step has no command',
      { channel: 'sep', template: 'sep', repository: 'home' },
      'site',
      { kind: 'sep', repo: 'Gearbox/engine', template: null },
      null,
    ],
    [
      'a private report',
      { channel: 'security-advisory', repository: 'area' },
      'engine',
      { kind: 'advisory', repo: 'Gearbox/engine', template: null },
      null,
    ],
  ])('%s', (_, rule, area, draftTarget, command) => {
    const recommendation = recommendWith({ ...rule, steps: [{ text: 'First' }, { text: 'Then' }] }, area)
    const first = command === null ? { text: 'First' } : { text: 'First', command }
    expect([recommendation.draftTarget, recommendation.steps]).toEqual([draftTarget, [first, { text: 'Then' }]])
  })

  test.each<[what: string, rule: Partial<RuleInput>, area: string | null]>([
    ['for an issue, if the rule has no field `template`', { repository: 'area' }, 'site'],
    ['for an issue in an unknown repository, if the rule has no field `template`', { repository: 'area' }, null],
    ['for an issue in no repository', { template: 'bug', repository: 'none' }, 'site'],
    ['for a decision record in no repository', { channel: 'decision-record', template: null }, 'site'],
    ['for a message in a chat', { channel: 'discord', template: 'bug', repository: 'home' }, 'site'],
  ])('is nothing %s', (_, rule, area) => {
    const steps = [{ text: 'First' }, { text: 'Then' }]
    const recommendation = recommendWith({ ...rule, steps }, area)
    expect([recommendation.draftTarget, recommendation.steps]).toEqual([null, steps])
  })

  test('is an issue without a template if no form of the repository is for its type', () => {
    const { draftTarget } = recommendWith({ template: 'docs', repository: 'area' }, 'engine', { type: 'docs' })
    expect(draftTarget).toEqual({ kind: 'issue', repo: 'Gearbox/engine', template: null })
  })

  test.each([
    ['area', 'site', 'Gearbox/site', 'Gearbox/engine'],
    ['area', null, 'OWNER/NAME', 'Gearbox/engine'],
    ['home', null, 'Gearbox/engine', 'Gearbox/engine'],
    ['Gearbox/lab', null, 'Gearbox/lab', 'Gearbox/engine'],
  ])('a step keeps the command that the rule gives it: repository %s, area %s', (repository, area, repo, home) => {
    const command = 'mcp-comms issue new --repo {repo} --label {home}'
    const { steps } = recommendWith({ repository, template: 'bug', steps: [{ text: 'Write', command }] }, area)
    expect(steps).toEqual([{ text: 'Write', command: `mcp-comms issue new --repo ${repo} --label ${home}` }])
  })
})

describe('a recommendation', () => {
  test('is public if its channel is, unless the rule says otherwise', () => {
    expect(recommendWith({ channel: 'elsewhere' }, 'site').public).toBe(true)
    expect(recommendWith({ channel: 'elsewhere', public: false }, 'site').public).toBe(false)
    expect(recommendWith({ channel: 'private-discord' }, 'site').public).toBe(false)
  })

  test('cites each reason with the day on which it was last verified, or else with the date of its edition', () => {
    const { because } = recommendWith(
      {
        because: [
          { text: 'It is written', source: 'guide#bugs' },
          { text: 'It is done', source: 'habit' },
        ],
      },
      'site',
    )
    expect(because).toEqual([
      {
        rule: 'special',
        text: 'It is written',
        source: 'https://gearbox.example/guide#bugs',
        edition: '2026-01-02',
        standing: 'published',
        seen: '2026-03-04',
      },
      {
        rule: 'special',
        text: 'It is done',
        source: 'https://gearbox.example/habit',
        edition: '2026-05-06',
        standing: 'practice',
        seen: '2026-05-06',
      },
    ])
  })

  test.each([
    ['site', ['discord', 'pull-request']],
    ['manual', ['discord', 'pull-request']],
    [null, ['discord', 'pull-request']],
    ['engine', ['discord']],
    ['old', ['discord']],
  ])('offers a pull request only where most people can open one: %s', (area, channels) => {
    const alternatives = channels.map((channel) => ({ channel, when: 'if you like' }))
    const rule: Partial<RuleInput> = {
      alternatives: [
        { channel: 'discord', when: 'if you like' },
        { channel: 'pull-request', when: 'if you like' },
      ],
    }
    expect(recommendWith(rule, area).alternatives).toEqual(alternatives)
  })

  test('says what the founding edition said, and which channel the published pages name', () => {
    const rule: Partial<RuleInput> = { founding: 'Use the chat.', insteadOf: 'discord' }
    expect(recommendWith(rule, 'site')).toMatchObject({ founding: 'Use the chat.', insteadOf: 'discord' })
    expect(recommendWith({}, 'site')).toMatchObject({ founding: null, insteadOf: null })
  })

  test.each([
    ['conduct', 'mailto:conduct@gearbox.example?subject=A%20bad%20day'],
    // This contact has a page, but no address.
    ['press', null],
  ])('has a mail draft with a subject and no text, if the contact has an address: %s', (contact, mail) => {
    expect(recommendWith({ mail: { contact, subject: 'A bad day' } }, 'site').mail).toBe(mail)
  })

  test('has no mail draft if the rule has none', () => {
    expect(recommendWith({}, 'site').mail).toBeNull()
  })
})

describe('what decides between two channels', () => {
  const { channels } = smallPolicy([])
  const channelsWith = (fits: string | undefined) => ({ ...channels, issue: { ...channels.issue, fits } })
  const withBothFits = {
    ...channelsWith('it is a task'),
    discussion: { ...channels.discussion, fits: 'it is a question' },
  }
  const pairs: Policy['pairs'] = [{ channels: ['issue', 'discussion'], fits: ['it is broken', 'it is an idea'] }]

  test('is what the policy says about the pair, in either order', () => {
    expect(conditionsFor({ channels: withBothFits, pairs }, 'issue', 'discussion')).toEqual([
      'it is broken',
      'it is an idea',
    ])
    expect(conditionsFor({ channels: withBothFits, pairs }, 'discussion', 'issue')).toEqual([
      'it is an idea',
      'it is broken',
    ])
  })

  test('is otherwise what the policy says about each channel', () => {
    expect(conditionsFor({ channels: withBothFits, pairs: [] }, 'issue', 'discussion')).toEqual([
      'it is a task',
      'it is a question',
    ])
    expect(conditionsFor({ channels: withBothFits, pairs }, 'issue', 'issue')).toEqual(['it is a task', 'it is a task'])
    expect(conditionsFor({ channels: withBothFits, pairs }, 'discussion', 'discussion')).toEqual([
      'it is a question',
      'it is a question',
    ])
  })

  test('is unknown if the policy says nothing about one of them', () => {
    const withoutFits = { ...withBothFits, discord: { ...channels.discord, fits: undefined } }
    expect(conditionsFor({ channels: withoutFits, pairs: [] }, 'issue', 'discord')).toBeNull()
    expect(conditionsFor({ channels: withoutFits, pairs: [] }, 'discord', 'issue')).toBeNull()
  })
})

test('the order of the answers in JSON does not depend on the order in which they are given', () => {
  const one = { type: 'bug', sensitivity: 'public', actionability: 'actionable', area: 'go-sdk' } as const
  const other = { area: 'rust-sdk', actionability: 'actionable', sensitivity: 'public', type: 'bug' } as const
  const keys = [one, other].map((answers) => Object.keys(recommend(mcp, answers).answers))
  expect(keys[1]).toEqual(keys[0])
})

test('groups with the same name keep their own channels', () => {
  const policy = smallPolicy([{ title: 'Ask in {groupChannel}' }])
  const { gears } = policy.groups
  if (gears === undefined) throw new Error('the policy of this test has no group "gears"')
  const others = ['#gears-wg', '#gears-ig'].map((channel) => ({ ...gears, channel }))
  expect(others.map((group) => recommend(policy, BUG, group).title)).toEqual(['Ask in #gears-wg', 'Ask in #gears-ig'])
})
