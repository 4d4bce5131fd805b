import type { RootContent } from 'mdast'
import { rangeOf } from '../../../text/positions.ts'
import { removeBlock } from '../../edit.ts'
import type { Section } from '../../sep.ts'
import { hasNoContent, isGuidance } from '../prose.ts'
import { type Rule, TEMPLATE } from '../rule.ts'

export const guidanceLeft: Rule = {
  id: 'SEP038',
  name: 'guidance-left',
  severity: 'warning',
  source: TEMPLATE,
  summary: 'written sections contain no more guidance comments',
  explanation: `Comments that start with "mcp-comms:" help you write a section. Once the section has a text, they only get in the reviewers' way;
--fix removes them there.`,
  check({ sep }) {
    const empty = sep.sections.filter(({ blocks }: Section) => hasNoContent(blocks))
    const needed = new Set<RootContent>(empty.flatMap(({ blocks }) => blocks))
    return sep.tree.children.flatMap((block) => {
      if (!isGuidance(block)) return []
      const at = rangeOf(block)
      if (needed.has(block)) return []
      return [{ at, message: 'this guidance comment is no longer needed; remove it', fix: [removeBlock(sep, at)] }]
    })
  },
}
