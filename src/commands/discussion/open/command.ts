import { defineCommand, someArguments } from '../../shared/define.ts'
import { discussion, draft, openDraft } from '../../shared/flags.ts'

export const discussionOpen = defineCommand({
  description: 'check a draft, show it, ask, and post it as a discussion',
  parameters: [someArguments('draft', 'files, or names of drafts as shown by `mcp-comms drafts`')],
  flags: { ...openDraft, ...discussion, ...draft },
  examples: ['discussion open idea.md --category ideas'],
})
