import { excerpt } from '../../../text/quote.ts'
import { setField } from '../../edit.ts'
import { peopleIn } from '../../names.ts'
import { fieldOf, rangeOfValue } from '../../preamble.ts'
import { isTemplateValue } from '../prose.ts'
import { type Rule, SINCE_SEP_FILES, TEMPLATE } from '../rule.ts'

export const sponsorHandle: Rule = {
  id: 'SEP017',
  name: 'sponsor-handle',
  severity: 'error',
  source: TEMPLATE,
  since: SINCE_SEP_FILES,
  summary: 'Sponsor is a `@handle`, or `None`',
  explanation: `Reviewers and automation look for the sponsor's handle; "None" means that the SEP still needs one. --fix writes "None" if the field is
empty or says the same in other words.`,
  check({ sep }) {
    const field = fieldOf(sep, 'Sponsor')
    if (field === null || isTemplateValue(field.value)) return []
    const people = peopleIn(field.value)
    const at = rangeOfValue(field)
    if (people.length === 0) {
      // For example "None (seeking sponsor)".
      if (/^none\b/i.test(field.value)) return []
      return [{ at, message: 'no sponsor is named; write "None"', fix: [setField(sep, 'Sponsor', 'None')] }]
    }
    return people.some(({ login }) => login !== null)
      ? []
      : [{ at, message: `"${excerpt(field.value)}" has no GitHub handle; write "@handle" or "None"` }]
  },
}
