import { mentionsGroup, namesGroup } from '../context.ts'
import { EXTENSIONS, type Rule, SINCE_EXTENSIONS } from '../rule.ts'

export const extensionGroup: Rule = {
  id: 'SEP051',
  name: 'extension-group',
  severity: 'error',
  source: `${EXTENSIONS}#creation`,
  since: SINCE_EXTENSIONS,
  summary: 'an Extensions Track SEP names the group that maintains the extension, anywhere in the text',
  explanation: `After acceptance, a working group develops the extension without the core maintainers, so the SEP must identify it. A sentence is enough: the
name of the group, its page, or its channel.`,
  check(context) {
    if (context.type !== 'Extensions Track' || namesGroup(context) || mentionsGroup(context)) return []
    return [{ at: null, message: 'no group maintains this extension; name the working group in the text' }]
  },
}
