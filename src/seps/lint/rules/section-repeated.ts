import { requiredNameOf } from '../required.ts'
import type { Rule } from '../rule.ts'
import { TEMPLATE } from '../sources.ts'

export const sectionRepeated: Rule = {
  id: 'SEP026',
  name: 'section-repeated',
  severity: 'error',
  source: TEMPLATE,
  summary: 'each section of the template is there once',
  explanation: `Of two sections with the same name readers and tools find the first one only. Put both into one, or give the second a name that says
what is in it.`,
  check: ({ sep, sections }) =>
    sep.sections.flatMap((section) => {
      const name = requiredNameOf(section)
      const first = name === null ? undefined : sections.get(name)
      if (first === undefined || first === section || first.title !== section.title) return []
      return [{ at: section.lines, message: `there is a "${first.title}" in line ${first.line} already` }]
    }),
}
