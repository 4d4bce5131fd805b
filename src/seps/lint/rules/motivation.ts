import { hasNoContent, wordCount } from '../prose.ts'
import { guidelines, type Rule } from '../rule.ts'

const FEWEST = 60

export const motivation: Rule = {
  id: 'SEP031',
  name: 'motivation',
  severity: 'warning',
  source: guidelines('3-motivation'),
  summary: `the motivation is substantial (at least ${FEWEST} words)`,
  explanation: `SEPs without sufficient motivation may be rejected outright. Describe what people want to do, why the current protocol does not let
them, and who else has this problem, with links. Write at least a paragraph or two.`,
  check({ sections }) {
    const section = sections.get('Motivation')
    if (section === undefined || hasNoContent(section.blocks)) return []
    const words = wordCount(section.blocks)
    if (words >= FEWEST) return []
    const message = `the motivation has only ${words} words; explain who needs this, and why the current protocol isn't enough`
    return [{ at: section.lines, message }]
  },
}
