import { setField } from '../../edit.ts'
import { peopleIn } from '../../people.ts'
import { fieldOf, rangeOfValue } from '../../preamble.ts'
import type { Context } from '../context.ts'
import type { Found, Rule } from '../rule.ts'
import { guidelines, SINCE_FILES } from '../sources.ts'

/** Where these stand nobody has to have sponsored it. */
const WITHOUT_SPONSOR = ['draft', 'withdrawn', 'dormant']

export const statusSetter: Rule = {
  id: 'SEP013',
  name: 'status-setter',
  severity: 'error',
  source: guidelines('status-management'),
  since: SINCE_FILES,
  summary: 'the status is left to the sponsor: a new SEP is a Draft, and one without sponsor goes no further',
  explanation: `Only the sponsor moves a SEP on. An author leaves "Draft", finds a sponsor, and asks them for every later change of the status. A SEP
that is past Draft therefore names its sponsor. --fix sets a SEP that has no number yet back to Draft.`,
  check: (context) => [...tooEarly(context), ...withoutSponsor(context)],
}

function tooEarly({ sep, file, status }: Context): readonly Found[] {
  const field = fieldOf(sep, 'Status')
  const isNew = file === null ? sep.heading.number === null : file.number === null
  if (field === null || status === null || status === 'draft' || !isNew) return []
  const message = `a SEP without a number is a Draft; its sponsor sets "${field.value}" later`
  return [{ at: rangeOfValue(field), message, fix: [setField(sep, 'Status', 'Draft')] }]
}

function withoutSponsor({ sep, status, file }: Context): readonly Found[] {
  const field = fieldOf(sep, 'Sponsor')
  if (field === null || status === null || WITHOUT_SPONSOR.includes(status)) return []
  if (peopleIn(field.value).length > 0 || file?.number === null) return []
  return [
    {
      at: rangeOfValue(field),
      severity: 'warning',
      message: `the status is past Draft, so there is a sponsor; name them`,
    },
  ]
}
