import { REQUIRED, type RequiredName } from '../../sections.ts'
import { type Rule, TEMPLATE } from '../rule.ts'

/** The guidelines list these two in the opposite order, so both orders are fine. */
const EITHER_ORDER: readonly RequiredName[] = ['Security Implications', 'Reference Implementation']

export const sectionOrder: Rule = {
  id: 'SEP023',
  name: 'section-order',
  severity: 'warning',
  source: TEMPLATE,
  summary: 'the sections are in the order of the template',
  explanation: `People who read many SEPs expect each section in its place. The order is Abstract, Motivation, Specification, Rationale, Backward
Compatibility, Security Implications, Reference Implementation; the last two may be swapped. You may add your own sections anywhere.`,
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
  return EITHER_ORDER.includes(name) ? REQUIRED.length : REQUIRED.indexOf(name)
}
