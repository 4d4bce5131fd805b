import { defineCommand, flag, type OptionsOf, value } from '../../shared/define.ts'
import { input, json, plain, policy, yes } from '../../shared/flags.ts'

export type PolicyCheckOptions = OptionsOf<typeof policyCheck>

export const policyCheck = defineCommand({
  description: 'check whether the sources of the rules have changed since they were verified',
  parameters: [],
  flags: {
    json,
    update: flag('record what the sources say today, after you have reviewed what changed'),
    plan: value('<file>', 'write a plan for `issue bulk`: one issue about what has changed'),
    repo: value('<owner/name>', 'the repository for the issue that --plan describes (default: GH_REPO)', 'R'),
    yes,
    input,
    plain,
    policy,
  },
  examples: ['policy check', 'policy check --policy policy.yaml --update'],
})
