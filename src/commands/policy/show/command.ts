import { defineCommand, flag, type OptionsOf } from '../../shared/define.ts'
import { policy } from '../../shared/flags.ts'

export type PolicyShowOptions = OptionsOf<typeof policyShow>

export const policyShow = defineCommand({
  description: 'show every channel and rule, with its source',
  parameters: [],
  flags: { json: flag('print the whole policy as JSON'), policy },
  examples: ['policy show'],
})
