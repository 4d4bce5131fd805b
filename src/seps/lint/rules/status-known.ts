import { excerpt } from '../../../text/quote.ts'
import { setField } from '../../edit.ts'
import { isProposal, STATUSES, statusName } from '../../names.ts'
import { fieldOf, rangeOfValue } from '../../preamble.ts'
import { isTemplateValue } from '../prose.ts'
import { guidelines, type Rule } from '../rule.ts'

export const statusKnown: Rule = {
  id: 'SEP011',
  name: 'status-known',
  severity: 'error',
  source: guidelines('sep-statuses'),
  summary: 'Status is one of the eight statuses',
  explanation: `People and tools go by the status of a SEP. It is Draft, In-Review, Accepted, Rejected, Withdrawn, Final, Superseded or Dormant, and
nothing else. --fix writes a recognizable status the way the template does.`,
  check({ sep, status }) {
    const field = fieldOf(sep, 'Status')
    if (field === null || isTemplateValue(field.value)) return []
    if (isProposal(field.value))
      return [
        {
          at: rangeOfValue(field),
          message: `"${excerpt(field.value)}" isn't a status, but a label of pull requests; write "Draft" until a sponsor sets another`,
        },
      ]
    if (status === null)
      return [
        {
          at: rangeOfValue(field),
          message: `"${excerpt(field.value)}" isn't a status; use one of ${STATUSES.map(statusName).join(', ')}`,
        },
      ]
    const name = statusName(status)
    if (field.value === name) return []
    const message = `write the status as "${name}" and nothing else`
    return [{ at: rangeOfValue(field), severity: 'warning', message, fix: [setField(sep, 'Status', name)] }]
  },
}
