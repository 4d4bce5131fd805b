import { defineCommand, someArguments } from '../../shared/define.ts'
import { draftFlags, issueFlags, openDraftFlags } from '../../shared/flags.ts'

export const issueOpen = defineCommand({
  description: 'check a draft, show it, and post it as an issue once you confirm',
  parameters: [someArguments('draft', 'files, or names of drafts as shown by `mcp-comms drafts`')],
  flags: { ...openDraftFlags, ...issueFlags, ...draftFlags },
  examples: ['issue open ping.md', 'issue open ping.md --dry-run', 'issue open *.md --yes --json'],
})
