import type { Rule } from '../rule.ts'
import { TEMPLATE } from '../sources.ts'

export const sectionLevel: Rule = {
  id: 'SEP025',
  name: 'section-level',
  severity: 'warning',
  source: TEMPLATE,
  summary: "the template's sections have headings of the second level: `## Abstract`",
  explanation: `The site makes a page's outline of its headings. A section of the template that stands lower is hidden inside another one, and one that
stands higher looks like a document of its own. Give it two #, and what is below it three.`,
  check: ({ sep, sections }) =>
    [...sections.values()]
      .filter(({ level }) => level !== 2)
      .map((section) => {
        const { level, title, lines } = section
        const from = sep.text.indexOf('#', lines.from)
        // What is below it would need another level too.
        const isSimple = section.sections.length === 0 && sep.text.startsWith('#'.repeat(level), from)
        return {
          at: lines,
          message: `"${title}" has a heading of level ${level}; sections of the template have level 2`,
          fix: isSimple ? [{ range: { from, to: from + level }, text: '##' }] : [],
        }
      }),
}
