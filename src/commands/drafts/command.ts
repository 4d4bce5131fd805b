import { anyArguments, defineCommand, flag, type OptionsOf } from '../shared/define.ts'
import { input, json, limit, plain, yes } from '../shared/flags.ts'

export type DraftsOptions = OptionsOf<typeof drafts>

export const drafts = defineCommand({
  description: 'list your drafts, with the state of each and the command that resumes it',
  parameters: [anyArguments('draft', 'only these drafts: paths, or names of files in the folder')],
  flags: { delete: flag('delete these drafts; without a name, you choose them'), limit, yes, json, input, plain },
  notes:
    'Drafts are in the state folder, which only you can read. A draft that you wrote elsewhere with -o is not listed.',
  examples: ['drafts', 'drafts --delete', 'drafts --delete 2026-11-22-issue-inspector-ping-hangs.md --yes'],
})
