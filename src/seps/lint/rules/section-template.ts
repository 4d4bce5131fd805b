import { rangeOf } from '../../../text/positions.ts'
import { removeBlock } from '../../edit.ts'
import { hasNoContent, isTemplateText } from '../prose.ts'
import { type Rule, TEMPLATE } from '../rule.ts'

export const sectionTemplate: Rule = {
  id: 'SEP022',
  name: 'section-template',
  severity: 'error',
  source: TEMPLATE,
  summary: "none of the template's text is left next to your own",
  explanation: `The template's text is for authors, but readers would take it for yours. --fix removes it if the section also has a text of your own.`,
  check: ({ sep, sections }) => {
    const empty = [...sections.values()].filter(({ blocks }) => hasNoContent(blocks)).map(({ content }) => content)
    return sep.tree.children.filter(isTemplateText).flatMap((block) => {
      const at = rangeOf(block)
      // Another rule reports sections without any other text.
      if (empty.some(({ from, to }) => from <= at.from && at.to <= to)) return []
      return [{ at, message: "this is the template's text; replace it with your own", fix: [removeBlock(sep, at)] }]
    })
  },
}
