import { isSilent, wordCount } from '../prose.ts'
import type { Rule } from '../rule.ts'
import { guidelines } from '../sources.ts'

const FEWEST = 60

export const motivation: Rule = {
  id: 'SEP031',
  name: 'motivation',
  severity: 'warning',
  source: guidelines('3-motivation'),
  summary: `the motivation is substantial (${FEWEST} words or more)`,
  explanation: `SEPs without sufficient motivation may be rejected outright. Say what somebody wants to do, why the protocol as it is does not let them,
and who else has met it, with links. A paragraph or two is the least.`,
  check({ sections }) {
    const section = sections.get('Motivation')
    if (section === undefined || isSilent(section.blocks)) return []
    const words = wordCount(section.blocks)
    if (words >= FEWEST) return []
    const message = `the motivation has ${words} words; say who needs it, and why the protocol as it is does not do`
    return [{ at: section.lines, message }]
  },
}
