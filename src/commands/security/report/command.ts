import { defineCommand } from '../../shared/define.ts'
import { privateReportFlags } from '../../shared/flags.ts'

export const securityReport = defineCommand({
  description: 'write a private report about a vulnerability, and send it to the maintainers only',
  parameters: [],
  flags: privateReportFlags,
  notes: `The text of the report is never printed, put into an address or searched for. The draft is readable only by you; without -o, it
is in the state folder. After sending, you can delete it. If a repository accepts no private reports, the private contact is printed.`,
  examples: [
    'security report',
    'security report --repo modelcontextprotocol/python-sdk',
    'security report --repo modelcontextprotocol/go-sdk --from notes.md --field severity=high --yes --json',
    'security report --from issue-draft.md',
    'security report --web',
  ],
})
