import { defineCommand, flag, type OptionsOf, optionalArgument } from '../shared/define.ts'
import { json } from '../shared/flags.ts'

export type TrustOptions = OptionsOf<typeof trust>

export const trust = defineCommand({
  description: 'use the rules and templates that were found in a checkout',
  parameters: [
    optionalArgument('path', 'a checkout, its .mcp-comms, or a part of it (default: what is found from here upward)'),
  ],
  flags: {
    remove: flag('forget the decision about them'),
    list: flag('list what you have decided about'),
    json,
  },
  notes: 'What you trust is the content that is there now. After a change, it is not used until you trust it again.',
  examples: ['trust', 'trust .mcp-comms/policy.yaml', 'trust --list', 'trust --remove'],
})
