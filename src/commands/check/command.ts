import { defineCommand, flag, list, type OptionsOf, someArguments, value } from '../shared/define.ts'
import { json, policy } from '../shared/flags.ts'

export type CheckOptions = OptionsOf<typeof check>

export const check = defineCommand({
  description: 'check drafts before you post them, and other texts for what must not be public',
  parameters: [someArguments('draft', 'drafts or any other texts, or a folder of drafts; - is standard input')],
  flags: {
    repo: value(
      '<owner/name>',
      "the repository for drafts that name none (default: GH_REPO, else the policy's own)",
      'R',
    ),
    allow: list('<check>', 'override one check (any except secrets, vulnerability, people, private-repo and ai-agent)'),
    offline: flag('do not contact GitHub or check for duplicates'),
    json,
    policy,
  },
  examples: ['check ping.md', 'check notes.txt log.md', 'check drafts/', 'check ping.md --allow duplicate'],
})
