import { peopleIn } from '../../people.ts'
import { fieldOf, rangeOfValue } from '../../preamble.ts'
import type { Rule } from '../rule.ts'
import { SINCE_FILES, TEMPLATE } from '../sources.ts'
import { isTemplateValue } from '../template-words.ts'

export const authorHandle: Rule = {
  id: 'SEP016',
  name: 'author-handle',
  severity: 'error',
  source: TEMPLATE,
  since: SINCE_FILES,
  summary: 'each author has a handle on GitHub: `Name (@handle)`',
  explanation: `Reviewers reach the authors on GitHub, so each of them is named with a handle. "Name <mail> (@handle)" and "@handle" alone are right
as well; several are kept apart by commas. A group is no author; name the people, and the group in a field of its own.`,
  check({ sep }) {
    const field = fieldOf(sep, 'Author(s)')
    if (field === null || isTemplateValue(field.value)) return []
    const people = peopleIn(field.value)
    const at = rangeOfValue(field)
    if (people.length === 0) return [{ at, message: 'no author is named' }]
    const nameless = people.filter(({ login }) => login === null)
    if (nameless.length === 0) return []
    const group = nameless.find(({ name }) => /\bgroup$/i.test(name ?? ''))
    if (group !== undefined)
      return [{ at, message: `"${group.name}" is a group; name its people, each with their @handle` }]
    const names = nameless.map(({ name, email }) => `"${name ?? email ?? '?'}"`).join(', ')
    return [
      { at, message: `${names} ${nameless.length === 1 ? 'has' : 'have'} no handle on GitHub; write "Name (@handle)"` },
    ]
  },
}
