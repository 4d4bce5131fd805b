import { defineCommand, someArguments } from '../../shared/define.ts'
import { draft, issue, openDraft } from '../../shared/flags.ts'

export const issueOpen = defineCommand({
  description: 'check a draft, show it, ask, and post it as an issue',
  parameters: [someArguments('draft', 'files, or names of drafts as shown by `mcp-comms drafts`')],
  flags: { ...openDraft, ...issue, ...draft },
  examples: ['issue open ping.md', 'issue open ping.md --dry-run', 'issue open *.md --yes --json'],
})
