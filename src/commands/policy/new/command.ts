import { defineCommand, type OptionsOf, value } from '../../shared/define.ts'
import { input, plain, yes } from '../../shared/flags.ts'

export type PolicyNewOptions = OptionsOf<typeof policyNew>

export const policyNew = defineCommand({
  description: 'a file to start the policy of another community from',
  parameters: [],
  flags: { output: value('<file>', 'where to write it (default: policy.yaml); - is stdout', 'o'), yes, input, plain },
  examples: ['policy new', 'policy new -o .mcp-comms/policy.yaml'],
})
