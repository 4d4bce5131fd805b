import { hasNoContent } from '../prose.ts'
import { guidelines, type Rule } from '../rule.ts'

/** Sections that may say that there is nothing to report. */
const MAY_BE_NONE = ['Backward Compatibility', 'Security Implications']

export const sectionEmpty: Rule = {
  id: 'SEP021',
  name: 'section-empty',
  severity: 'error',
  source: guidelines('sep-format'),
  summary: "no required section is empty or has only comments, TODO, or the template's text",
  explanation: `An empty section tells a reviewer less than no section. Comments, "TODO" and the template's text do not count. If there is nothing to
report, for example on security, write "none" and explain why.`,
  check: ({ sections }) =>
    [...sections].flatMap(([name, { blocks, lines, title }]) => {
      if (!hasNoContent(blocks)) return []
      const advice = MAY_BE_NONE.includes(name) ? 'write it, or write "none" and explain why' : 'write it'
      return [{ at: lines, message: `"${title}" is empty; ${advice}` }]
    }),
}
