import { excerpt } from '../../../text/quote.ts'
import { maintainerOf, maySponsor } from '../../maintainers.ts'
import { peopleIn } from '../../names.ts'
import { fieldOf, rangeOfValue } from '../../preamble.ts'
import { isTemplateValue } from '../prose.ts'
import { guidelines, type Rule, SINCE_SEP_FILES } from '../rule.ts'

export const sponsorKnown: Rule = {
  id: 'SEP012',
  name: 'sponsor-known',
  severity: 'error',
  source: guidelines('the-sponsor-role'),
  since: SINCE_SEP_FILES,
  summary: 'the sponsor is in `MAINTAINERS.md`',
  explanation: `A sponsor leads the SEP through its review, and only maintainers and core maintainers can do that. The list is MAINTAINERS.md in the
working directory or above, or the file given with --maintainers; without a list there is no check. Ask one or two maintainers of that
area, and write "None" until one of them has agreed.`,
  check({ sep, facts }) {
    const field = fieldOf(sep, 'Sponsor')
    const { maintainers } = facts
    if (field === null || maintainers === null || isTemplateValue(field.value)) return []
    return peopleIn(field.value).flatMap(({ login }) => {
      if (login === null) return []
      const person = maintainerOf(maintainers, login)
      if (person !== null && maySponsor(person)) return []
      const why =
        person === null
          ? 'is not a maintainer according to MAINTAINERS.md'
          : 'is a moderator, and moderators cannot sponsor SEPs'
      return [{ at: rangeOfValue(field), message: `@${excerpt(login)} ${why}` }]
    })
  },
}
