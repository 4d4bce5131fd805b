import { REQUIRED, type RequiredName } from '../required.ts'
import type { Rule } from '../rule.ts'
import { TEMPLATE } from '../sources.ts'

/** The guidelines tell of these in the other order, so either is right. */
const ALIKE: readonly RequiredName[] = ['Security Implications', 'Reference Implementation']

export const sectionOrder: Rule = {
  id: 'SEP023',
  name: 'section-order',
  severity: 'warning',
  source: TEMPLATE,
  summary: 'the sections stand in the order of the template',
  explanation: `Who reads many SEPs finds a section by where it stands. The order is Abstract, Motivation, Specification, Rationale, Backward
Compatibility, Security Implications, Reference Implementation; the last two may change places. Sections of your own may stand between them.`,
  check({ sep, sections }) {
    const onTop = [...sections].filter(([, section]) => sep.sections.includes(section))
    const inText = onTop.toSorted(([, a], [, b]) => a.lines.from - b.lines.from)
    return inText.flatMap(([name, section], index) => {
      const before = inText.slice(0, index).find(([other]) => rank(other) > rank(name))
      if (before === undefined) return []
      return [{ at: section.lines, message: `"${section.title}" comes before "${before[1].title}" in the template` }]
    })
  },
}

function rank(name: RequiredName): number {
  return ALIKE.includes(name) ? REQUIRED.length : REQUIRED.indexOf(name)
}
