import { maintainerOf, maySponsor } from '../../maintainers.ts'
import { peopleIn } from '../../people.ts'
import { fieldOf, rangeOfValue } from '../../preamble.ts'
import type { Rule } from '../rule.ts'
import { guidelines, SINCE_FILES } from '../sources.ts'
import { isTemplateValue } from '../template-words.ts'

export const sponsorKnown: Rule = {
  id: 'SEP012',
  name: 'sponsor-known',
  severity: 'error',
  source: guidelines('the-sponsor-role'),
  since: SINCE_FILES,
  summary: 'the sponsor is in `MAINTAINERS.md`',
  explanation: `A sponsor is a core maintainer or maintainer who leads the SEP through its review; nobody else can. The list is MAINTAINERS.md in the
working directory or above it, or the file that --maintainers names; without one this is not looked at. Ask one or two people whose area it
is, and write "None" until one has agreed.`,
  check({ sep, facts }) {
    const field = fieldOf(sep, 'Sponsor')
    const { maintainers } = facts
    if (field === null || maintainers === null || isTemplateValue(field.value)) return []
    return peopleIn(field.value).flatMap(({ login }) => {
      if (login === null) return []
      const person = maintainerOf(maintainers, login)
      if (person !== null && maySponsor(person)) return []
      const why = person === null ? 'is no maintainer by MAINTAINERS.md' : 'is a moderator, who sponsors no SEPs'
      return [{ at: rangeOfValue(field), message: `@${login} ${why}` }]
    })
  },
}
