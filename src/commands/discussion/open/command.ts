import { defineCommand, someArguments } from '../../shared/define.ts'
import { discussionFlags, draftFlags, openDraftFlags } from '../../shared/flags.ts'

export const discussionOpen = defineCommand({
  description: 'check a draft, show it, and post it as a discussion once you confirm',
  parameters: [someArguments('draft', 'files, or names of drafts as shown by `mcp-comms drafts`')],
  flags: { ...openDraftFlags, ...discussionFlags, ...draftFlags },
  examples: ['discussion open idea.md --category ideas'],
})
