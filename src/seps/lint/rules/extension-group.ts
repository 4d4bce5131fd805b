import { namesGroup } from '../context.ts'
import { EXTENSIONS, type Rule, SINCE_EXTENSIONS } from '../rule.ts'

export const extensionGroup: Rule = {
  id: 'SEP051',
  name: 'extension-group',
  severity: 'error',
  source: `${EXTENSIONS}#official-extensions`,
  since: SINCE_EXTENSIONS,
  summary: 'an Extensions Track SEP names the group that maintains the extension',
  explanation: `After acceptance, a working or interest group develops the extension without the core maintainers. Add "- **Working Group**: NAME" to
the preamble, or link the group's page.`,
  check(context) {
    if (context.type !== 'Extensions Track' || namesGroup(context)) return []
    return [{ at: null, message: 'no group maintains this extension; add "- **Working Group**: …"' }]
  },
}
