import { namesGroup } from '../evidence.ts'
import type { Rule } from '../rule.ts'
import { SINCE_GROUPS, WITH_A_GROUP } from '../sources.ts'

export const workingGroup: Rule = {
  id: 'SEP043',
  name: 'working-group',
  severity: 'error',
  source: WITH_A_GROUP,
  since: SINCE_GROUPS,
  summary: 'the working group that develops it is named',
  explanation: `Since 2026-09-22 a new SEP is developed with a working group before it becomes a pull request; others are closed. Add "- **Working
Group**: NAME" to the preamble, with a link to the thread. mcp-comms groups TOPIC finds the nearest group and its channel.`,
  check(context) {
    if (context.type === 'Extensions Track' || namesGroup(context)) return []
    return [
      {
        at: null,
        message: 'the preamble names no working group; add "- **Working Group**: …" (mcp-comms groups finds one)',
      },
    ]
  },
}
