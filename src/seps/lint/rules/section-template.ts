import { rangeOf } from '../../../text/positions.ts'
import { removeBlock } from '../../edit.ts'
import { isSilent } from '../prose.ts'
import type { Rule } from '../rule.ts'
import { TEMPLATE } from '../sources.ts'
import { isTemplates } from '../template-words.ts'

export const sectionTemplate: Rule = {
  id: 'SEP022',
  name: 'section-template',
  severity: 'error',
  source: TEMPLATE,
  summary: "none of the template's words are left beside your own",
  explanation: `What the template says under its headings is for authors; readers take it for yours. --fix takes it out, where something else is
under the heading.`,
  check: ({ sep, sections }) => {
    const silent = [...sections.values()].filter(({ blocks }) => isSilent(blocks)).map(({ content }) => content)
    return sep.tree.children.filter(isTemplates).flatMap((block) => {
      const at = rangeOf(block)
      // Where nothing else is, the section is empty, which says it all.
      if (silent.some(({ from, to }) => from <= at.from && at.to <= to)) return []
      return [
        { at, message: 'these are words of the template; put your own in their place', fix: [removeBlock(sep, at)] },
      ]
    })
  },
}
