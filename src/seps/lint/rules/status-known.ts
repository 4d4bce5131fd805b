import { setField } from '../../edit.ts'
import { STATUSES, statusName } from '../../names.ts'
import { fieldOf, rangeOfValue } from '../../preamble.ts'
import type { Rule } from '../rule.ts'
import { guidelines } from '../sources.ts'
import { isTemplateValue } from '../template-words.ts'

export const statusKnown: Rule = {
  id: 'SEP011',
  name: 'status-known',
  severity: 'error',
  source: guidelines('sep-statuses'),
  summary: 'Status is one of the eight statuses',
  explanation: `The status says where a SEP stands on its way; tools sort by it. It is Draft, In-Review, Accepted, Rejected, Withdrawn, Final,
Superseded or Dormant, and nothing besides. --fix writes a status that is recognised as the template does.`,
  check({ sep, status }) {
    const field = fieldOf(sep, 'Status')
    if (field === null || isTemplateValue(field.value)) return []
    if (status === null)
      return [
        {
          at: rangeOfValue(field),
          message: `"${field.value}" is no status; it is one of ${STATUSES.map(statusName).join(', ')}`,
        },
      ]
    const name = statusName(status)
    if (field.value === name) return []
    const message = `write the status as "${name}", and nothing besides`
    return [{ at: rangeOfValue(field), severity: 'warning', message, fix: [setField(sep, 'Status', name)] }]
  },
}
