import { namesGroup } from '../context.ts'
import { type Rule, SINCE_GROUPS, WITH_A_GROUP } from '../rule.ts'

export const workingGroup: Rule = {
  id: 'SEP043',
  name: 'working-group',
  severity: 'error',
  source: WITH_A_GROUP,
  since: SINCE_GROUPS,
  summary: 'it names the working group that develops it',
  explanation: `Since 2026-09-22 a new SEP must be developed with a working group before its pull request; others are closed. Add "- **Working
Group**: NAME" to the preamble, with a link to the thread. mcp-comms groups TOPIC finds a group and
its channel.`,
  check(context) {
    if (context.type === 'Extensions Track' || namesGroup(context)) return []
    return [
      {
        at: null,
        message: 'no working group is named; add "- **Working Group**: …" (to find one: mcp-comms groups)',
      },
    ]
  },
}
