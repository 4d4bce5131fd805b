import { defineCommand, flag, value } from '../../shared/define.ts'
import { discussionFlags, draftFlags, newDraftFlags } from '../../shared/flags.ts'

export const decisionNew = defineCommand({
  description: 'write down a decision: who made it, why, from which options, and what follows',
  parameters: [],
  flags: {
    ...newDraftFlags,
    about: value('<post>', 'what led to it: the URL of a discussion, an issue or a pull request, #12, or SEP-12'),
    fromPrivate: flag('record what was decided in private, without what must stay private'),
    ...discussionFlags,
    ...draftFlags,
  },
  notes: `A record becomes an issue, or a discussion if you name a category. Its label lets people find it. For the notes of a
meeting, use the template meeting-notes.`,
  examples: [
    'decision new',
    'decision new --about https://github.com/modelcontextprotocol/modelcontextprotocol/discussions/1500',
    'decision new --repo modelcontextprotocol/python-sdk --field kind=technical --field options=@options.md',
    'decision new --template meeting-notes --field group=Transports',
    'decision new --from-private',
  ],
})
