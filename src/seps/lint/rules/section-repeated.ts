import { requiredNameOf } from '../../sections.ts'
import { type Rule, TEMPLATE } from '../rule.ts'

export const sectionRepeated: Rule = {
  id: 'SEP026',
  name: 'section-repeated',
  severity: 'error',
  source: TEMPLATE,
  summary: 'each required section occurs only once',
  explanation: `If two sections have the same name, readers and tools find only the first. Merge them, or rename the second.`,
  check: ({ sep, sections }) =>
    sep.sections.flatMap((section) => {
      const name = requiredNameOf(section)
      const first = name === null ? undefined : sections.get(name)
      if (first === undefined || first === section || first.title !== section.title) return []
      return [{ at: section.lines, message: `"${first.title}" is already in line ${first.line}` }]
    }),
}
