import { countOf } from '../../../text/count.ts'
import { hasNoContent, wordCount } from '../prose.ts'
import { guidelines, type Rule } from '../rule.ts'

const FEWEST = 40
const MOST = 300

export const abstractLength: Rule = {
  id: 'SEP030',
  name: 'abstract-length',
  severity: 'warning',
  source: guidelines('2-abstract'),
  summary: `the abstract has about 200 words (${FEWEST} to ${MOST})`,
  explanation: `Most people read only the abstract, so it describes the problem and the change, and leaves the reasons and details to the sections
below. Code does not count.`,
  check({ sections }) {
    const section = sections.get('Abstract')
    if (section === undefined || hasNoContent(section.blocks)) return []
    const words = wordCount(section.blocks)
    if (words >= FEWEST && words <= MOST) return []
    const advice = words < FEWEST ? 'describe the problem and the change' : 'move the details into the sections below'
    return [
      { at: section.lines, message: `the abstract has ${countOf(words, 'word')} instead of about 200; ${advice}` },
    ]
  },
}
