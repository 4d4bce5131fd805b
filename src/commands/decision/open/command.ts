import { defineCommand, someArguments } from '../../shared/define.ts'
import { discussionFlags, draftFlags, openDraftFlags } from '../../shared/flags.ts'

export const decisionOpen = defineCommand({
  description:
    'check a record, show it, and post it once you confirm: as an issue or, with a category, as a discussion',
  parameters: [someArguments('draft', 'files, or names of drafts as shown by `mcp-comms drafts`')],
  flags: { ...openDraftFlags, ...discussionFlags, ...draftFlags },
  examples: ['decision open record.md', 'decision open notes.md --category meeting-notes'],
})
