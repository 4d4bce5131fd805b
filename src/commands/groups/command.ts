import { anyArguments, defineCommand, type OptionsOf } from '../shared/define.ts'
import { json, limit, policy } from '../shared/flags.ts'

export type GroupsOptions = OptionsOf<typeof groups>

export const groups = defineCommand({
  description: 'find working and interest groups, with their channels, charters and repositories',
  parameters: [anyArguments('topic', 'show only groups that work on this, best match first')],
  flags: { limit, json, policy },
  examples: ['groups oauth scopes'],
})
