import { defineCommand, flag, type OptionsOf, someArguments } from '../../shared/define.ts'

export type PolicyLintOptions = OptionsOf<typeof policyLint>

export const policyLint = defineCommand({
  description: "check another community's policy for what is unknown, unreachable, unanswered or unsafe",
  parameters: [someArguments('file', 'policies in YAML')],
  flags: { json: flag('print the problems as JSON') },
  examples: ['policy lint policy.yaml'],
})
