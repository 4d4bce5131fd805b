import { defineCommand, type OptionsOf, value } from '../../shared/define.ts'
import { input, jsonWithoutPrompts, plain, yes } from '../../shared/flags.ts'

export type PolicyNewOptions = OptionsOf<typeof policyNew>

export const policyNew = defineCommand({
  description: 'write a small, complete policy for another community to start from',
  parameters: [],
  flags: {
    output: value('<file>', 'the file to write (default: policy.yaml); - is stdout', 'o'),
    yes,
    json: jsonWithoutPrompts,
    input,
    plain,
  },
  examples: ['policy new', 'policy new -o .mcp-comms/policy.yaml'],
})
