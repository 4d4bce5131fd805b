import { excerpt } from '../../../text/quote.ts'
import { peopleIn } from '../../names.ts'
import { fieldOf, rangeOfValue } from '../../preamble.ts'
import { isTemplateValue } from '../prose.ts'
import { type Rule, SINCE_SEP_FILES, TEMPLATE } from '../rule.ts'

export const authorHandle: Rule = {
  id: 'SEP016',
  name: 'author-handle',
  severity: 'error',
  source: TEMPLATE,
  since: SINCE_SEP_FILES,
  summary: 'each author has a GitHub handle: `Name (@handle)`',
  explanation: `Reviewers contact the authors on GitHub, so each author needs a handle. "Name <mail> (@handle)" and "@handle" alone are also fine.
Separate several authors with commas. A group or a company cannot be an author: name its people here, and the group in its own field.`,
  check({ sep }) {
    const field = fieldOf(sep, 'Author(s)')
    if (field === null || isTemplateValue(field.value)) return []
    const people = peopleIn(field.value)
    const at = rangeOfValue(field)
    if (people.length === 0) return [{ at, message: 'no author is named' }]
    const nameless = people.filter(({ login }) => login === null)
    if (nameless.length === 0) return []
    const group = nameless.find(({ name }) =>
      /\b(?:group|team|community|community proposal|contributors)$/i.test(name ?? ''),
    )
    if (group !== undefined)
      return [{ at, message: `"${excerpt(group.name ?? '')}" is a group; name its people, each with a @handle` }]
    const names = nameless.map(({ name, email }) => `"${name ?? email ?? '?'}"`).join(', ')
    return [
      {
        at,
        message: `${excerpt(names)} ${nameless.length === 1 ? 'has' : 'have'} no GitHub handle; write "Name (@handle)"`,
      },
    ]
  },
}
