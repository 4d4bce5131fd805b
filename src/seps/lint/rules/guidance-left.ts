import { rangeOf } from '../../../text/positions.ts'
import { removeBlock } from '../../edit.ts'
import type { Section } from '../../sep.ts'
import { isSilent } from '../prose.ts'
import type { Rule } from '../rule.ts'
import { TEMPLATE } from '../sources.ts'

const GUIDANCE = /^<!--\s*mcp-comms:/

export const guidanceLeft: Rule = {
  id: 'SEP038',
  name: 'guidance-left',
  severity: 'warning',
  source: TEMPLATE,
  summary: 'our own guidance is gone from sections that are written',
  explanation: `Comments that begin with "mcp-comms:" help to write a section. Once something is under the heading they are only in the way of reviewers;
--fix takes them out there.`,
  check({ sep }) {
    const silent = sep.sections.filter(({ blocks }: Section) => isSilent(blocks)).map(({ content }) => content)
    return sep.tree.children.flatMap((block) => {
      if (block.type !== 'html' || !GUIDANCE.test(block.value) || !block.value.trim().endsWith('-->')) return []
      const at = rangeOf(block)
      if (silent.some(({ from, to }) => from <= at.from && at.to <= to)) return []
      return [{ at, message: 'this comment has done its work; take it out', fix: [removeBlock(sep, at)] }]
    })
  },
}
