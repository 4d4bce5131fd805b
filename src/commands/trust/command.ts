import { defineCommand, flag, type OptionsOf, optionalArgument } from '../shared/define.ts'
import { json } from '../shared/flags.ts'

export type TrustOptions = OptionsOf<typeof trust>

export const trust = defineCommand({
  description: 'use the rules and templates that were found in a checkout',
  parameters: [
    optionalArgument(
      'path',
      'a checkout, its .mcp-comms, or a part of it (default: .mcp-comms here or in a parent folder)',
    ),
  ],
  flags: {
    remove: flag('forget your decision about the rules and templates'),
    list: flag('list your decisions'),
    json,
  },
  notes: 'What you trust is the content that is there now. After a change, it is not used until you trust it again.',
  examples: ['trust', 'trust .mcp-comms/policy.yaml', 'trust --list', 'trust --remove'],
})
