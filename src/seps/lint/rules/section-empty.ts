import { isSilent } from '../prose.ts'
import type { Rule } from '../rule.ts'
import { guidelines } from '../sources.ts'

/** Sections that may have nothing to tell, and say so. */
const MAY_BE_NONE = ['Backward Compatibility', 'Security Implications']

export const sectionEmpty: Rule = {
  id: 'SEP021',
  name: 'section-empty',
  severity: 'error',
  source: guidelines('sep-format'),
  summary: "no section of the template is empty, or holds only comments, TODO, or the template's words",
  explanation: `A heading with nothing under it tells a reviewer less than no heading. Comments, "TODO" and what the template says there are not
counted. Where there is nothing to tell, as about security, write "none" and why.`,
  check: ({ sections }) =>
    [...sections].flatMap(([name, { blocks, lines, title }]) => {
      if (!isSilent(blocks)) return []
      const advice = MAY_BE_NONE.includes(name) ? 'write what there is, or "none", and why' : 'write it'
      return [{ at: lines, message: `"${title}" says nothing; ${advice}` }]
    }),
}
