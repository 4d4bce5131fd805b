import { defineCommand, type OptionsOf } from '../shared/define.ts'
import { json, policy, repo } from '../shared/flags.ts'

export type DoctorOptions = OptionsOf<typeof doctor>

export const doctor = defineCommand({
  description: 'check your token and its scopes, rate limits, the target repository, and versions',
  parameters: [],
  flags: { repo, json, policy },
  examples: ['doctor --repo modelcontextprotocol/python-sdk'],
})
