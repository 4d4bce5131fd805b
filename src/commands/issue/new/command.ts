import { defineCommand } from '../../shared/define.ts'
import { draftFlags, issueFlags, newDraftFlags } from '../../shared/flags.ts'

export const issueNew = defineCommand({
  description: 'fill in a template, and write the issue into a draft file',
  parameters: [],
  flags: { ...newDraftFlags, ...issueFlags, ...draftFlags },
  examples: [
    'issue new',
    'issue new --repo modelcontextprotocol/python-sdk --template bug --open',
    'issue new --template bug --title "Ping hangs" --field steps=@steps.md --field versions=1.9 -o ping.md',
    'issue new --from ping.md',
  ],
})
