import { setField } from '../../edit.ts'
import { peopleIn } from '../../names.ts'
import { fieldOf, rangeOfValue } from '../../preamble.ts'
import type { Context } from '../context.ts'
import { guidelines, type Problem, type Rule, SINCE_SEP_FILES } from '../rule.ts'

/** Statuses that a SEP can have without a sponsor. */
const WITHOUT_SPONSOR = ['draft', 'withdrawn', 'dormant']

export const statusSetter: Rule = {
  id: 'SEP013',
  name: 'status-setter',
  severity: 'error',
  source: guidelines('status-management'),
  since: SINCE_SEP_FILES,
  summary: 'only a sponsor changes the status: a new SEP is a Draft, and stays one without a sponsor',
  explanation: `Only the sponsor changes the status. Authors keep "Draft", find a sponsor, and ask them for every later change. A SEP beyond Draft
therefore names its sponsor. --fix sets a SEP without a number back to Draft.`,
  check: (context) => [...tooEarly(context), ...withoutSponsor(context)],
}

function tooEarly({ sep, file, status }: Context): readonly Problem[] {
  const field = fieldOf(sep, 'Status')
  const isNew = file === null ? sep.heading.number === null : file.number === null
  if (field === null || status === null || status === 'draft' || !isNew) return []
  const message = `a SEP without a number is a Draft; its sponsor sets "${field.value}" later`
  return [{ at: rangeOfValue(field), message, fix: [setField(sep, 'Status', 'Draft')] }]
}

function withoutSponsor({ sep, status, file }: Context): readonly Problem[] {
  const field = fieldOf(sep, 'Sponsor')
  if (field === null || status === null || WITHOUT_SPONSOR.includes(status)) return []
  if (peopleIn(field.value).length > 0 || file?.number === null) return []
  return [
    {
      at: rangeOfValue(field),
      severity: 'warning',
      message: `a SEP beyond Draft has a sponsor; name them`,
    },
  ]
}
