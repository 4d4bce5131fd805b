import { setField } from '../../edit.ts'
import { peopleIn } from '../../people.ts'
import { fieldOf, rangeOfValue } from '../../preamble.ts'
import type { Rule } from '../rule.ts'
import { SINCE_FILES, TEMPLATE } from '../sources.ts'
import { isTemplateValue } from '../template-words.ts'

export const sponsorHandle: Rule = {
  id: 'SEP017',
  name: 'sponsor-handle',
  severity: 'error',
  source: TEMPLATE,
  since: SINCE_FILES,
  summary: 'Sponsor is a `@handle`, or `None`',
  explanation: `Automation and reviewers look for the sponsor by handle; "None" says that one is sought. --fix writes "None" where the field is empty
or says so in other words.`,
  check({ sep }) {
    const field = fieldOf(sep, 'Sponsor')
    if (field === null || isTemplateValue(field.value)) return []
    const people = peopleIn(field.value)
    const at = rangeOfValue(field)
    if (people.length === 0) {
      // "None (seeking sponsor)" says the same, and more.
      if (/^none\b/i.test(field.value)) return []
      return [{ at, message: 'no sponsor is named; write "None"', fix: [setField(sep, 'Sponsor', 'None')] }]
    }
    return people.some(({ login }) => login !== null)
      ? []
      : [{ at, message: `"${field.value}" has no handle on GitHub; write "@handle", or "None"` }]
  },
}
