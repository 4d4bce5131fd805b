import { discussionsOf } from '../../discussion.ts'
import { guidelines, type Rule } from '../rule.ts'

export const discussionLinked: Rule = {
  id: 'SEP044',
  name: 'discussion-linked',
  severity: 'error',
  source: guidelines('step-by-step-process'),
  summary:
    'a SEP without a number links the discussion before it: a Discord thread, meeting notes, a GitHub Discussion',
  explanation: `Since September 2026 a SEP needs a discussion with the nearest group before its pull request, which must link it; the sponsor confirms that.
Add "- **Discussion**: https://…" to the preamble, with the link of a message in the thread, of the notes of a meeting, or of a GitHub
Discussion. A SEP that has a number is open already, and is not checked. To find the group: mcp-comms groups.`,
  check({ sep, file }) {
    const number = file === null ? sep.heading.number : file.number
    if (number !== null || discussionsOf(sep).length > 0) return []
    return [
      {
        at: null,
        message:
          'no prior discussion is linked; add "- **Discussion**: https://…" (to find the group: mcp-comms groups)',
      },
    ]
  },
}
