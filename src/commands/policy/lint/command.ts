import { defineCommand, flag, type OptionsOf, someArguments } from '../../shared/define.ts'

export type PolicyLintOptions = OptionsOf<typeof policyLint>

export const policyLint = defineCommand({
  description:
    "find unknown names, unreachable rules, missing answers and unsafe channels in another community's policy",
  parameters: [someArguments('file', 'policies in YAML')],
  flags: { json: flag('print the problems as JSON') },
  examples: ['policy lint policy.yaml'],
})
