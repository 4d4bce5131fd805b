import { defineCommand, type OptionsOf, value } from '../../shared/define.ts'
import { json, limit, policy, repo } from '../../shared/flags.ts'

export type DecisionListOptions = OptionsOf<typeof decisionList>

export const decisionList = defineCommand({
  description: 'find records of decisions: issues and discussions with their label',
  parameters: [],
  flags: {
    text: value('<words>', 'words that are all in the title or the text'),
    group: value('<name>', 'a working or interest group that it names, by any of its names'),
    since: value('<date>', 'not before this day, as 2026-11-24'),
    until: value('<date>', 'not after this day'),
    about: value(
      '<post>',
      'an issue, a pull request, a discussion or a SEP that it names: #12, SEP-12, owner/name#12, a URL',
    ),
    limit,
    json,
    repo,
    policy,
  },
  examples: [
    'decision list',
    'decision list --about SEP-1686',
    'decision list --group Transports --since 2026-10-01 --json',
    'decision list --repo modelcontextprotocol/python-sdk --text "release manager"',
  ],
})
