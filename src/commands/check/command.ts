import { defineCommand, flag, type OptionsOf, someArguments } from '../shared/define.ts'
import { json, policy } from '../shared/flags.ts'

export type CheckOptions = OptionsOf<typeof check>

export const check = defineCommand({
  description: 'may these drafts be public?',
  parameters: [someArguments('draft', 'draft files, or a folder of them; - is standard input')],
  flags: { offline: flag('do not ask GitHub: duplicates are not looked for'), json, policy },
  examples: ['check ping.md', 'check drafts/'],
})
