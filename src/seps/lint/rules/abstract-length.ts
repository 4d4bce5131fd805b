import { isSilent, wordCount } from '../prose.ts'
import type { Rule } from '../rule.ts'
import { guidelines } from '../sources.ts'

const FEWEST = 40
const MOST = 300

export const abstractLength: Rule = {
  id: 'SEP030',
  name: 'abstract-length',
  severity: 'warning',
  source: guidelines('2-abstract'),
  summary: `the abstract has around 200 words (${FEWEST} to ${MOST})`,
  explanation: `Most people read nothing but the abstract, so it says what the problem is and what changes, and leaves why and how to the sections
below. Code is not counted.`,
  check({ sections }) {
    const section = sections.get('Abstract')
    if (section === undefined || isSilent(section.blocks)) return []
    const words = wordCount(section.blocks)
    if (words >= FEWEST && words <= MOST) return []
    const advice =
      words < FEWEST ? 'say what the problem is, and what changes' : 'move what is more into the sections below'
    return [
      { at: section.lines, message: `the abstract has ${words} words, where around 200 are asked for; ${advice}` },
    ]
  },
}
