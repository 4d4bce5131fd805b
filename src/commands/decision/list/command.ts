import { defineCommand, type OptionsOf, value } from '../../shared/define.ts'
import { json, limit, policy, repo } from '../../shared/flags.ts'

export type DecisionListOptions = OptionsOf<typeof decisionList>

export const decisionList = defineCommand({
  description: 'find decision records: issues and discussions with the label for records',
  parameters: [],
  flags: {
    text: value('<words>', 'only records that contain all these words'),
    group: value('<name>', 'only records that name this working or interest group, by any of its names'),
    since: value('<date>', 'only records from this day on, such as 2026-11-24'),
    until: value('<date>', 'only records up to this day'),
    about: value(
      '<post>',
      'only records that name this issue, pull request, discussion or SEP: #12, SEP-12, owner/name#12, a URL',
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
