import { excerpt } from '../../../text/quote.ts'
import { type Rule, TEMPLATE } from '../rule.ts'

export const sectionLevel: Rule = {
  id: 'SEP025',
  name: 'section-level',
  severity: 'warning',
  source: TEMPLATE,
  summary: 'required sections have headings of level 2: `## Abstract`',
  explanation: `The site builds the page's outline from the headings. A required section with a lower heading is hidden inside another section, and one
with a higher heading looks like a separate document. Use two # for it, and three for its subsections.`,
  check: ({ sep, sections }) =>
    [...sections.values()]
      .filter(({ level }) => level !== 2)
      .map((section) => {
        const { level, title, lines } = section
        const from = sep.text.indexOf('#', lines.from)
        // Otherwise the subsections would also need another level.
        const isSimple = section.sections.length === 0 && sep.text.startsWith('#'.repeat(level), from)
        return {
          at: lines,
          message: `"${excerpt(title)}" has a heading of level ${level}; required sections have level 2`,
          fix: isSimple ? [{ range: { from, to: from + level }, text: '##' }] : [],
        }
      }),
}
