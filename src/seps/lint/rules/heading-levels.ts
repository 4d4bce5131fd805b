import { rangeOf } from '../../../text/positions.ts'
import type { Rule } from '../rule.ts'

export const headingLevels: Rule = {
  id: 'SEP035',
  name: 'heading-levels',
  severity: 'warning',
  source: 'https://www.w3.org/WAI/tutorials/page-structure/headings/#heading-ranks',
  summary: 'no heading skips a level',
  explanation: `The page's outline and screen readers depend on the levels. The heading after ## therefore has ## or ###, but never ####.`,
  check({ sep }) {
    const headings = sep.tree.children.filter((node) => node.type === 'heading')
    return headings.flatMap((heading, index) => {
      const before = headings[index - 1]
      if (before === undefined || heading.depth <= before.depth + 1) return []
      const wanted = '#'.repeat(before.depth + 1)
      return [
        {
          at: rangeOf(heading),
          message: `heading of level ${heading.depth} after one of level ${before.depth}; use ${wanted}`,
        },
      ]
    })
  },
}
