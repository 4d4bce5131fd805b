import { defineCommand, flag, type OptionsOf } from '../../shared/define.ts'
import { policy } from '../../shared/flags.ts'

export type PolicyShowOptions = OptionsOf<typeof policyShow>

export const policyShow = defineCommand({
  description: 'show the channels, the rules and guidelines with their sources, and the contacts',
  parameters: [],
  flags: { json: flag('print the whole policy as JSON'), policy },
  examples: ['policy show'],
})
